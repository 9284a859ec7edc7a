import { parseArgs } from "node:util";
import type { BenchDesign } from "./design.ts";
import { ENGINES, type MeasuredEngine } from "./engine-contender.ts";

/** Contenders that are no engines of ours, by the names that `--contenders` chooses from. */
const OTHERS = ["driven", "kernel", "verilator", "icarus", "authors"] as const;
export type ContenderKind = MeasuredEngine | (typeof OTHERS)[number];
/** What `--only` calls the costs of wakes, which are those of no design. */
const WAKES = "wakes";

export interface BenchOptions {
  /** Names of designs, or beginnings of them; all without. */
  readonly only: readonly string[] | undefined;
  /** Names of contenders, or beginnings of them; all without. */
  readonly contenders: readonly string[] | undefined;
  readonly rounds: number;
  /** Seconds that a round of a contender takes, about. */
  readonly seconds: number;
  /** An engine whose start is to be measured in this process, instead of everything. */
  readonly start: MeasuredEngine | undefined;
  /** Measure what wakes of tasks cost. */
  readonly wakes: boolean;
  /** Print the last results as Markdown, instead of everything. */
  readonly markdown: boolean;
}

/** Reads the command line. Errors: a sentence for the user. */
export function benchOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: "string" },
      contenders: { type: "string" },
      rounds: { type: "string", default: "5" },
      seconds: { type: "string", default: "1.5" },
      start: { type: "string" },
      markdown: { type: "boolean", default: false },
    },
  });
  const only = values.only?.split(",");
  return {
    only: only?.filter((name) => name !== WAKES),
    wakes: only?.includes(WAKES) ?? true,
    contenders: values.contenders?.split(",").map(contenderNamed),
    rounds: positive("rounds", values.rounds),
    seconds: positive("seconds", values.seconds),
    start: values.start === undefined ? undefined : engineNamed(values.start),
    markdown: values.markdown,
  };
}

/** Errors: no kind of contender begins so. */
function contenderNamed(begin: string): string {
  const kinds: readonly ContenderKind[] = [...engineNames(), ...OTHERS];
  if (!kinds.some((kind) => kind.startsWith(begin)))
    throw new Error(`--contenders ${begin}: there are ${kinds.join(", ")}`);
  return begin;
}

function engineNamed(name: string): MeasuredEngine {
  const found = engineNames().find((engine) => engine === name);
  if (found === undefined) throw new Error(`--start ${name}: there are ${engineNames().join(", ")}`);
  return found;
}

/** The engines that `--contenders` chooses. */
export function chosenEngines(contenders: readonly string[] | undefined): readonly MeasuredEngine[] {
  return engineNames().filter((name) => contenders?.some((begin) => name.startsWith(begin)) ?? true);
}

function engineNames(): readonly MeasuredEngine[] {
  return Object.keys(ENGINES) as MeasuredEngine[];
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`--${name} ${text}: give a number above 0`);
  return value;
}

/** The designs that `--only` chooses. Errors: a name that no design begins with. */
export function chosenDesigns(
  designs: readonly BenchDesign[],
  only: readonly string[] | undefined,
): readonly BenchDesign[] {
  const unknown = only?.find((name) => !designs.some((design) => design.name.startsWith(name)));
  if (unknown !== undefined) {
    throw new Error(`--only ${unknown}: there are ${designs.map(({ name }) => name).join(", ")}, ${WAKES}`);
  }
  return designs.filter(({ name }) => only?.some((begin) => name.startsWith(begin)) ?? true);
}
