#include "harness.h"

constexpr uint32_t ADDRESSES = BANKS * 256;
constexpr int ADDRESS_BITS = __builtin_ctz(ADDRESSES);

void prepare(Vtop&, Random&) {}

void drive(Vtop& top, Random& random) {
  uint32_t valid = 0, write = 0;
  uint64_t packed = 0;
  int held = 0, at = 0;
  for (int p = 0; p < P; p++) {
    const uint32_t word = random.word();
    valid |= uint32_t((word & 3) != 0) << p;
    write |= ((word >> 2) & 1) << p;
    packed |= uint64_t((word >> 3) & (ADDRESSES - 1)) << held;
    held += ADDRESS_BITS;
    if (held >= 32) {
      const uint32_t low = uint32_t(packed);
      std::memcpy(bytesOf(top.address) + 4 * at++, &low, 4);
      packed >>= 32;
      held -= 32;
    }
    std::memcpy(bytesOf(top.write_data) + 4 * p, &word, 4);
  }
  const uint32_t rest = uint32_t(packed);
  if (held > 0) std::memcpy(bytesOf(top.address) + 4 * at, &rest, 4);
  top.valid = valid;
  top.write = write;
}

void fold(Vtop& top, Checksum& checksum) {
  for (int p = 0; p < P; p++) {
    checksum.add((top.ready >> p) & 1);
    checksum.add((top.read_valid >> p) & 1);
    checksum.add(wordOf(top.read_data, p));
  }
}
