#include "harness.h"

void prepare(Vtop&, Random&) {}

void drive(Vtop& top, Random& random) { top.port_read_data = random.word(); }

void fold(Vtop& top, Checksum& checksum) {
  checksum.add(top.port_enable);
  checksum.add(top.port_write);
  checksum.add(top.port_address);
  checksum.add(top.port_write_data);
  checksum.add(top.execute_pc);
}
