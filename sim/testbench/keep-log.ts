import {
  deedWords,
  type DriveLog,
  driveLogForm,
  type Journal,
  logToFile,
  logToMemory,
  type LogSink,
} from "../snapshot/index.ts";
import type { Simulation } from "./simulation.ts";

export interface KeepLogOptions {
  /** Where the log goes while the run goes on; without it, it stays in memory, and the oldest is forgotten. */
  readonly file?: string | undefined;
  /**
   * Edges between two snapshots, which a replay can start from. Default: 10000, or a tenth of the words that the design keeps where that is
   * more, so that snapshots cost little beside the edges.
   */
  readonly every?: number | undefined;
  /** How many snapshots a log in memory keeps, with what was done since the oldest of them. Default: 4. */
  readonly snapshots?: number | undefined;
  /** What the log is to say about the run: JSON-able. */
  readonly about?: Readonly<Record<string, unknown>> | undefined;
}

/** A log that is being kept. */
export interface KeptLog {
  /** What is in memory so far. Of a log in a file, `readDriveLog(file)` gives it. */
  log(): DriveLog;
  /** Ends the log before the run ends. */
  stop(): void;
}

/** Deeds after which a snapshot is taken whatever time it is, so that a log in memory stays small. */
const MOST_DEEDS = 100_000;

/**
 * Keeps a drive log of a simulation from now on: all that tasks drive, pokes, forces, loads and resets, with their times, and
 * snapshots in between. `replay` runs the design again from it, without the testbench. Errors: E-LOG-FILE.
 */
export function keepLog(sim: Simulation, options: KeepLogOptions = {}): KeptLog {
  const { design } = sim.engine.program;
  const print = sim.snapshots.design;
  const about = options.about ?? {};
  const every = Math.max(1, options.every ?? usualDistance(sim));
  const words = deedWords(
    design,
    sim.resets.held.map(({ net }) => net),
  );
  const memory = options.file === undefined ? logToMemory(Math.max(1, options.snapshots ?? 4)) : undefined;
  const sink: LogSink = memory ?? logToFile(options.file as string, { design: print, about });
  const position = (): readonly [edges: number, time: string] => [sim.engine.edges, String(sim.time)];
  let due = 0;
  let deedsLeft = 0;

  function takeSnapshot(): void {
    due = sim.engine.edges + every;
    deedsLeft = MOST_DEEDS;
    sink.snapshot(sim.snapshot());
  }
  const journal: Journal = {
    note(deeds) {
      deedsLeft -= deeds.length;
      sink.batch([...position(), ...deeds.map(words.write)]);
    },
    beforeEdges() {
      if (sim.engine.edges >= due || deedsLeft <= 0) takeSnapshot();
      return due - sim.engine.edges;
    },
    end(failure) {
      const [edges, time] = position();
      sink.end({ edges, time, ...(failure === undefined ? {} : { failure }) });
    },
  };
  takeSnapshot();
  const forget = sim.keep(journal);
  let stopped = false;
  return {
    log: () => ({
      ...driveLogForm,
      design: print,
      about,
      parts: memory?.parts() ?? [],
      end: memory?.ended() ?? { edges: sim.engine.edges, time: String(sim.time) },
    }),
    stop: () => {
      if (!stopped) {
        forget();
        journal.end(undefined);
      }
      stopped = true;
    },
  };
}

function usualDistance({ engine, snapshots }: Simulation): number {
  const words = engine.program.design.memories.reduce((sum, { depth }) => sum + depth, 0);
  return Math.max(10_000, Math.ceil((words + snapshots.design.signals.length) / 10));
}
