import { type AnyMemory, type LeafType, sameType } from "../../../describe/index.ts";
import type { Instance } from "../../../elaborate/design.ts";
import type { ModuleCode } from "../../../lower/index.ts";
import type { Program } from "../../../schedule/program.ts";
import { canonical } from "./canonical.ts";
import { fieldsAsSignals, fieldValue } from "./fields.ts";
import { type Grid, gridOf } from "./grid.ts";
import { mergeCodes } from "./merge-codes.ts";
import { differenceOf, skeletonOf } from "./skeleton.ts";

/**
 * Instances that share their kernels: of one class, domain, and shape of signals and memories, with codes that are equal but for constants.
 * What is said of an instance is said of its position, row by row in the grid.
 */
export interface KernelClass {
  readonly index: number;
  readonly name: string;
  readonly domain: number;
  readonly code: ModuleCode;
  readonly instances: readonly Instance[];
  readonly grid: Grid;
  /** The word of signal s at position p is number p · stride + s; nets have their own numbers, constants those behind them. */
  readonly words: Int32Array;
  /** Signals of the code, constants included. */
  readonly stride: number;
  /** By position and memory of the code: the number in `design.memories`. */
  readonly memories: Int32Array;
  /** Constants that differ are words: the type of each, and its first word, from which on there is one a position. */
  readonly data: readonly DataWords[];
  /** Why it is apart from the class of the same name before it; undefined for the first. */
  readonly split: string | undefined;
}

export interface DataWords {
  readonly signal: number;
  readonly type: LeafType;
  readonly first: number;
  /** By position. */
  readonly values: readonly unknown[];
}

/** Instances that could share a kernel as far as their signals go. */
interface Group {
  readonly constructor: Function;
  readonly domain: number;
  readonly codes: Map<ModuleCode, Instance[]>;
  readonly first: Instance;
}

/** The kernel classes of a design. Words of constants are numbered from `design.nets.length` on. */
export function kernelClasses(program: Program): readonly KernelClass[] {
  const { design, codeOf } = program;
  const classes: KernelClass[] = [];
  const memoryNumber = new Map<AnyMemory, number>(design.memories.map((memory, i) => [memory, i]));
  let words = design.nets.length;
  const named = new Map<Function, { skeleton: () => string; domain: number }>();

  for (const group of groupsOf(design.instances, codeOf)) {
    for (const { codes, skeleton } of alike(group)) {
      const instancesOf = codes.flatMap((code, i) =>
        group.codes.get(code)!.map((instance) => ({ instance, code: i })),
      );
      instancesOf.sort((a, b) => a.instance.index - b.instance.index);
      const unordered = instancesOf.map(({ instance }) => instance);
      const grid = gridOf(unordered);
      const members = grid.order.map((at) => instancesOf[at]!);
      const merged = mergeCodes(codes.map((code) => prepared(code, group)));
      const { code } = merged;
      const stride = code.signals.length;
      const bound = new Int32Array(members.length * stride);
      const memories = new Int32Array(members.length * code.memories.length);
      members.forEach(({ instance }, position) => {
        const module = program.bound[instance.index]!;
        for (let s = 0; s < module.nets.length; s++) bound[position * stride + s] = module.nets[s]!;
        if (code.memories.length === 0) return;
        module.memories.forEach((memory, m) => {
          memories[position * code.memories.length + m] = memoryNumber.get(memory) as number;
        });
      });
      const wordsFor = (signal: number, type: LeafType, values: readonly unknown[]): DataWords => {
        const first = words;
        words += members.length;
        for (let position = 0; position < members.length; position++)
          bound[position * stride + signal] = first + position;
        return { signal, type, first, values };
      };
      const { fields, signals: own } = codes[0]!;
      const data = [
        ...fields.map((_, f) =>
          wordsFor(
            own.length + f,
            code.signals[own.length + f]!.type,
            members.map((member) => fieldValue(codes[member.code]!.fields[f]!, member.instance)),
          ),
        ),
        ...merged.data.map(({ signal, type, values }) =>
          wordsFor(
            signal,
            type,
            members.map((member) => values[member.code]),
          ),
        ),
      ];
      const before = named.get(group.constructor);
      const why =
        before &&
        (before.domain !== group.domain
          ? `domain ${group.domain} has its own edges`
          : before.skeleton() === skeleton()
            ? "other signals or memories"
            : differenceOf(skeleton(), before.skeleton()));
      named.set(group.constructor, { skeleton, domain: group.domain });
      classes.push({
        index: classes.length,
        name: code.className,
        domain: group.domain,
        code,
        instances: members.map(({ instance }) => instance),
        grid,
        words: bound,
        stride,
        memories,
        data,
        split: why,
      });
    }
  }
  return classes;
}

function groupsOf(
  instances: readonly Instance[],
  codeOf: (instance: Instance) => ModuleCode,
): readonly Group[] {
  const groups: Group[] = [];
  const byConstructor = new Map<Function, Group[]>();
  for (const instance of instances) {
    const { constructor } = instance.module;
    let known = byConstructor.get(constructor);
    if (!known) byConstructor.set(constructor, (known = []));
    let group = known.find(({ domain, first }) => domain === instance.domain && sameShape(first, instance));
    if (!group) {
      group = { constructor, domain: instance.domain, codes: new Map(), first: instance };
      known.push(group);
      groups.push(group);
    }
    const code = codeOf(instance);
    const list = group.codes.get(code);
    if (list) list.push(instance);
    else group.codes.set(code, [instance]);
  }
  return groups;
}

/** Whether two instances of a class have signals and memories of equal names and types. */
function sameShape(a: Instance, b: Instance): boolean {
  if (a.signals.length !== b.signals.length || a.memories.length !== b.memories.length) return false;
  for (let i = 0; i < a.signals.length; i++) {
    const [one, other] = [a.signals[i]!, b.signals[i]!];
    if (one.key !== other.key || one.direction !== other.direction || !isSameType(one.type, other.type))
      return false;
  }
  return a.memories.every((one, i) => {
    const other = b.memories[i]!;
    return one.key === other.key && one.depth === other.depth && isSameType(one.type, other.type);
  });
}

function isSameType(a: LeafType, b: LeafType): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind || a.width !== b.width) return false;
  return sameType(a, b);
}

/** The codes of a group in sets that one kernel serves. */
function alike(group: Group): readonly { codes: readonly ModuleCode[]; skeleton: () => string }[] {
  const { codes } = group;
  const textOf = (code: ModuleCode): string => skeletonOf(prepared(code, group));
  if (codes.size === 1)
    return [...codes.keys()].map((code) => ({ codes: [code], skeleton: () => textOf(code) }));
  const sets = new Map<string, ModuleCode[]>();
  for (const code of codes.keys()) {
    const key = textOf(code);
    const set = sets.get(key);
    if (set) set.push(code);
    else sets.set(key, [code]);
  }
  return [...sets].map(([skeleton, set]) => ({ codes: set, skeleton: () => skeleton }));
}

/** A code as kernels see it: one name for a driven net, and fields among the signals. */
function prepared(code: ModuleCode, { codes }: Group): ModuleCode {
  return fieldsAsSignals(canonical(code, codes.get(code)![0]!));
}
