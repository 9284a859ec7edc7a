import type { LeafType } from "../describe/index.ts";
import type { Design } from "../elaborate/design.ts";
import { fail } from "../errors/index.ts";
import type { Deed } from "./deed.ts";
import type { DesignPrint } from "./design-print.ts";
import { dataOf, dataText } from "./plain-data.ts";
import { type PlainValue, plainValue, valueOf } from "./plain-value.ts";
import { countOf, eachWord, type PlainWords, plainWords } from "./plain-words.ts";
import type { Snapshot } from "./snapshot.ts";

export const driveLogForm = { form: "systole drive log", version: 1 } as const;

/** What was done to a design from outside, with snapshots in between: enough to run it again without its testbench. Plain data. */
export interface DriveLog {
  readonly form: typeof driveLogForm.form;
  readonly version: typeof driveLogForm.version;
  readonly design: DesignPrint;
  /** What whoever kept the log said about the run: testbench, parameters, seed. */
  readonly about: Readonly<Record<string, unknown>>;
  /** In the order of time; at least one. A log in memory has forgotten the oldest. */
  readonly parts: readonly LogPart[];
  /** Undefined where the run was cut off. */
  readonly end: LogEnd | undefined;
}

/** A snapshot, and what was done from then to the next one. */
export interface LogPart {
  readonly snapshot: Snapshot;
  readonly batches: readonly LogBatch[];
}

/** What was done together, and settled once: the edges before it, the time in femtoseconds, the deeds. */
export type LogBatch = readonly [edges: number, time: string, ...deeds: LoggedDeed[]];

/** A drive names its target by its position: first the top's inputs in the order of their nets, then the reset wires. */
export type LoggedDeed =
  | readonly [target: number, value: PlainValue]
  | readonly [kind: "poke" | "force", path: string, value: PlainValue]
  | readonly [kind: "release", path: string]
  | readonly [kind: "words", path: string, at: number, words: PlainWords]
  | readonly [kind: "state", path: string, text: string];

export interface LogEnd {
  readonly edges: number;
  readonly time: string;
  /** How the run failed. */
  readonly failure?: string | undefined;
}

/** Writes deeds of one design down, and reads them. */
export interface DeedWords {
  write(deed: Deed): LoggedDeed;
  /** Errors: E-SNAPSHOT-FORM. */
  read(logged: LoggedDeed): Deed;
}

function readData(text: string, path: string): unknown {
  try {
    return dataOf(text);
  } catch {
    return fail("E-SNAPSHOT-FORM", { problem: `a value of ${path} can't be read` });
  }
}

/** @param resets the numbers of the reset wires */
export function deedWords({ nets, memories, states, top }: Design, resets: readonly number[]): DeedWords {
  const inputs = nets.flatMap(({ root, index }) =>
    root.owner === top.module && root.direction === "input" ? [index] : [],
  );
  const targets = [...inputs, ...resets];
  const positions = new Map(targets.map((net, position) => [net, position]));
  const unknown = (name: unknown): never =>
    fail("E-SNAPSHOT-FORM", { problem: `it names ${JSON.stringify(name)}, which the design has not` });
  const pathOf = (net: number): string => nets[net]?.root.path ?? String(net);
  const netOf = (path: string): { index: number; type: LeafType } =>
    nets.find(({ root }) => root.path === path) ?? unknown(path);

  function readDrive(position: number, plain: PlainValue): Deed {
    const net = targets[position] ?? unknown(position);
    const found = nets[net];
    return { kind: "drive", net, value: found ? valueOf(plain, found.type, pathOf(net)) : plain === true };
  }

  return {
    write(deed) {
      switch (deed.kind) {
        case "drive":
          return [positions.get(deed.net) as number, plainValue(deed.value)];
        case "poke":
        case "force":
          return [deed.kind, pathOf(deed.net), plainValue(deed.value)];
        case "release":
          return ["release", pathOf(deed.net)];
        case "words":
          return [
            "words",
            memories[deed.memory]?.path ?? "",
            deed.at,
            plainWords(deed.words.length, (i) => deed.words[i]),
          ];
        case "state":
          return ["state", states[deed.state]?.path ?? "", dataText(deed.value)];
      }
    },
    read(logged) {
      if (logged.length === 2 && logged[0] !== "release") return readDrive(logged[0], logged[1]);
      switch (logged[0]) {
        case "poke":
        case "force": {
          const { index, type } = netOf(logged[1]);
          return { kind: logged[0], net: index, value: valueOf(logged[2], type, logged[1]) };
        }
        case "release":
          return { kind: "release", net: netOf(logged[1]).index };
        case "words": {
          const [, path, at, plain] = logged;
          const memory = memories.findIndex((candidate) => candidate.path === path);
          const words: unknown[] = new Array(memory < 0 ? 0 : countOf(plain));
          eachWord(plain, memories[memory]?.type ?? unknown(path), path, (i, word) => (words[i] = word));
          return { kind: "words", memory, at, words };
        }
        case "state": {
          const [, path, text] = logged;
          const state = states.findIndex((candidate) => candidate.path === path);
          return state < 0 ? unknown(path) : { kind: "state", state, value: readData(text, path) };
        }
        default:
          return unknown(logged[0]);
      }
    },
  };
}
