import { sameType } from "../../../describe/index.ts";
import { type Expression, type SignalIndex, type Statement, walkStatements } from "../../../lower/index.ts";
import type { KernelClass } from "./classes.ts";

/** Drives of a class that only pass another signal on: [driven, read]. */
export function passedOn({ code }: KernelClass): readonly (readonly [SignalIndex, SignalIndex])[] {
  const statements = code.propagate?.statements ?? [];
  const drives = new Map<SignalIndex, number>();
  const count = (signal: SignalIndex): void => void drives.set(signal, (drives.get(signal) ?? 0) + 1);
  walkStatements(statements, (statement) => {
    if (statement.kind === "drive") count(statement.signal);
    if (statement.kind === "driveElement") for (const signal of statement.signals) count(signal);
  });
  return statements.flatMap((statement): readonly (readonly [SignalIndex, SignalIndex])[] => {
    if (statement.kind !== "drive" || drives.get(statement.signal) !== 1) return [];
    const from = readIn(statement.value);
    if (from === undefined || drives.has(from)) return [];
    const [type, source] = [code.signals[statement.signal]!.type, code.signals[from]!.type];
    return sameType(type, source) ? [[statement.signal, from]] : [];
  });
}

/** The signal whose value an expression is, as it is. */
function readIn(value: Expression): SignalIndex | undefined {
  if (value.op === "read") return value.signal;
  return value.op === "fit" && value.arg.op === "read" ? value.arg.signal : undefined;
}

/**
 * Lets nets that only pass another net on, in all instances of a class, be the word of that net: gives for each word the one that it is, and
 * takes the drives out of the classes. Nets in `apart` keep words of their own.
 */
export function joinPassed(
  classes: readonly KernelClass[],
  words: number,
  apart: ReadonlySet<number>,
): { readonly classes: readonly KernelClass[]; readonly wordOf: Int32Array } {
  const wordOf = new Int32Array(words).map((_, word) => word);
  const dropped = classes.map((cls) => {
    const { words: bound, stride } = cls;
    return passedOn(cls).filter(([driven, read]) => {
      for (let at = 0; at < bound.length; at += stride)
        if (apart.has(bound[at + driven]!) || apart.has(bound[at + read]!)) return false;
      for (let at = 0; at < bound.length; at += stride) wordOf[bound[at + driven]!] = bound[at + read]!;
      return true;
    });
  });
  for (let word = 0; word < words; word++) {
    let at = word;
    while (wordOf[at] !== at) at = wordOf[at]!;
    for (let next = word; next !== at;) {
      const further = wordOf[next]!;
      wordOf[next] = at;
      next = further;
    }
  }
  const joined = classes.map((cls, i) => {
    const gone = new Set(dropped[i]!.map(([driven]) => driven));
    const bound = cls.words.map((word) => wordOf[word]!);
    return { ...cls, words: bound, code: gone.size === 0 ? cls.code : without(cls.code, gone) };
  });
  return { classes: joined, wordOf };
}

function without(code: KernelClass["code"], gone: ReadonlySet<SignalIndex>): KernelClass["code"] {
  const propagate = code.propagate!;
  const statements = propagate.statements.filter(
    (statement: Statement) => statement.kind !== "drive" || !gone.has(statement.signal),
  );
  const writes = propagate.writes.filter((signal) => !gone.has(signal));
  return { ...code, propagate: { ...propagate, statements, writes } };
}
