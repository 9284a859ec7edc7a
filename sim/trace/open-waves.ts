import { writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { diagnose, type Diagnostic } from "../errors/index.ts";
import { FILTER_MARK, filterKey, filterText } from "./enumeration-filter.ts";
import { attempt, createFileSink, isOrdinaryFile, readHead } from "./file-sink.ts";
import { SAVE_MARK, saveFileText } from "./gtkwave-save.ts";
import type { FindLineSource } from "./line-writer.ts";
import { selectScope } from "./select-scope.ts";
import { formatTime } from "./time-unit.ts";
import type { TraceScope, TraceTime, TraceWriter } from "./trace-source.ts";
import { checkWindow, type TraceWindow } from "./trace-window.ts";
import { planVcd } from "./vcd-plan.ts";
import { createVcdWriter, type VcdWriter } from "./vcd-writer.ts";
import { chooseRows, type WaveGroup } from "./wave-rows.ts";

export interface WavesOptions {
  /** Where the VCD goes; the save file and the filters go beside it. */
  readonly file: string;
  /** A whole part of every time that is recorded, in femtoseconds. */
  readonly tick: bigint;
  /** Paths of scopes and signals; all when left out. */
  readonly scope?: readonly string[] | undefined;
  readonly window?: TraceWindow | undefined;
  readonly date?: Date | undefined;
  /** How many signals the save file shows. */
  readonly rows?: number | undefined;
  /** Who may write lines of changes in the trace's place. */
  readonly lines?: FindLineSource | undefined;
}

/** A trace to files. */
export interface Waves extends TraceWriter, Pick<VcdWriter, "runAhead"> {
  readonly file: string;
  readonly saveFile: string;
  /** The command that shows the waves. */
  readonly command: string;
  /** The nets that are in the file. */
  readonly nets: readonly number[];
  /** Warnings about the finished trace. */
  readonly warnings: () => readonly Diagnostic[];
}

const ROWS = 200;

/**
 * Opens a VCD with a GTKWave save file and the filter files of its enumerations beside it.
 *
 * A save file that the user has saved from GTKWave stays as it is.
 *
 * @throws E-SCOPE, E-WINDOW, E-TRACE-NAME, E-WAVES-FILE before anything is written
 */
export function openWaves(root: TraceScope, options: WavesOptions): Waves {
  const selected = selectScope(root, options.scope ?? []);
  checkWindow(options.window ?? {});
  const file = resolve(options.file);
  const stem = join(dirname(file), basename(file).replace(/\.vcd$/i, ""));
  const saveFile = `${stem}.gtkw`;
  const plan = planVcd(selected);
  const writer = createVcdWriter(plan, createFileSink(file), options);

  let finished = false;
  let lastTime: TraceTime = 0;

  /** Writes what stands beside the VCD, once its length is known. */
  function finish(): void {
    const span = writer.span();
    // Nothing is put beside a device or a pipe.
    if (finished || span === undefined || !isOrdinaryFile(file)) return;
    finished = true;
    const rows = chooseRows(plan.root, options.rows ?? ROWS);
    const filters = writeFilters(rows, stem);
    writeOwn(saveFile, SAVE_MARK, saveFileText({ dumpFile: file, saveFile, rows, filters, span }));
  }

  function warnings(): Diagnostic[] {
    const from = options.window?.from;
    if (from === undefined || lastTime >= from) return [];
    return [diagnose("W-WINDOW", { from: formatTime(from), end: formatTime(lastTime) })];
  }

  return {
    file,
    saveFile,
    command: `gtkwave -a ${/^[\w./-]+$/.test(saveFile) ? saveFile : JSON.stringify(saveFile)}`,
    nets: plan.identifiers.map(({ net }) => net),
    begin: writer.begin,
    runAhead: writer.runAhead,
    record: (time, changed) => {
      lastTime = time;
      writer.record(time, changed);
    },
    end: (time) => {
      lastTime = time;
      writer.end(time);
      finish();
    },
    close: () => {
      writer.close();
      finish();
    },
    warnings,
  };
}

/** One file for enumerations with equal labels, named after the first signal that has them. */
function writeFilters(rows: WaveGroup, stem: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const names = new Set<string>();
  function visit(group: WaveGroup): void {
    for (const { name, variable } of group.rows) {
      const { type } = variable;
      if (type.kind !== "enumeration" || files.has(filterKey(type))) continue;
      const base = name.replace(/\W/g, "_");
      let unique = base;
      for (let n = 2; names.has(unique); n++) unique = `${base}-${n}`;
      names.add(unique);
      const file = `${stem}.${unique}.filter`;
      writeOwn(file, FILTER_MARK, filterText(type));
      files.set(filterKey(type), file);
    }
    group.groups.forEach(visit);
  }
  visit(rows);
  return files;
}

/** Writes a file unless someone else's is there: one that doesn't begin with our mark. */
function writeOwn(file: string, mark: string, text: string): void {
  attempt(file, () => {
    const head = readHead(file);
    if (head === "" || head.startsWith(mark)) writeFileSync(file, text);
  });
}
