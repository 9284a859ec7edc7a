import type { Engine } from "../engine/engine.ts";
import type { ConformingEngine } from "./conforming-engine.ts";

/** An engine of the kit as the suite drives it: one clock domain, number 0. */
export function conforming(engine: Engine): ConformingEngine {
  const { memories } = engine.program.design;
  return {
    drive: (signal, value) => engine.drive(signal.net, value),
    settle: () => engine.settle(),
    edge: (reset) => {
      engine.setReset(0, reset);
      engine.edge([0]);
    },
    read: (signal) => engine.read(signal.net),
    word: (memory, address) => engine.memory(memories.indexOf(memory)).peek(address),
    close: () => engine.close(),
  };
}
