import type { Random } from "../stimulus.ts";

/** Drives signed bytes, four of a word, the lowest first; a number of ports that is a multiple of four. */
export function driveBytes(ports: readonly { value: number }[], random: Random): void {
  for (let i = 0; i < ports.length; i += 4) {
    const word = random.word();
    ports[i]!.value = (word << 24) >> 24;
    ports[i + 1]!.value = (word << 16) >> 24;
    ports[i + 2]!.value = (word << 8) >> 24;
    ports[i + 3]!.value = word >> 24;
  }
}
