import type { AnyLeafSignal } from "../describe/index.ts";
import type { Design } from "../elaborate/design.ts";
import type { ConformingEngine } from "./conforming-engine.ts";

/** Lets a simulation of `twin`, which is built like `design`, be asked for the signals of `design`. */
export function mirror(design: Design, twin: Design, engine: ConformingEngine): ConformingEngine {
  const signal = (own: AnyLeafSignal) => twin.nets[own.net]!.root;
  return {
    ...engine,
    drive: (own, value) => engine.drive(signal(own), value),
    read: (own) => engine.read(signal(own)),
    word: (memory, address) => engine.word(twin.memories[design.memories.indexOf(memory)]!, address),
  };
}
