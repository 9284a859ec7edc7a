import { describe, expect, it } from "vitest";
import { cactiPoints } from "./cacti-45nm.ts";
import { cactiSramArea, cactiSramCost, tableSramCost } from "./sram.ts";

const KB = 1024;

describe("SRAM energies from the table", () => {
  it("meet the table, and the talk that it comes from", () => {
    expect(tableSramCost(8 * KB, 32)).toMatchObject({ picojoules: 5, class: "table" });
    expect(tableSramCost(8 * KB, 64)).toMatchObject({ picojoules: 10, class: "modelled" });
    expect(tableSramCost(32 * KB, 64).picojoules).toBe(20);
    // The talk has 100 pJ for 1 MB: the square root is 13 % above it.
    expect(tableSramCost(1024 * KB, 64).picojoules).toBeCloseTo(113.1, 1);
  });
});

describe("SRAM energies and areas from CACTI", () => {
  it("are its results where there are some", () => {
    expect(cactiPoints).toHaveLength(24);
    for (const { bytes, bits, picojoules, squareMicrometres } of cactiPoints) {
      expect(cactiSramCost(bytes, bits).picojoules).toBeCloseTo(picojoules, 9);
      expect(cactiSramArea(bytes, bits).squareMicrometres).toBeCloseTo(squareMicrometres, 5);
    }
  });

  it("lie between neighbours elsewhere, on straight lines in logarithms", () => {
    expect(cactiSramCost(64 * KB, 64).picojoules).toBeCloseTo(Math.sqrt(6.279 * 17.67), 9);
    expect(cactiSramCost(128 * KB, Math.sqrt(64 * 128)).picojoules).toBeCloseTo(Math.sqrt(17.67 * 27.03), 9);
    expect(cactiSramCost(512 * KB, 64).picojoules).toBeCloseTo(17.67 * (17.67 / 6.279), 9);
    expect(cactiSramCost(128 * KB, 8).picojoules).toBeCloseTo(10.77 * (10.77 / 13.06), 9);
    expect(cactiSramCost(KB, 64).class).toBe("modelled");
  });

  it("make wide words dearer an access and, at 128 KB, cheaper a bit", () => {
    const widths = [16, 32, 64, 128, 256, 512];
    const energies = widths.map((bits) => cactiSramCost(128 * KB, bits).picojoules);
    energies.slice(1).forEach((energy, i) => {
      expect(energy).toBeGreaterThan(energies[i]!);
      expect(energy / widths[i + 1]!).toBeLessThan(energies[i]! / widths[i]!);
    });
  });

  it("make large SRAMs dearer at each width", () => {
    for (const bits of [16, 64, 512]) {
      const energies = [2, 8, 32, 128, 512].map((size) => cactiSramCost(size * KB, bits).picojoules);
      energies.slice(1).forEach((energy, i) => expect(energy).toBeGreaterThan(energies[i]!));
    }
  });
});

it("SRAMs that can't be are refused", () => {
  for (const model of [tableSramCost, cactiSramCost, cactiSramArea]) {
    expect(() => model(4, 64)).toThrow("an SRAM of 4 bytes can't hold words of 64 bits");
    expect(() => model(Infinity, 64)).toThrow("can't hold");
    expect(() => model(1024, 0)).toThrow("makes no word of an SRAM");
  }
});
