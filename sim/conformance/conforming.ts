import type { Engine } from "../engine/engine.ts";
import { SystoleError } from "../errors/index.ts";
import type { ConformingEngine } from "./conforming-engine.ts";

/** An engine of the kit as the suite drives it. Its edges are those of all domains; `tick` picks clocks by name. */
export function conforming(engine: Engine): ConformingEngine {
  const { memories, domains, clocks, resets } = engine.program.design;
  const every = domains.map(({ index }) => index);
  return {
    drive: (signal, value) => engine.drive(signal.net, value),
    settle: () => engine.settle(),
    edge: (reset) => {
      for (const domain of every) engine.setReset(domain, reset);
      return brokenBy(() => engine.edge(every));
    },
    hold: (held) => {
      for (const { index, reset } of domains) {
        if (!reset || reset.by) continue;
        const active = held.includes(reset.name);
        engine.setReset(index, active);
        if (active && resets[reset.index]?.kind === "async") engine.applyReset(index);
      }
      engine.settle();
    },
    tick: (names) =>
      brokenBy(() =>
        engine.edge(every.filter((index) => names.includes(clocks[domains[index]!.clock] as string))),
      ),
    read: (signal) => engine.read(signal.net),
    word: (memory, address) => engine.memory(memories.indexOf(memory)).peek(address),
    close: () => engine.close(),
  };
}

/** What the assertions say that stop an edge; other errors go on. */
function brokenBy(edge: () => void): readonly string[] {
  try {
    edge();
    return [];
  } catch (error) {
    if (!(error instanceof SystoleError) || error.diagnostics.some(({ code }) => code !== "E-ASSERT"))
      throw error;
    return error.diagnostics.map(
      ({ path, message }) => `${path} ${message.replace("assertion failed ", "")}`,
    );
  }
}
