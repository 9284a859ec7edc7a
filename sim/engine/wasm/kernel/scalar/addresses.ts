import { get, i32, type Instruction, load, op, set } from "../../encode/index.ts";
import type { Access } from "../../plan/plan.ts";
import type { Address } from "../lanes.ts";
import { bytesOfInteger } from "./constants.ts";
import { findLoaded, type ScalarContext, temporary } from "./context.ts";
import { haveOneStride } from "./roles.ts";

/** The address of the current instance's word; that of a table's entry is loaded once. */
export function addressOf(cx: ScalarContext, access: Access): Address {
  if (access.kind === "affine") return cx.lanes.affine(access);
  const key = `entry ${access.base}`;
  const before = findLoaded(cx.loaded, key);
  if (before) return { pointer: get(before), offset: 0 };
  const { pointer, offset } = cx.lanes.entry(access.base);
  const local = temporary(cx, "i32", "entry");
  cx.loaded.own.set(key, local);
  cx.out.push(set(local, load("i32.load", pointer, offset)));
  return { pointer: get(local), offset: 0 };
}

/** The address as one value. */
export function plainAddress({ pointer, offset }: Address): Instruction {
  if (offset === 0) return pointer;
  return pointer.kind === "i32" ? i32(pointer.value + offset) : op("i32.add", pointer, i32(offset));
}

/** Word number `at` of words that lie behind each other. */
export function wordAddress({ pointer, offset }: Address, at: Instruction, bytes: number): Address {
  if (at.kind === "i32") return { pointer, offset: offset + at.value * bytes };
  return { pointer: sum(pointer, scaled(at, bytes)), offset };
}

function sum(a: Instruction, b: Instruction): Instruction {
  return a.kind === "i32" && a.value === 0 ? b : op("i32.add", a, b);
}

function scaled(at: Instruction, by: number): Instruction {
  if (by === 1) return at;
  const log = Math.log2(by);
  return Number.isInteger(log) ? op("i32.shl", at, i32(log)) : op("i32.mul", at, i32(by));
}

/** The word that an index chooses; undefined where the words don't keep their distances from instance to instance. */
export function groupAddress(
  cx: ScalarContext,
  accesses: readonly (Access | undefined)[],
  at: Instruction,
): Address | undefined {
  if (!haveOneStride(accesses)) return undefined;
  const affine = accesses as readonly Extract<Access, { kind: "affine" }>[];
  const [first, second] = affine;
  const bases = affine.map(({ base }) => base);
  const distance = second ? second.base - first!.base : 0;
  const address = addressOf(cx, first!);
  if (distance >= 0 && bases.every((base, i) => base === bases[0]! + i * distance))
    return wordAddress(address, at, distance);
  const bytes = bases.map((base) => bytesOfInteger(BigInt(base - bases[0]!), 4));
  const table = cx.module.constant(Uint8Array.from(bytes.flatMap((one) => [...one])), 4);
  const further = load("i32.load", op("i32.shl", at, i32(2)), table);
  // The sum wraps, so that a word before the first is found too.
  return { pointer: op("i32.add", plainAddress(address), further), offset: 0 };
}
