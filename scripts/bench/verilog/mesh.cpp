#include "harness.h"

void prepare(Vtop&, Random&) {}

static uint32_t bitOf(const uint64_t& bits, int index) { return (bits >> index) & 1; }

void drive(Vtop& top, Random& random) {
  uint64_t valid = 0;
  for (int i = 0; i < N * N; i++) {
    const uint32_t word = random.word();
    valid |= uint64_t((word & 7) == 0) << i;
    // x, y, channel, more, payload from the highest bit down
    const uint32_t x = (word >> 3) & (N - 1), y = (word >> 6) & (N - 1), channel = (word >> 9) & 1, more = (word >> 10) & 3;
    const uint64_t message = (uint64_t(x << 6 | y << 3 | channel << 2 | more) << 32) | word;
    std::memcpy(bytesOf(top.send) + 8 * i, &message, 8);
  }
  top.send_valid = valid;
}

void fold(Vtop& top, Checksum& checksum) {
  for (int i = 0; i < N * N; i++) {
    checksum.add(bitOf(top.send_ready, i));
    checksum.add(bitOf(top.arrived, i));
    checksum.add(bitOf(top.arrived_channel, i));
    checksum.add(bitOf(top.arrived_head, i));
    checksum.add(bitOf(top.arrived_tail, i));
    checksum.add(wordOf(top.arrived_payload, i));
  }
}
