import { input, Module, output, reg, uint } from "../../describe/index.ts";
import { type Diagnostic, SystoleError } from "../../errors/index.ts";
import { compile } from "../../schedule/index.ts";
import { EventEngine, type EventEngineOptions } from "../event/event-engine.ts";
import { ObliviousEngine } from "../oblivious/oblivious-engine.ts";
import { WasmEngine } from "../wasm/run/wasm-engine.ts";

export const engines = [
  ["event", EventEngine],
  ["oblivious", ObliviousEngine],
  ["wasm", WasmEngine],
] as const;
export type MakeEngine = (typeof engines)[number][1];

/** The findings of compiling, settling and two edges. */
export function findings(
  top: Module,
  Engine: MakeEngine,
  options: EventEngineOptions = {},
): readonly Diagnostic[] {
  try {
    const engine = new Engine(compile(top), options);
    engine.settle();
    engine.edge([0]);
    engine.edge([0]);
    return [];
  } catch (error) {
    if (!(error instanceof SystoleError)) throw error;
    return error.diagnostics;
  }
}

export const texts = (found: readonly Diagnostic[]) =>
  found.map(({ code, path, message }) => `${code} ${path}: ${message}`);

/** A register of its own behind `o`. */
export class Copy extends Module {
  readonly i = input(uint(4));
  readonly o = output(uint(4));
  readonly inner = reg(uint(4), { init: 0 });
  override propagate() {
    this.o.value = this.inner.value;
  }
  override update() {
    this.inner.next = this.i.value;
  }
}
