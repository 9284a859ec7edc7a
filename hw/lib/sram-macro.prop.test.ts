import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bigUint, uint } from "../../sim/describe/index.ts";
import { compile } from "../../sim/schedule/index.ts";
import { simulate } from "../../sim/testbench/index.ts";
import { SramBank } from "./sram-bank.ts";
import { SramMacro } from "./sram-macro.ts";

const depth = 8;
const access = fc.record({
  enable: fc.integer({ min: 0, max: 1 }),
  write: fc.integer({ min: 0, max: 1 }),
  address: fc.nat({ max: depth - 1 }),
  data: fc.nat({ max: 2 ** 32 - 1 }),
  mask: fc.nat({ max: 15 }),
});
const content = Array.from({ length: depth }, (_, i) => 0x01010101 * i);

describe("SramMacro", () => {
  test("is a SramBank that keeps its word while it writes, in every cycle", () => {
    const macro = simulate(new SramMacro(uint(32), depth, { init: content }));
    const bank = simulate(
      new SramBank(uint(32), depth, { init: content, onCollision: "noChange", ports: { readWrite: 1 } }),
    );
    const [macroStart, bankStart] = [macro.snapshot(), bank.snapshot()];
    fc.assert(
      fc.property(fc.array(access, { maxLength: 30 }), (accesses) => {
        macro.restore(macroStart);
        bank.restore(bankStart);
        for (const { enable, write, address, data } of accesses) {
          macro.top.enable.value = enable;
          macro.top.write.value = write;
          macro.top.address.value = bank.top.readAddress.value = bank.top.writeAddress.value = address;
          macro.top.writeData.value = bank.top.writeData.value = data;
          bank.top.readEnable.value = enable && !write;
          bank.top.writeEnable.value = enable && write;
          macro.step();
          bank.step();
          expect(macro.top.readData.value).toBe(bank.top.readData.value);
        }
      }),
    );
  });

  test("a write changes the parts whose mask bit is 1; wide words as narrow ones", () => {
    const narrow = simulate(new SramMacro(uint(32), depth, { maskedBits: 8, init: content }));
    const wide = simulate(new SramMacro(bigUint(64), depth, { maskedBits: 1, init: content.map(BigInt) }));
    const starts = [narrow.snapshot(), wide.snapshot()] as const;
    fc.assert(
      fc.property(fc.array(access, { maxLength: 30 }), (accesses) => {
        narrow.restore(starts[0]);
        wide.restore(starts[1]);
        const model = [...content];
        for (const { enable, write, address, data, mask } of accesses) {
          const bytes = [0, 1, 2, 3]
            .filter((i) => (mask >> i) & 1)
            .reduce((sum, i) => sum + 0xff * 2 ** (8 * i), 0);
          for (const { top } of [narrow, wide]) {
            top.enable.value = enable;
            top.write.value = write;
            top.address.value = address;
          }
          narrow.top.writeData.value = data;
          narrow.top.writeMask!.value = mask as never;
          wide.top.writeData.value = BigInt(data);
          wide.top.writeMask!.value = BigInt(bytes) as never;
          narrow.step();
          wide.step();
          if (!enable) continue;
          if (write)
            model[address] = Number(
              (BigInt(model[address]!) & ~BigInt(bytes)) | (BigInt(data) & BigInt(bytes)),
            );
          else {
            expect(narrow.top.readData.value).toBe(model[address]);
            expect(wide.top.readData.value).toBe(BigInt(model[address]!));
          }
        }
      }),
    );
  });

  test("is a black box under the vendor's name, with a pin for the mask where there is one", () => {
    const boxOf = (macro: SramMacro<never>) => compile(macro).design.top.blackbox!;
    const plain = boxOf(new SramMacro(uint(32), 256) as never);
    expect([plain.module, plain.pins.map(({ pin }) => pin).join()]).toEqual([
      "sram_256x32",
      "CLK,CEN,GWEN,A,D,Q",
    ]);
    const masked = boxOf(new SramMacro(uint(32), 256, { maskedBits: 8 }) as never);
    expect([masked.module, masked.pins[3]]).toMatchObject([
      "sram_256x32m8",
      { pin: "WEN", to: { inverted: true } },
    ]);
    expect(boxOf(new SramMacro(uint(8), 4, { module: "SP4X8" }) as never).module).toBe("SP4X8");
  });

  test("an address beyond its words fails an assertion; parameters that make no sense are refused", () => {
    const { top, step } = ((sim) => ({ top: sim.top, step: () => sim.step() }))(
      simulate(new SramMacro(uint(8), 5)),
    );
    top.address.value = 5;
    step();
    top.enable.value = 1;
    expect(step).toThrow(/E-ASSERT[^]*the address 5 is beyond the depth of 5/);
    expect(() => new SramMacro(uint(8), 0)).toThrow(/E-PARAMETER/);
    expect(() => new SramMacro(uint(9), 4, { maskedBits: 8 })).toThrow(/E-PARAMETER[^]*maskedBits/);
  });
});
