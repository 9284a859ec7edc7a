#include "harness.h"

void prepare(Vtop&, Random&) {}

void drive(Vtop& top, Random& random) {
  top.drain = (random.word() & 15) == 0;
  if constexpr (N < 32) {
    top.valid_in = random.word() & ((1u << N) - 1);
  } else {
    fillWords(top.valid_in, N / 32, random);
  }
  fillWords(top.act_in, N / 4, random);
  fillWords(top.weight_in, N / 4, random);
}

void fold(Vtop& top, Checksum& checksum) {
  for (int c = 0; c < N; c++) checksum.add(wordOf(top.sum_out, c));
}
