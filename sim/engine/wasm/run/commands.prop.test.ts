import { beforeAll, expect, test } from "vitest";
import { designGenes, type SampledDesign, sampleDesigns } from "../../../conformance/generator/index.ts";
import { createCompiler } from "../../../schedule/compile.ts";
import type { Program } from "../../../schedule/program.ts";
import type { Engine } from "../../engine.ts";
import { EventEngine } from "../../event/event-engine.ts";
import { playCommands } from "./commands.test-kit.ts";
import { loopOverInterpreter } from "./interpreted-kernels.test-kit.ts";
import { compiledMachine } from "./compiled-kernels.ts";
import { interpreter } from "./interpreter.test-kit.ts";
import type { MakeMachine } from "./machine.ts";
import { WasmEngine } from "./wasm-engine.ts";

const machines: readonly (readonly [string, MakeMachine])[] = [
  ["interpreted", interpreter],
  ["the loop, over interpreted kernels", loopOverInterpreter],
  ["compiled kernels", compiledMachine],
];

/** Of both engines: all nets and all words. */
function valuesOf(engine: Engine): readonly string[] {
  const { nets, memories } = engine.program.design;
  const show = (value: unknown): string => (Object.is(value, -0) ? "-0" : String(value));
  return [
    ...nets.map(({ index, root }) => `${root.path} = ${show(engine.read(index))}`),
    ...memories.map(({ depth, path }, index) => {
      const access = engine.memory(index);
      return `${path} = ${Array.from({ length: depth }, (_, at) => show(access.peek(at))).join(" ")}`;
    }),
  ];
}

let designs: readonly (SampledDesign & { readonly programs: readonly [Program, Program] })[];
beforeAll(async () => {
  const compiler = createCompiler();
  const drawn = await Promise.all(
    ([0, 1, 1, 1, 1, 2, 2, 2] as const).map((size, i) => sampleDesigns(designGenes(size), 3, 40 + i)),
  );
  designs = drawn.flat().map((design) => ({
    ...design,
    programs: [compiler.compile(design.make()), compiler.compile(design.make())],
  }));
});

test.each(machines)(
  "%s: drives, pokes, forces, releases, words and resets do what they do in the event engine",
  (_, makeMachine) => {
    for (const [number, { gene, programs }] of designs.entries()) {
      const powerOn = { seed: number };
      const event = new EventEngine(programs[0], { powerOn });
      const wasm = new WasmEngine(programs[1], { powerOn, makeMachine });
      wasm.settle();
      const { nets } = wasm.program.design;
      // All nets, or so few that each is compared by itself.
      const some = nets.filter(({ index }) => number % 2 === 0 || index % 5 === 0);
      wasm.watch(true, number % 2 === 0 ? undefined : some.map(({ index }) => index));
      let before = valuesOf(wasm);
      const cycles = Array.from({ length: 4 }, () => gene.cycles).flat();
      playCommands([event, wasm], cycles, number, () => {
        const now = valuesOf(wasm);
        expect(now).toEqual(valuesOf(event));
        const told = new Set(wasm.takeChanged());
        const untold = some.filter(({ index }) => now[index] !== before[index] && !told.has(index));
        expect(untold.map(({ root }) => root.path)).toEqual([]);
        before = now;
      });
      event.close();
      wasm.close();
    }
  },
  120_000,
);
