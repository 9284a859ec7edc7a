#include "harness.h"

void prepare(Vtop&, Random&) {}

void drive(Vtop& top, Random& random) {
  const uint32_t word = random.word();
  top.in_valid = word & 1;
  top.out_ready = (word >> 1) & 1;
  top.in_payload = word >> 16;
}

void fold(Vtop& top, Checksum& checksum) {
  checksum.add(top.in_ready);
  checksum.add(top.out_valid);
  checksum.add(top.out_payload);
}
