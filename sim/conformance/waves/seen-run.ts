import type { AnyLeafSignal, LeafType } from "../../describe/index.ts";
import type { Time } from "../../engine/time/units.ts";
import type { Observer, Simulation } from "../../testbench/index.ts";

/** What a run showed at each of its records, as the signals themselves gave it: the oracle of waves. */
export interface SeenRun {
  readonly times: readonly Time[];
  /** By the name that a VCD gives the signal: its value at each record, in the digits of a VCD. */
  readonly values: ReadonlyMap<string, readonly string[]>;
}

/** Writes down every signal of a simulation at every record. */
export interface SeenRunRecorder extends Observer {
  readonly run: SeenRun;
}

export function recordSeenRun(sim: Simulation): SeenRunRecorder {
  const times: Time[] = [];
  const values = new Map<string, string[]>();
  const rows = signalsOf(sim).map((signal) => ({ signal, texts: listOf(vcdPath(signal.path)) }));
  const clock = listOf(`${sim.top.path}.clk`);
  const reset = listOf(`${sim.top.path}.reset`);

  function listOf(name: string): string[] {
    const list: string[] = [];
    values.set(name, list);
    return list;
  }

  function take(time: Time): void {
    times.push(time);
    for (const { signal, texts } of rows) texts.push(valueText(signal.type, signal.value));
    clock.push(sim.clockIsHigh ? "1" : "0");
    reset.push(sim.resetIsActive ? "1" : "0");
  }

  return { run: { times, values }, begin: take, record: take, end: () => undefined };
}

/** The values of all signals now, by path. */
export function valuesNow(sim: Simulation): ReadonlyMap<string, string> {
  return new Map(signalsOf(sim).map((signal) => [signal.path, valueText(signal.type, signal.value)]));
}

/** A signal as it is used from outside of all methods, whatever its direction and type. */
export type OpenSignal = AnyLeafSignal & { value: unknown };

function signalsOf(sim: Simulation): readonly OpenSignal[] {
  return sim.engine.program.design.instances.flatMap((instance) => instance.signals as readonly OpenSignal[]);
}

/** In a VCD the indices of a signal stand in round brackets, those of what it is in in square ones. */
function vcdPath(path: string): string {
  const dot = path.lastIndexOf(".");
  return path.slice(0, dot) + path.slice(dot).replaceAll("[", "(").replaceAll("]", ")");
}

function valueText(type: LeafType, value: unknown): string {
  if (type.kind === "float" || type.kind === "fixed") return Object.is(value, -0) ? "-0" : String(value);
  const number =
    type.kind === "enumeration" ? type.labels.indexOf(value as string) : (value as number | bigint);
  return BigInt.asUintN(type.width, BigInt(number)).toString(2).padStart(type.width, "0");
}
