// What all harnesses share: random words, checksum, clock, time. The specification is in stimulus.ts.
#pragma once
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include "Vtop.h"
#include "verilated.h"

struct Random {
  uint32_t state = 0x2545f491u;
  uint32_t word() {
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state;
  }
};

struct Checksum {
  uint32_t value = 0, sum = 0, weight = 1;
  void add(uint32_t output) {
    sum += weight * output;
    weight += 2;
  }
  void endCycle() {
    value = value * 31u + sum;
    sum = 0;
    weight = 1;
  }
};

// A packed port as bytes, the lowest first.
template <class Port>
uint8_t* bytesOf(Port& port) {
  return reinterpret_cast<uint8_t*>(&port);
}
// A packed port as words, the lowest first.
template <class Port>
uint32_t wordOf(const Port& port, int index) {
  uint32_t word;
  std::memcpy(&word, reinterpret_cast<const uint8_t*>(&port) + 4 * index, 4);
  return word;
}

template <class Port>
void fillWords(Port& port, int words, Random& random) {
  for (int i = 0; i < words; i++) {
    const uint32_t word = random.word();
    std::memcpy(bytesOf(port) + 4 * i, &word, 4);
  }
}

inline void cycle(Vtop& top) {
  top.clk = 0;
  top.eval();
  top.clk = 1;
  top.eval();
}

// Each design defines these.
void prepare(Vtop& top, Random& random);
void drive(Vtop& top, Random& random);
void fold(Vtop& top, Checksum& checksum);

int main(int, char** arguments) {
  const long cycles = std::atol(arguments[1]);
  Vtop top;
  Random random;
  Checksum checksum;
  prepare(top, random);
  const auto start = std::chrono::steady_clock::now();
  for (long k = 0; k < cycles; k++) {
    drive(top, random);
    cycle(top);
    fold(top, checksum);
    checksum.endCycle();
  }
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  std::printf("seconds %.9f checksum %u\n", elapsed.count(), checksum.value);
}
