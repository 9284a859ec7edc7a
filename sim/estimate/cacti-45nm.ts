/** A result of CACTI: energy of a read, and area of the whole SRAM. */
export interface CactiPoint {
  readonly bytes: number;
  /** Bits of a word, which are those of the port. */
  readonly bits: number;
  readonly picojoules: number;
  readonly squareMicrometres: number;
}

/** Where the grid comes from. */
export const cactiSource =
  "CACTI 7.0 (commit 1ffd8df), 45 nm itrs-hp cells and periphery, RAM with one read-write port, 300 K, least read energy within 1.25 ns";

/**
 * SRAMs of 2 … 128 KB with words of 16 … 512 bits, computed with CACTI 7.0 (Balasubramonian et al., TACO 2017).
 *
 * Of the organisations that CACTI offers with the objective "dynamic power" and permitted deviations of the delay of 0, 10 … 100, 120, 150
 * and 200 %, that of the least read energy whose access takes no longer than 1.25 ns, a cycle at 800 MHz. One bank, one port for
 * reading and writing, a bus as wide as the word, no ECC, no power gating, semi-global wires with conservative projection. Dynamic
 * energy only: the leakage of these fast cells at 300 K (73 mW for 128 KB) would be more than EIE's published power, so its
 * memories are made of others.
 */
export const cactiPoints: readonly CactiPoint[] = [
  point(2048, 16, 0.9396, 8105),
  point(2048, 32, 1.067, 10607),
  point(2048, 64, 1.443, 8999),
  point(2048, 128, 3.111, 8307),
  point(2048, 256, 7.221, 13463),
  point(2048, 512, 21.55, 32462),
  point(8192, 16, 1.831, 33835),
  point(8192, 32, 2.225, 34589),
  point(8192, 64, 2.863, 36218),
  point(8192, 128, 4.36, 31222),
  point(8192, 256, 9.058, 30795),
  point(8192, 512, 23.41, 49146),
  point(32768, 16, 3.731, 149551),
  point(32768, 32, 4.592, 151110),
  point(32768, 64, 6.279, 155191),
  point(32768, 128, 9.074, 127237),
  point(32768, 256, 14.19, 117295),
  point(32768, 512, 30.69, 115458),
  point(131072, 16, 10.77, 438097),
  point(131072, 32, 13.06, 419056),
  point(131072, 64, 17.67, 432244),
  point(131072, 128, 27.03, 460604),
  point(131072, 256, 46.51, 482351),
  point(131072, 512, 59.66, 379959),
];

function point(bytes: number, bits: number, picojoules: number, squareMicrometres: number): CactiPoint {
  return { bytes, bits, picojoules, squareMicrometres };
}
