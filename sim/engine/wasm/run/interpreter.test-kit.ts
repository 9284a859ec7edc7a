import type { Scope } from "../../../conformance/evaluator/expression.ts";
import { type Effects, run } from "../../../conformance/evaluator/statement.ts";
import { fit, toInner, toOuter, type Value } from "../../../conformance/evaluator/value.ts";
import type { Access, Kernel } from "../plan/plan.ts";
import type { DesignPlan } from "../plan/design-plan.ts";
import type { Calls, Machine } from "./machine.ts";
import { anyFails, edgeSteps, stepThrough } from "./step-through.ts";
import { viewsOf, wordFormat } from "./words.ts";

/** Instances that are run together where lanes are independent: as many as a vector of bytes holds. */
const GROUP = 16;

/**
 * Runs the kernels of a plan by the letter of their definition, on a buffer: the oracle for plans, which shares nothing with the kernels of
 * the engine. Where lanes are independent it computes groups of them before it writes any of their words.
 */
export function interpreter(plan: DesignPlan, calls: Calls): Machine {
  const memory = new ArrayBuffer(Math.ceil(plan.bytes / 8) * 8);
  const views = viewsOf(memory);
  const kernel: Machine["kernel"] = (number, from, to) => {
    const wanted = plan.kernels[number]!;
    if (wanted.kind !== "call") return interpretKernel(wanted, views, from, to);
    calls.kernel(number, from, to);
    return 0;
  };
  return {
    memory,
    kernel,
    settle: () => stepThrough(plan.settle, views, kernel),
    edge: () => stepThrough(edgeSteps(plan, views), views, kernel),
    check: () => anyFails(plan, views, kernel),
  };
}

type Views = ReturnType<typeof viewsOf>;
type Write = () => void;

export function interpretKernel(kernel: Kernel, views: Views, from: number, to: number): number {
  const { lanes } = kernel;
  let fails = 0;
  if (lanes.kind === "list") {
    for (let at = from; at < to; at++) {
      const instance = views.u32[lanes.base / 4 + at]!;
      const { writes, failed } = runInstance(
        kernel,
        views,
        Math.floor(instance / lanes.columns),
        instance % lanes.columns,
        instance,
      );
      for (const write of writes) write();
      if (failed) fails = 1;
    }
    return fails;
  }
  const { rows, columns, descending, independent } = lanes;
  const group = independent ? GROUP : 1;
  for (let r = 0; r < rows; r++) {
    const row = descending ? rows - 1 - r : r;
    for (let start = 0; start < columns; start += group) {
      const writes: Write[] = [];
      for (let c = start; c < Math.min(start + group, columns); c++) {
        const column = descending ? columns - 1 - c : c;
        const ran = runInstance(kernel, views, row, column, row * columns + column);
        writes.push(...ran.writes);
        if (ran.failed) fails = 1;
      }
      for (const write of writes) write();
    }
  }
  return fails;
}

function runInstance(kernel: Kernel, views: Views, row: number, column: number, instance: number) {
  const addressOf = (access: Access): number =>
    access.kind === "affine"
      ? access.base + row * access.rowStride + column * access.columnStride
      : views.u32[access.base / 4 + instance]!;
  const driven = new Map<number, Value>();
  const latched = new Map<number, Value>();
  const stores: Write[] = [];
  let failed = false;
  const placeOf = (signal: number) => kernel.signals[signal] ?? missing(kernel, `signal ${signal}`);
  const memoryOf = (index: number) => kernel.memories[index] ?? missing(kernel, `memory ${index}`);
  const readAt = (signal: number): Value => {
    const { type, read } = placeOf(signal);
    return toInner(
      type,
      wordFormat(views, type).read(addressOf(read ?? missing(kernel, `read of ${signal}`))),
    );
  };
  const wordAt = (index: number, address: bigint): number => {
    const { type, depth, words } = memoryOf(index);
    if (address < 0n || address >= BigInt(depth)) throw new Error(`address ${address} of ${depth}`);
    return addressOf(words) + Number(address) * wordFormat(views, type).bytes;
  };
  const scope: Scope = {
    signal: (signal) => driven.get(signal) ?? readAt(signal),
    field: () => {
      throw new Error("kernels have fields among their signals");
    },
    word: (index, address) => {
      const { type } = memoryOf(index);
      return toInner(type, wordFormat(views, type).read(wordAt(index, address)));
    },
    locals: [],
  };
  const effects: Effects = {
    drive: (signal, value) => void driven.set(signal, value),
    latch: (signal, value) => void latched.set(signal, value),
    store: (index, address, value, mask) => {
      const { type } = memoryOf(index);
      const format = wordFormat(views, type);
      stores.push(() => {
        const at = wordAt(index, address);
        const old = toInner(type, format.read(at)) as bigint;
        const word = mask === undefined ? value : fit(type, (old & ~mask) | ((value as bigint) & mask));
        format.write(at, toOuter(type, word));
      });
    },
    broken: () => {
      failed = true;
    },
  };
  run(kernel.statements, scope, effects);
  if (kernel.kind === "check") return { writes: [], failed };
  const values = kernel.kind === "propagate" ? driven : latched;
  kernel.signals.forEach((place, signal) => {
    // What a run does not latch holds.
    if (kernel.kind === "update" && place?.write && !latched.has(signal)) latched.set(signal, readAt(signal));
  });
  const writes = [...values].map(([signal, value]): Write => {
    const { type, write } = placeOf(signal);
    const address = addressOf(write ?? missing(kernel, `write of ${signal}`));
    const outer = toOuter(type, value);
    return () => wordFormat(views, type).write(address, outer);
  });
  return { writes: [...writes, ...stores], failed };
}

function missing(kernel: Kernel, what: string): never {
  throw new Error(`${kernel.name} has no place for ${what}`);
}
