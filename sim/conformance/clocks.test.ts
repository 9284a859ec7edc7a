import { describe, expect, test } from "vitest";
import { EventEngine } from "../engine/event/event-engine.ts";
import { ObliviousEngine } from "../engine/oblivious/oblivious-engine.ts";
import { WasmEngine } from "../engine/wasm/run/wasm-engine.ts";
import { compile } from "../schedule/compile.ts";
import { conforming } from "./conforming.ts";
import type { MakeEngine } from "./conforming-engine.ts";
import { differenceText } from "./difference.ts";
import { createNaiveRunner } from "./naive-runner.ts";
import { runClocksEntry } from "./run-clocks-entry.ts";
import { clocksTable } from "./table/clocks.ts";

const engines: readonly (readonly [string, MakeEngine])[] = [
  ["event", (program) => conforming(new EventEngine(program))],
  ["event, shuffled", (program) => conforming(new EventEngine(program, { shuffle: 5 }))],
  ["wasm", (program) => conforming(new WasmEngine(program))],
  ["oblivious", (program) => conforming(new ObliviousEngine(program))],
  ["oblivious, shuffled", (program) => conforming(new ObliviousEngine(program, { shuffle: 6 }))],
];

describe.each(clocksTable)("$name (section $rule)", (entry) => {
  test.each(["forwards", "backwards"] as const)("the methods themselves, %s", (order) => {
    const top = entry.make();
    expect(runClocksEntry(entry, top, createNaiveRunner(top, order)).map(differenceText)).toEqual([]);
  });

  test.each(engines)("%s", (_, makeEngine) => {
    const program = compile(entry.make());
    const engine = makeEngine(program);
    expect(runClocksEntry(entry, program.design.top.module, engine).map(differenceText)).toEqual([]);
    engine.close?.();
  });
});

describe("the table finds an engine that", () => {
  const mutations: readonly (readonly [
    string,
    (program: Parameters<MakeEngine>[0]) => ReturnType<MakeEngine>,
  ])[] = [
    [
      "gives all clocks each edge",
      (program) => {
        const engine = conforming(new EventEngine(program));
        return { ...engine, tick: () => engine.tick!(program.design.clocks) };
      },
    ],
    [
      "takes simultaneous edges one after another",
      (program) => {
        const engine = conforming(new EventEngine(program));
        return { ...engine, tick: (clocks) => clocks.flatMap((clock) => engine.tick!([clock])) };
      },
    ],
    [
      "ignores resets",
      (program) => {
        const engine = conforming(new EventEngine(program));
        return { ...engine, hold: () => engine.hold!([]) };
      },
    ],
    [
      "holds all resets",
      (program) => {
        const engine = conforming(new EventEngine(program));
        return { ...engine, hold: () => engine.hold!(["reset", "reset_ddr"]) };
      },
    ],
  ];
  test.each(mutations)("%s", (_, makeEngine) => {
    const found = clocksTable.filter((entry) => {
      const program = compile(entry.make());
      return runClocksEntry(entry, program.design.top.module, makeEngine(program)).length > 0;
    });
    expect(found).not.toEqual([]);
  });
});
