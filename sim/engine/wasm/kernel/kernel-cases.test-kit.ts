import type { LeafType } from "../../../describe/index.ts";
import type { Body, ModuleCode, SignalIndex, Statement } from "../../../lower/index.ts";
import { call, createModule, encodeModule, get, webAssembly, type WasmMemory } from "../encode/index.ts";
import { bytesOf, elementOf } from "../plan/element.ts";
import type { Access, Kernel, Lanes, MemoryPlace, SignalPlace } from "../plan/plan.ts";
import { type Commit, slice } from "../plan/slice.ts";
import { usesOf } from "../plan/uses.ts";
import { interpretKernel } from "../run/interpreter.test-kit.ts";
import { viewsOf, wordFormat } from "../run/words.ts";
import { defineKernels, type KernelOptions } from "./define-kernels.ts";

/** A number in 0…below−1, by a sequence that a seed decides. */
export type Draw = (below: number) => number;

export function drawing(seed: number): Draw {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return Math.floor((((state ^ (state >>> 13)) >>> 0) / 2 ** 32) * below);
  };
}

type Range = readonly [low: number, high: number];

export interface Shape {
  readonly rows: number;
  readonly columns: number;
  readonly descending: boolean;
  readonly isList: boolean;
  /** Words of neighbouring instances behind each other, so that vectors are possible; else anything. */
  readonly isRegular: boolean;
}

/** A kernel with a place for each of its signals, and where its memory ends. */
export interface KernelCase {
  readonly kernel: Kernel;
  /** The values that a signal holds, by its index. */
  readonly ranges: readonly (Range | undefined)[];
  readonly rows: number;
  readonly columns: number;
  readonly bytes: number;
  /** Words of tables and lists. */
  readonly words: readonly (readonly [address: number, value: number])[];
}

/** A kernel for statements of a class, with random places for all that they use. */
export function layOut(
  code: ModuleCode,
  body: Pick<Body, "locals">,
  kind: Kernel["kind"],
  statements: readonly Statement[],
  { rows, columns, descending, isList, isRegular }: Shape,
  draw: Draw,
): KernelCase {
  let top = 4096;
  const words: (readonly [number, number])[] = [];
  const take = (bytes: number): number => {
    const at = top;
    top = Math.ceil((top + bytes) / 16) * 16 + 16 * draw(2);
    return at;
  };
  const { reads, writes: written, memoryReads, memoryWrites } = usesOf(statements);
  const used = new Set([...reads, ...written]);
  const usedMemories = new Set([...memoryReads, ...memoryWrites]);
  const shared = (bytes: number): Access =>
    draw(2) === 0
      ? { kind: "affine", base: take(8 * rows * bytes), rowStride: bytes, columnStride: 0 }
      : { kind: "affine", base: take(bytes), rowStride: 0, columnStride: 0 };
  /** Addresses of the words in turned order. */
  const table = (bytes: number): Access => {
    const count = rows * columns;
    const [base, at] = [take(count * bytes), take(4 * count)];
    for (let i = 0; i < count; i++) words.push([at + 4 * i, base + bytes * (count - 1 - i)]);
    return { kind: "table", base: at };
  };
  const access = (bytes: number, canShare: boolean): Access => {
    if (canShare && draw(3) === 0) return shared(bytes);
    const irregular = isRegular ? 0 : draw(3);
    if (irregular === 1) return table(bytes);
    const columnStride = irregular === 2 ? 3 * bytes : bytes;
    const rowStride = columns * columnStride + (draw(2) === 0 ? 0 : 8 * bytes);
    return { kind: "affine", base: take(rows * rowStride + 16), rowStride, columnStride };
  };
  const signals = code.signals.map(({ type }, signal): SignalPlace | undefined => {
    if (!used.has(signal)) return undefined;
    const element = elementOf(type);
    const bytes = bytesOf(element);
    const isWritten = written.has(signal);
    const read = access(bytes, !isWritten);
    const write =
      !isWritten || kind === "check"
        ? undefined
        : kind === "update" && draw(2) === 0
          ? access(bytes, false)
          : read;
    return { type, element, read, write };
  });
  const memories = code.memories.map(({ type, depth }, memory): MemoryPlace | undefined => {
    if (!usedMemories.has(memory)) return undefined;
    const element = elementOf(type);
    const size = depth * bytesOf(element);
    const base = take(rows * columns * size);
    return {
      type,
      element,
      depth,
      words: { kind: "affine", base, rowStride: columns * size, columnStride: size },
    };
  });
  const lanes = ((): Lanes => {
    if (!isList) return { kind: "grid", rows, columns, descending, independent: true };
    const base = take(4 * rows * columns);
    for (let i = 0; i < rows * columns; i++) words.push([base + 4 * i, rows * columns - 1 - i]);
    return { kind: "list", columns, base };
  })();
  const kernel = {
    name: `${code.className}.${kind}`,
    kind,
    lanes,
    statements,
    locals: body.locals,
    signals,
    memories,
  };
  return { kernel, ranges: code.signals.map(({ range }) => range), rows, columns, bytes: top, words };
}

/** The part of a body that one signal needs. */
export function partOf(
  statements: readonly Statement[],
  method: "propagate" | "update",
  signal: SignalIndex,
): readonly Statement[] {
  if (method === "propagate")
    return slice(statements, { drives: (one) => one === signal, commits: () => false, asserts: false });
  const commits = (one: Commit): boolean =>
    one.kind === "latch"
      ? one.signal === signal
      : one.kind === "latchElement" && one.signals.includes(signal);
  return slice(statements, { drives: () => false, commits, asserts: false });
}

/** A value of a type: its ends, small ones and any. */
function someValue(type: LeafType, range: Range | undefined, draw: Draw): unknown {
  if (range) return range[0] + draw(range[1] - range[0] + 1);
  if (type.kind === "enumeration") return type.labels[draw(type.labels.length)];
  if (type.kind === "float") {
    const special = [0, -0, 1, -1.5, Infinity, -Infinity, NaN, 2 ** -149, 3e38, 2 ** -14, 65504];
    return type(special[draw(20)] ?? (draw(2 ** 24) - 2 ** 23) * 2 ** (draw(60) - 45));
  }
  const signed = type.kind === "sint" || type.kind === "bigSint" || type.kind === "fixed";
  const span = 2n ** BigInt(type.width);
  let any = 0n;
  for (let i = 0; i < type.width; i += 30) any = (any << 30n) | BigInt(draw(2 ** 30));
  const offset = [0n, 1n, span - 1n, span / 2n, span / 2n - 1n, BigInt(draw(10)), any, any][draw(8)]! % span;
  const chosen = signed ? BigInt.asIntN(type.width, offset) : offset;
  if (type.kind === "fixed") return Number(chosen) / 2 ** type.fraction;
  return type.kind === "bigUint" || type.kind === "bigSint" ? chosen : Number(chosen);
}

interface Word {
  readonly type: LeafType;
  readonly range?: Range | undefined;
  readonly address: number;
  readonly what: string;
}

/** Every word of every instance. */
function wordsOf({ kernel, ranges, rows, columns, words }: KernelCase): readonly Word[] {
  const tables = new Map(words);
  const found: Word[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = (access: Access): number =>
        access.kind === "affine"
          ? access.base + row * access.rowStride + column * access.columnStride
          : tables.get(access.base + 4 * (row * columns + column))!;
      kernel.signals.forEach((place, signal) => {
        for (const access of [place?.read, place?.write])
          if (access)
            found.push({
              type: place!.type,
              range: ranges[signal],
              address: at(access),
              what: `signal ${signal} of (${row}, ${column})`,
            });
      });
      kernel.memories.forEach((place, memory) => {
        for (let i = 0; i < (place?.depth ?? 0); i++)
          found.push({
            type: place!.type,
            address: at(place!.words) + i * bytesOf(place!.element),
            what: `word ${i} of memory ${memory} of (${row}, ${column})`,
          });
      });
    }
  }
  return found;
}

/** Runs a kernel some times, compiled and by the evaluator, from random words; gives the first difference, or undefined. */
export function difference(
  one: KernelCase,
  draw: Draw,
  options: KernelOptions = {},
  runs = 2,
): string | undefined {
  const { kernel } = one;
  const builder = createModule("case");
  const [callee] = defineKernels([kernel], builder, one.bytes, options);
  const range = callee!.params.map((_, i) => i);
  builder.func(
    {
      name: "run",
      exported: true,
      params: range.map((i) => [`p${i}`, "i32"] as const),
      results: callee!.results,
    },
    ({ params, add }) => add(call(callee!, ...params.map((param) => get(param)))),
  );
  const module = builder.finish({ pages: Math.ceil((one.bytes + 64) / 65536), imported: false });
  const { exports } = new (webAssembly().Instance)(new (webAssembly().Module)(encodeModule(module)));
  const memory = (exports["memory"] as WasmMemory).buffer;
  const run = exports["run"] as (...range: number[]) => number | undefined;
  const [compiled, judged] = [viewsOf(memory), viewsOf(new ArrayBuffer(Math.ceil(one.bytes / 16) * 16 + 64))];
  const all = wordsOf(one);
  const instances = one.rows * one.columns;
  for (const views of [compiled, judged]) for (const [at, value] of one.words) views.u32[at / 4] = value;
  for (let i = 0; i < runs; i++) {
    for (const { type, range, address } of all) {
      const value = someValue(type, range, draw);
      for (const views of [compiled, judged]) wordFormat(views, type).write(address, value);
    }
    const results = [
      kernel.lanes.kind === "list" ? run(1, instances) : run(),
      interpretKernel(kernel, judged, 1, instances),
    ] as const;
    if (kernel.kind === "check" && results[0] !== results[1]) return `gives ${results[0]}, not ${results[1]}`;
    for (const { type, address, what } of all) {
      const [got, want] = [compiled, judged].map((views) => wordFormat(views, type).read(address));
      if (!Object.is(got, want)) return `${what} is ${String(got)}, not ${String(want)}`;
    }
  }
  // Nothing else has changed: what lies between words is 0.
  const within = new Uint8Array(one.bytes);
  for (const { type, address } of all) within.fill(1, address, address + bytesOf(elementOf(type)));
  for (const [address] of one.words) within.fill(1, address, address + 4);
  const stray = compiled.u8.findIndex(
    (byte, at) => at >= 4096 && at < one.bytes && byte !== 0 && within[at] === 0,
  );
  return stray < 0 ? undefined : `byte ${stray} has changed`;
}
