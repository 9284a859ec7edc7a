import {
  brIf,
  type FunctionBuilder,
  get,
  i32,
  type Instruction,
  label,
  type Local,
  loop,
  op,
  set,
  tee,
} from "../../encode/index.ts";
import type { Access, Lanes } from "../../plan/plan.ts";
import type { Address, LaneLoop } from "../lanes.ts";
import { obstacle } from "./obstacle.ts";

type Affine = Extract<Access, { kind: "affine" }>;
type Grid = Extract<Lanes, { kind: "grid" }>;

/** A run of columns that are computed in groups of one size; 1: one by one. */
export interface Segment {
  readonly group: 16 | 8 | 4 | 1;
  readonly times: number;
}

/** How the columns of a row are divided: as many large groups as there is room for, then smaller ones. */
export function segmentsOf(columns: number, largest: 16 | 8 | 4): readonly Segment[] {
  const segments: Segment[] = [];
  let left = columns;
  for (const group of [16, 8, 4, 1] as const) {
    if (group > largest) continue;
    const times = Math.floor(left / group);
    if (times > 0) segments.push({ group, times });
    left -= times * group;
  }
  return segments;
}

/**
 * Loops over the rows, and in each over groups of columns. A pointer stands at the start of what is left of the row, or at its end where columns are
 * taken from the last to the first: then a group lies before it.
 */
export interface GroupLoop {
  /** The first word of a group of so many columns. */
  affine(access: Affine, group: number): Address;
  /** The same for what runs one by one. */
  readonly single: LaneLoop;
  /** A body for each segment, in order, within the loop over rows; `ofRow` stands before them, `ofAll` before all. */
  around(
    ofAll: readonly Instruction[],
    ofRow: readonly Instruction[],
    columns: readonly Instruction[],
  ): readonly Instruction[];
  /** The loop over the groups of a segment. */
  segment(segment: Segment, body: readonly Instruction[]): readonly Instruction[];
}

interface Pointer {
  readonly local: Local;
  readonly rowStride: number;
  readonly columnStride: number;
}

export function groupLoop({ rows, columns, descending }: Grid, builder: FunctionBuilder): GroupLoop {
  const pointers = new Map<string, Pointer>();
  const pointerOf = (rowStride: number, columnStride: number): Pointer => {
    const key = `${rowStride} ${columnStride}`;
    let pointer = pointers.get(key);
    if (!pointer) {
      const local = builder.local("i32", rows > 1 ? `at.${rowStride}.${columnStride}` : `at.${columnStride}`);
      pointers.set(key, (pointer = { local, rowStride, columnStride }));
    }
    return pointer;
  };
  const affine = ({ base, rowStride, columnStride }: Affine, group: number): Address => {
    if (rowStride < 0 || columnStride < 0) obstacle("rows or columns that lie backwards in memory");
    const row = rows === 1 ? 0 : rowStride;
    if (row === 0 && columnStride === 0) return { pointer: i32(0), offset: base };
    const pointer = pointerOf(row, columnStride);
    const offset = base - (descending ? group * columnStride : 0);
    if (offset < 0) obstacle("words that lie at the very start of memory");
    return { pointer: get(pointer.local), offset };
  };
  const sign = descending ? -1 : 1;
  const move = (by: (pointer: Pointer) => number): readonly Instruction[] =>
    [...pointers.values()]
      .filter((pointer) => by(pointer) !== 0)
      .map(({ local, ...pointer }) =>
        set(local, op("i32.add", get(local), i32(sign * by({ local, ...pointer })))),
      );
  const single: LaneLoop = {
    affine: (access) => affine(access, 1),
    entry: () => obstacle("a signal is found by a table of addresses"),
    around: (body) => body,
  };
  return {
    affine,
    single,
    segment({ group, times }, body) {
      const steps = [...body, ...move((pointer) => group * pointer.columnStride)];
      if (times === 1) return steps;
      const left = builder.local("i32", `groups.of.${group}`);
      const again = label(`columns.${group}`);
      return [
        set(left, i32(times)),
        loop(again, [...steps, brIf(again, tee(left, op("i32.sub", get(left), i32(1))))]),
      ];
    },
    around(ofAll, ofRow, inColumns) {
      const starts = [...pointers.values()].map(({ local, rowStride, columnStride }) =>
        set(local, i32(descending ? (rows - 1) * rowStride + columns * columnStride : 0)),
      );
      const row = [...ofRow, ...inColumns];
      if (rows === 1) return [...starts, ...ofAll, ...row];
      const left = builder.local("i32", "rows.left");
      const again = label("rows");
      return [
        ...starts,
        ...ofAll,
        set(left, i32(rows)),
        loop(again, [
          ...row,
          ...move((pointer) => pointer.rowStride - columns * pointer.columnStride),
          brIf(again, tee(left, op("i32.sub", get(left), i32(1)))),
        ]),
      ];
    },
  };
}
