import { clockTick, fallingEdge, greatestCommonDivisor, risingEdge } from "../engine/time/clock.ts";
import { type AheadClock, closeAtExit, openWaves, type Waves } from "../trace/index.ts";
import type { Observer, Simulation } from "../testbench/index.ts";
import { engineLines } from "./engine-lines.ts";
import { scopeWithWords, shownWords } from "./shown-words.ts";
import { traceTree, type TraceTree } from "./trace-tree.ts";
import { type WaveWindow, windowTimes } from "./wave-window.ts";

export interface SimulationWavesOptions {
  /** Where the VCD goes. */
  readonly file: string;
  /** Paths of scopes, signals, memories and memory words; all signals when left out. */
  readonly scope?: readonly string[] | undefined;
  readonly window?: WaveWindow | undefined;
  /** A whole part, in femtoseconds, of all delays that are no multiple of the clock's half period. */
  readonly tick?: bigint | undefined;
}

/** Waves of one run; attach it with `sim.observe`. */
export interface SimulationWaves extends Observer, Pick<Waves, "file" | "saveFile" | "command" | "warnings"> {
  /** Ends the waves at the last recorded moment. May be called at any time, and again. */
  close(): void;
}

/** The whole tree of a simulation, with its clocks and resets at the top. */
export function simulationTree(sim: Simulation, scope: readonly string[] = []): TraceTree {
  const { engine } = sim;
  const { design } = engine.program;
  const memories = new Map<number, ReturnType<typeof engine.memory>>();
  const memory = (index: number): ReturnType<typeof engine.memory> => {
    const known = memories.get(index) ?? engine.memory(index);
    memories.set(index, known);
    return known;
  };
  return traceTree(
    {
      design,
      read: (net) => engine.read(net),
      readWord: (index, address) => memory(index).peek(address),
      domainWires: sim.wires,
    },
    shownWords(design, scope),
  );
}

/**
 * Opens the waves of a simulation. They are closed when the process ends before the run does.
 *
 * @throws E-SCOPE, E-WINDOW, E-TRACE-NAME, E-WAVES-FILE before anything is written
 */
export function simulationWaves(sim: Simulation, options: SimulationWavesOptions): SimulationWaves {
  const scope = options.scope ?? [];
  const { root, words } = simulationTree(sim, scope);
  const wordNets = [...words.keys()];
  const waves = openWaves(root, {
    file: options.file,
    tick: options.tick ?? sim.clocks.clocks.map(clockTick).reduce(greatestCommonDivisor),
    scope: scopeWithWords(scope, shownWords(sim.engine.program.design, scope)),
    window: options.window && windowTimes(options.window, sim.clock),
    lines: engineLines(sim.engine, words),
  });
  const forget = closeAtExit(waves);
  const { file, saveFile, command, warnings, nets, begin } = waves;
  return {
    nets,
    file,
    saveFile,
    command,
    warnings,
    begin,
    record: (time, changed) =>
      waves.record(time, wordNets.length === 0 ? changed : joined(changed, wordNets)),
    ahead: (most, run) => waves.runAhead(most, aheadClock(sim), run),
    end: (time) => {
      waves.end(time);
      forget();
    },
    close: () => {
      waves.close();
      forget();
    },
  };
}

/** One behind the other, the first only when it is asked for. */
function joined(first: Iterable<number>, second: readonly number[]): Iterable<number> {
  return {
    *[Symbol.iterator]() {
      yield* first;
      yield* second;
    },
  };
}

/** The default clock from now on. */
function aheadClock(sim: Simulation): AheadClock {
  const { clock, wires, engine } = sim;
  const { edges } = engine;
  const { numerator, denominator } = clock.period;
  return {
    net: wires[0]!.net,
    rising: (i) => risingEdge(clock, edges + i),
    falling: (i) => fallingEdge(clock, edges + i),
    period: numerator % denominator === 0n ? numerator / denominator : undefined,
  };
}
