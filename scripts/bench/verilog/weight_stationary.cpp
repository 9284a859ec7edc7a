#include "harness.h"

void prepare(Vtop& top, Random& random) {
  top.shift_weight = 1;
  for (int k = 0; k < 4 * N; k++) {
    fillWords(top.weight_in, N / 4, random);
    settle(top);
    edge(top);
  }
  top.shift_weight = 0;
}

void drive(Vtop& top, Random& random) { fillWords(top.act_in, N / 4, random); }

void fold(Vtop& top, Checksum& checksum) {
  for (int c = 0; c < N; c++) checksum.add(wordOf(top.psum_out, c));
}
