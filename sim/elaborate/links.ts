import { type AnyLeafSignal, type Link, type Module, placeOf } from "../describe/index.ts";
import { diagnose, type Diagnostic } from "../errors/index.ts";
import type { DeclarationPlaces } from "./declaration-places.ts";
import type { Instance } from "./design.ts";

export interface ResolvedLinks {
  /** All signals of the design, in the order of the walk; `signal.net` is the position until there are nets. */
  readonly signals: readonly AnyLeafSignal[];
  /** By position: that of the signal that a connected signal takes its value from, else −1. */
  readonly sourceOf: Int32Array;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Decides which end of each connection drives, from directions and owners, and reports connections that no module could make, and
 * signals with two of them.
 */
export function resolveLinks(instances: readonly Instance[], places: DeclarationPlaces): ResolvedLinks {
  const signals = numberSignals(instances);
  const sourceOf = new Int32Array(signals.length).fill(-1);
  const diagnostics: Diagnostic[] = [];
  const where = (signal: AnyLeafSignal) => ({
    path: signal.path,
    places: signal.owner ? places(signal.owner, signal.key) : [],
  });

  const judge = (signal: AnyLeafSignal, link: Link): void => {
    const stranger =
      link.from.owner === undefined ? link.from : link.to.owner === undefined ? link.to : undefined;
    if (stranger) {
      const facts = { direction: stranger.direction, partner: signal.path };
      diagnostics.push(diagnose("E-UNHELD", facts, where(signal)));
      return;
    }
    // A link hangs on both of its ends; it is judged once, at its first end.
    if (link.from !== signal) return;
    const ends = orient(link);
    if (!ends) {
      const backwards = legal(link.to, link.from);
      diagnostics.push(
        backwards
          ? diagnose("E-CONNECT-DIRECTION", { from: link.from.path, to: link.to.path }, where(link.to))
          : diagnose("E-HIERARCHY", hierarchyFacts(link), where(link.to)),
      );
      return;
    }
    const [driver, sink] = ends;
    const first = signals[sourceOf[sink.net] as number];
    if (!first) {
      sourceOf[sink.net] = driver.net;
      return;
    }
    const facts = { signal: sink.path, drivers: `${first.path} and ${driver.path}` };
    diagnostics.push(diagnose("E-DRIVERS", facts, where(sink)));
  };

  for (let position = 0; position < signals.length; position++) {
    const signal = signals[position]!;
    const { linked } = signal;
    if (linked === undefined) continue;
    if (Array.isArray(linked)) for (const link of linked) judge(signal, link);
    else judge(signal, linked);
  }
  return { signals, sourceOf, diagnostics };
}

function numberSignals(instances: readonly Instance[]): readonly AnyLeafSignal[] {
  const signals: AnyLeafSignal[] = [];
  for (const instance of instances) {
    const own = instance.signals;
    for (let i = 0; i < own.length; i++) {
      own[i]!.net = signals.length;
      signals.push(own[i]!);
    }
  }
  return signals;
}

function orient(link: Link): readonly [driver: AnyLeafSignal, sink: AnyLeafSignal] | undefined {
  if (legal(link.from, link.to)) return [link.from, link.to];
  if (link.eitherWay && legal(link.to, link.from)) return [link.to, link.from];
  return undefined;
}

/** Whether some module may connect `driver` to `sink`: it can read the one and drive the other. */
function legal(driver: AnyLeafSignal, sink: AnyLeafSignal): boolean {
  const owner = sink.owner as Module;
  switch (sink.direction) {
    case "input": {
      const parent = placeOf(owner).parent;
      return parent !== undefined && readableIn(driver, parent);
    }
    case "output":
    case "wire":
      return driver !== sink && readableIn(driver, owner);
    default:
      return false;
  }
}

/** A module reads its own signals and its direct children's outputs. */
export function readableIn(signal: AnyLeafSignal, module: Module): boolean {
  const owner = signal.owner as Module;
  if (owner === module) return true;
  return (
    placeOf(owner).parent === module && (signal.direction === "output" || signal.direction === "outputReg")
  );
}

function hierarchyFacts({ from, to }: Link): { problem: string } {
  return {
    problem: `no module may connect ${from.path} (${from.direction}) to ${to.path} (${to.direction})`,
  };
}
