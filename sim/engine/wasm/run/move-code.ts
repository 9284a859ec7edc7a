import { access, get, i32, type Instruction, type Label, type Local, set, tee } from "../encode/index.ts";
import type { Step } from "../plan/steps.ts";

/** So few words are moved one by one, without a loop. */
const FEW = 4;

const accesses: Readonly<Record<number, { readonly load: string; readonly store: string }>> = {
  1: { load: "i32.load8_u", store: "i32.store8" },
  2: { load: "i32.load16_u", store: "i32.store16" },
  4: { load: "i32.load", store: "i32.store" },
  8: { load: "i64.load", store: "i64.store" },
};

/** Loads and stores of so many bytes: one, or one for each limb. */
function pieces(bytes: number) {
  const one = accesses[bytes];
  if (one) return [{ ...one, offset: 0 }];
  return Array.from({ length: bytes / 8 }, (_, limb) => ({ ...accesses[8]!, offset: 8 * limb }));
}

/** Words from the addresses of one half of the table's pairs to those of the other. */
export function movesCode({ base, bytes, pairs }: Extract<Step, { kind: "moves" }>): readonly Instruction[] {
  const parts = pieces(bytes);
  if (pairs.length <= 2 * FEW) {
    const code: Instruction[] = [];
    for (let i = 0; i < pairs.length; i += 2)
      for (const { load, store, offset } of parts)
        code.push(
          ...[i32(pairs[i + 1]! + offset), i32(pairs[i]! + offset)],
          ...[access(load, 0), access(store, 0)],
        );
    return code;
  }
  const at: Local = { name: "pair", type: "i32" };
  const next: Label = { name: "moves" };
  return [
    ...[i32(base), set(at)],
    { op: "loop", label: next },
    ...parts.flatMap(({ load, store, offset }) => [
      ...[get(at), access("i32.load", 4), get(at), access("i32.load", 0)],
      ...[access(load, offset), access(store, offset)],
    ]),
    ...[get(at), i32(8), "i32.add", tee(at)],
    ...[i32(base + 4 * pairs.length), "i32.lt_u", { op: "br_if", label: next } as const],
    "end",
  ];
}

/** So many bytes, row by row. */
export function moveCode({
  from,
  to,
  bytes,
  rows,
  stride,
}: Extract<Step, { kind: "move" }>): readonly Instruction[] {
  if (rows === 1) {
    const one = accesses[bytes];
    return one
      ? [i32(to), i32(from), access(one.load, 0), access(one.store, 0)]
      : [i32(to), i32(from), i32(bytes), "memory.copy"];
  }
  const offset: Local = { name: "row", type: "i32" };
  const next: Label = { name: "rows" };
  return [
    ...[i32(0), set(offset)],
    { op: "loop", label: next },
    ...[i32(to), get(offset), "i32.add", i32(from), get(offset), "i32.add", i32(bytes), "memory.copy"],
    ...[get(offset), i32(stride), "i32.add", tee(offset)],
    ...[i32(rows * stride), "i32.lt_u", { op: "br_if", label: next } as const],
    "end",
  ];
}
