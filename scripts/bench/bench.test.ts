import { expect, test } from "vitest";
import { bankedSram } from "./designs/banked-sram.ts";
import { eie } from "./designs/eie.ts";
import { fifoChain } from "./designs/fifo-chain.ts";
import { benchDesigns } from "./designs/index.ts";
import { mesh } from "./designs/mesh.ts";
import { outputStationary } from "./designs/output-stationary.ts";
import { riscController } from "./designs/risc-controller.ts";
import { weightStationary } from "./designs/weight-stationary.ts";
import { drivenContender } from "./driven-contender.ts";
import { engineContender } from "./engine-contender.ts";
import { kernelContender } from "./kernel-contender.ts";
import { rateOf } from "./measure.ts";
import { benchOptions, chosenDesigns } from "./options.ts";
import { Checksum, createWords } from "./stimulus.ts";
import { wakeCosts } from "./wakes.ts";

test("random words are xorshift32's, and the checksum is what its specification says", () => {
  const random = createWords();
  const words = [random.word(), random.word()];
  const step = (state: bigint) => {
    const mask = 2n ** 32n - 1n;
    const a = state ^ ((state << 13n) & mask);
    const b = a ^ (a >> 17n);
    return b ^ ((b << 5n) & mask);
  };
  const first = step(0x2545f491n);
  expect(words.map(BigInt)).toEqual([first, step(first)]);

  const checksum = new Checksum();
  const cycles = [
    [7, -5, 2 ** 32 - 1],
    [1, 2, 3],
  ];
  for (const outputs of cycles) {
    for (const output of outputs) checksum.add(output);
    checksum.endCycle();
  }
  const sumOf = (outputs: readonly number[]) =>
    outputs.reduce((sum, output, k) => sum + BigInt(2 * k + 1) * BigInt(output), 0n);
  expect(BigInt(checksum.value)).toBe(BigInt.asUintN(32, sumOf(cycles[0]!) * 31n + sumOf(cycles[1]!)));
});

test.each([weightStationary(16), outputStationary(32)])(
  "$name: the kernel by hand does what the module does",
  (design) => {
    const cycles = 150;
    const engine = engineContender(design, "event").run(cycles);
    const kernel = kernelContender(design.kernel!).run(cycles);
    expect(kernel.checksum).toBe(engine.checksum);
    expect(kernel.checksum).not.toBe(0);
  },
);

test.each([
  weightStationary(4),
  outputStationary(4),
  mesh(2),
  bankedSram(4, 4),
  fifoChain(5),
  riscController(),
  eie({ name: "small", inputs: 64, outputs: 32, weightDensity: 0.2, activationDensity: 0.5 }, 4),
])("$name: both engines run the harness to the same checksum", (design) => {
  const event = engineContender(design, "event").run(100);
  expect(engineContender(design, "wasm").run(100).checksum).toBe(event.checksum);
  expect(event.checksum).not.toBe(0);
});

test.each(["event", "wasm"] as const)(
  "%s: driven from JavaScript, a design does what it does in its harness",
  (engine) => {
    const design = weightStationary(16);
    const { checksum } = engineContender(design, engine).run(100);
    expect(drivenContender(design, engine)!.run(100).checksum).toBe(checksum);
    expect(drivenContender(fifoChain(5), engine)).toBeUndefined();
  },
);

test("the median of rounds, and how far they lie apart", () => {
  expect(rateOf([3, 1, 2])).toEqual({ median: 2, lowest: 1, highest: 3 });
  expect(rateOf([4, 1, 2, 3]).median).toBe(2.5);
});

test("--only takes beginnings of names, and refuses what begins nothing", () => {
  const designs = benchDesigns();
  const { only } = benchOptions(["--only", "ws,mesh", "--rounds", "2"]);
  expect(chosenDesigns(designs, only).map(({ name }) => name)).toEqual(["ws16", "ws64", "ws256", "mesh"]);
  expect(chosenDesigns(designs, undefined)).toEqual(designs);
  expect(() => chosenDesigns(designs, ["tpu"])).toThrow("--only tpu: there are ws16");
  expect(() => benchOptions(["--contenders", "wasm,Verilator"])).toThrow(
    "--contenders Verilator: there are event",
  );
  expect(benchOptions(["--only", "wakes"])).toMatchObject({ only: [], wakes: true });
  expect(() => benchOptions(["--rounds", "none"])).toThrow("--rounds none");
});

test("the costs of wakes are those of a task that only wakes, of one that drives and of one that judges", async () => {
  const costs = await wakeCosts(1, 1000);
  expect(costs.map(({ what }) => what)).toEqual([
    "a wake of a task",
    "a wake of a task that drives an input",
    "a wake of a task that reads and judges an output",
  ]);
});
