import {
  access,
  get,
  i32,
  type Instruction,
  type Label,
  type Local,
  type ModuleBuilder,
  set,
  tee,
} from "../encode/index.ts";
import type { DesignPlan } from "../plan/design-plan.ts";
import { BLOCK_BYTES } from "./changes.ts";

/** Where the words of the last time are, and the list of blocks that differ from them. */
export interface ChangeArea {
  readonly seen: number;
  readonly list: number;
  /** The first byte behind. */
  readonly end: number;
}

export function changeArea({ nets, bytes }: DesignPlan): ChangeArea {
  const seen = Math.ceil(bytes / BLOCK_BYTES) * BLOCK_BYTES;
  const blocks = Math.ceil((nets.to - nets.from) / BLOCK_BYTES);
  const list = seen + blocks * BLOCK_BYTES;
  return { seen, list, end: list + 4 * blocks };
}

/**
 * Defines `changed`: compares the nets with what they were at the last call, remembers them, and gives the number of blocks that differ, whose
 * numbers are in the list.
 */
export function defineChanged({ nets }: DesignPlan, area: ChangeArea, builder: ModuleBuilder): void {
  const at: Local = { name: "at", type: "i32" };
  const out: Local = { name: "out", type: "i32" };
  const now: Local = { name: "now", type: "v128" };
  const next: Label = { name: "next" };
  const apart = area.seen - nets.from;
  const end = nets.from + Math.ceil((nets.to - nets.from) / BLOCK_BYTES) * BLOCK_BYTES;
  const code: Instruction[] = [
    ...[i32(area.list), set(out), i32(nets.from), set(at)],
    { op: "loop", label: next },
    ...[get(at), access("v128.load", 0), tee(now), get(at), access("v128.load", apart)],
    ...["v128.xor", "v128.any_true", { op: "if" } as const],
    ...[get(at), get(now), access("v128.store", apart)],
    ...[get(out), get(at), i32(nets.from), "i32.sub", i32(4), "i32.shr_u", access("i32.store", 0)],
    ...[get(out), i32(4), "i32.add", set(out)],
    "end",
    ...[get(at), i32(BLOCK_BYTES), "i32.add", tee(at)],
    ...[i32(end), "i32.lt_u", { op: "br_if", label: next } as const],
    "end",
    ...[get(out), i32(area.list), "i32.sub", i32(2), "i32.shr_u"],
  ];
  const isEmpty = end === nets.from;
  builder.define("changed", [], ["i32"], isEmpty ? [i32(0)] : code, "changed");
}
