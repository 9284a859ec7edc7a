import {
  type LocalUse,
  type MemoryIndex,
  type SignalIndex,
  type Statement,
  walkStatements,
} from "../../../lower/index.ts";
import type { KernelClass } from "./classes.ts";
import type { Check } from "./design-plan.ts";
import { elementOf } from "./element.ts";
import type { Access, Kernel, Lanes, MemoryPlace, SignalPlace } from "./plan.ts";
import { slice } from "./slice.ts";
import { usesOf } from "./uses.ts";

export interface KernelRequest {
  readonly cls: KernelClass;
  readonly name: string;
  readonly kind: Kernel["kind"];
  readonly lanes: Lanes;
  readonly statements: readonly Statement[];
  readonly locals: readonly LocalUse[];
  /** Where registers are latched that are not updated in place. */
  readonly shadows?: ReadonlyMap<SignalIndex, Access>;
  readonly drives?: readonly SignalIndex[];
}

/** Makes kernels, and finds the access of each signal of a class once. */
export interface KernelMaker {
  readonly kernels: readonly Kernel[];
  readonly classOf: (kernel: number) => KernelClass;
  /** Those of a class's `propagate()`. */
  propagatesOf(cls: KernelClass): readonly number[];
  /** Gives its number. */
  make(request: KernelRequest): number;
  /** Where the words are that a class writes. */
  written(cls: KernelClass, signal: SignalIndex): Access;
}

export interface AccessFinder {
  readonly accessOf: (cls: KernelClass, signal: SignalIndex, isWritten: boolean) => Access;
  readonly wordsOf: (cls: KernelClass, memory: MemoryIndex) => Access;
}

export function makeKernelMaker(finder: AccessFinder): KernelMaker {
  const kernels: Kernel[] = [];
  const known = new Map<string, Access>();
  const owners: KernelClass[] = [];
  const propagates = new Map<KernelClass, number[]>();
  const remembered = (key: string, find: () => Access): Access => {
    let access = known.get(key);
    if (!access) known.set(key, (access = find()));
    return access;
  };
  const access = (cls: KernelClass, signal: SignalIndex, isWritten: boolean): Access =>
    remembered(`${isWritten ? "write" : "read"} ${cls.index} ${signal}`, () =>
      finder.accessOf(cls, signal, isWritten),
    );
  return {
    kernels,
    classOf: (kernel) => owners[kernel]!,
    propagatesOf: (cls) => propagates.get(cls) ?? [],
    written: (cls, signal) => access(cls, signal, true),
    make({ cls, name, kind, lanes, statements, locals, shadows, drives }) {
      const { code } = cls;
      const { reads, writes, memoryReads, memoryWrites } = usesOf(statements);
      const signals: (SignalPlace | undefined)[] = code.signals.map(({ type }, signal) => {
        const isWritten = writes.has(signal);
        if (!isWritten && !reads.has(signal)) return undefined;
        const read = access(cls, signal, isWritten && kind !== "check");
        const write = isWritten && kind !== "check" ? (shadows?.get(signal) ?? read) : undefined;
        return { type, element: elementOf(type), read, write };
      });
      const memories = code.memories.map(({ type, depth }, memory): MemoryPlace | undefined =>
        memoryReads.has(memory) || memoryWrites.has(memory)
          ? {
              type,
              depth,
              element: elementOf(type),
              words: remembered(`memory ${cls.index} ${memory}`, () => finder.wordsOf(cls, memory)),
            }
          : undefined,
      );
      if (kind === "propagate") propagates.set(cls, [...(propagates.get(cls) ?? []), kernels.length]);
      owners.push(cls);
      const made: Kernel = { name, kind, lanes, statements, locals, signals, memories };
      kernels.push(drives ? { ...made, drives } : made);
      return kernels.length - 1;
    },
  };
}

/** The grid of a class as lanes. */
export function gridLanes({ grid: { rows, columns } }: KernelClass, descending = false): Lanes {
  return { kind: "grid", rows, columns, descending, independent: true };
}

/** Kernels that judge assertions on settled values, those of `propagate()` first. */
export function checkKernels(classes: readonly KernelClass[], maker: KernelMaker): readonly Check[] {
  return (["propagate", "update"] as const).flatMap((method) =>
    classes.flatMap((cls): readonly Check[] => {
      const body = cls.code[method];
      if (!body || !hasAsserts(body.statements)) return [];
      const statements = slice(body.statements, { drives: () => false, commits: () => false, asserts: true });
      const name = `${cls.name}.${method} assertions`;
      const lanes = gridLanes(cls);
      const kernel = maker.make({ cls, name, kind: "check", lanes, statements, locals: body.locals });
      return [{ kernel, cls, method }];
    }),
  );
}

export function hasAsserts(statements: readonly Statement[]): boolean {
  let found = false;
  walkStatements(statements, ({ kind }) => {
    found ||= kind === "assert";
  });
  return found;
}
