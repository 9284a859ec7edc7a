// What all harnesses share: random words, checksum, clock, time. The specification is in stimulus.ts.
#pragma once
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/resource.h>
#include "Vtop.h"
#include "verilated.h"
#if VM_TRACE
#include "verilated_vcd_c.h"
#endif
#include "parameters.h"

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

// To just before the edge, and over it.
inline void settle(Vtop& top) {
  top.clk = 0;
  top.eval();
}
inline void edge(Vtop& top) {
  top.clk = 1;
  top.eval();
}

// Processor time of the process.
inline double cpuSeconds() {
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + 1e-6 * (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

// Each design defines these.
void prepare(Vtop& top, Random& random);
void drive(Vtop& top, Random& random);
void fold(Vtop& top, Checksum& checksum);

// Arguments: the number of cycles, and where it is built with --trace the file for waves.
int main(int, char** arguments) {
  const long cycles = std::atol(arguments[1]);
  Verilated::traceEverOn(VM_TRACE);
  Vtop top;
  Random random;
  Checksum checksum;
  prepare(top, random);
#if VM_TRACE
  // The head and the first values are nobody's time.
  VerilatedVcdC waves;
  top.trace(&waves, 99);
  waves.open(arguments[2]);
  waves.dump(uint64_t(0));
#endif
  const double cpuStart = cpuSeconds();
  const auto start = std::chrono::steady_clock::now();
  for (long k = 0; k < cycles; k++) {
    drive(top, random);
    settle(top);
    fold(top, checksum);
    checksum.endCycle();
#if VM_TRACE
    waves.dump(uint64_t(2 * k + 1));
#endif
    edge(top);
#if VM_TRACE
    waves.dump(uint64_t(2 * k + 2));
#endif
  }
#if VM_TRACE
  waves.close();
#endif
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  const double cpu = cpuSeconds() - cpuStart;
  std::printf("seconds %.9f cpu %.6f checksum %u\n", elapsed.count(), cpu, checksum.value);
}
