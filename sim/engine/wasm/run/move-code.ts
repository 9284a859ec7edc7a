import {
  brIf,
  type FunctionBuilder,
  get,
  i32,
  type Instruction,
  label,
  load,
  loop,
  memoryCopy,
  type MemoryName,
  op,
  set,
  store,
  tee,
} from "../encode/index.ts";
import type { Step } from "../plan/steps.ts";

/** So few words are moved one by one, without a loop. */
const FEW = 4;

interface Piece {
  readonly load: MemoryName;
  readonly store: MemoryName;
  readonly offset: number;
}

/** Loads and stores of so many bytes: one, or one for each limb. */
function pieces(bytes: number): readonly Piece[] {
  switch (bytes) {
    case 1:
      return [{ load: "i32.load8_u", store: "i32.store8", offset: 0 }];
    case 2:
      return [{ load: "i32.load16_u", store: "i32.store16", offset: 0 }];
    case 4:
      return [{ load: "i32.load", store: "i32.store", offset: 0 }];
    default:
      return Array.from({ length: bytes / 8 }, (_, limb) => ({
        load: "i64.load",
        store: "i64.store",
        offset: 8 * limb,
      }));
  }
}

function moved(bytes: number, to: Instruction, from: Instruction): readonly Instruction[] {
  return pieces(bytes).map((piece) =>
    store(piece.store, to, load(piece.load, from, piece.offset), piece.offset),
  );
}

/** Words from the addresses of one half of the table's pairs to those of the other. */
export function movesCode(
  { base, bytes, pairs }: Extract<Step, { kind: "moves" }>,
  { local }: FunctionBuilder,
): readonly Instruction[] {
  if (pairs.length <= 2 * FEW) {
    const code: Instruction[] = [];
    for (let i = 0; i < pairs.length; i += 2) code.push(...moved(bytes, i32(pairs[i + 1]!), i32(pairs[i]!)));
    return code;
  }
  const at = local("i32", "pair");
  const next = label("moves");
  return [
    set(at, i32(base)),
    loop(next, [
      ...moved(bytes, load("i32.load", get(at), 4), load("i32.load", get(at))),
      brIf(next, op("i32.lt_u", tee(at, op("i32.add", get(at), i32(8))), i32(base + 4 * pairs.length))),
    ]),
  ];
}

/** So many bytes, row by row. */
export function moveCode(
  { from, to, bytes, rows, stride }: Extract<Step, { kind: "move" }>,
  { local }: FunctionBuilder,
): readonly Instruction[] {
  if (rows === 1) {
    const isWord = bytes === 1 || bytes === 2 || bytes === 4 || bytes === 8;
    return isWord ? moved(bytes, i32(to), i32(from)) : [memoryCopy(i32(to), i32(from), i32(bytes))];
  }
  const row = local("i32", "row");
  const next = label("rows");
  const at = (base: number): Instruction => op("i32.add", i32(base), get(row));
  return [
    set(row, i32(0)),
    loop(next, [
      memoryCopy(at(to), at(from), i32(bytes)),
      brIf(next, op("i32.lt_u", tee(row, op("i32.add", get(row), i32(stride))), i32(rows * stride))),
    ]),
  ];
}
