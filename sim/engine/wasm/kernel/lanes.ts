import {
  brIf,
  type FunctionBuilder,
  get,
  i32,
  type Instruction,
  label,
  load,
  type Local,
  loop,
  op,
  set,
  tee,
  when,
} from "../encode/index.ts";
import type { Access, Kernel, Lanes } from "../plan/plan.ts";

/** An address as a pointer and a constant that the load or store adds. */
export interface Address {
  readonly pointer: Instruction;
  readonly offset: number;
}

type Affine = Extract<Access, { kind: "affine" }>;
type Grid = Extract<Lanes, { kind: "grid" }>;

/** Gives the addresses of the current instance, and puts a body into the loops over all instances. */
export interface LaneLoop {
  /** Address of the word of an affine access. */
  affine(access: Affine): Address;
  /** Address of the 32-bit word that a table has for the instance. */
  entry(base: number): Address;
  /** The loops around a body that was made with this loop's addresses. */
  around(body: readonly Instruction[]): readonly Instruction[];
}

interface Pointer {
  readonly local: Local;
  readonly rowStride: number;
  readonly columnStride: number;
  /** What is added so that the pointer is never negative. */
  readonly bias: number;
}

/** All affine accesses of a kernel. */
export function accessesOf(kernel: Kernel): readonly Access[] {
  return [
    ...kernel.signals.flatMap((place) => [place?.read, place?.write]),
    ...kernel.memories.map((place) => place?.words),
  ].filter((access) => access !== undefined);
}

/** A grid whose rows follow each other in memory, in all accesses, is one long row. */
export function flattened(kernel: Kernel): Lanes {
  const { lanes } = kernel;
  if (lanes.kind === "list" || lanes.rows === 1) return lanes;
  const { rows, columns } = lanes;
  const isFlat = accessesOf(kernel).every(
    (access) => access.kind === "table" || access.rowStride === columns * access.columnStride,
  );
  return isFlat ? { ...lanes, rows: 1, columns: rows * columns } : lanes;
}

/**
 * Loops over the instances one by one. Each pair of strides has a pointer of its own, which moves by additions; strides of 0 need none. A list
 * computes its pointers from the numbers of the instances.
 */
export function laneLoop(kernel: Kernel, builder: FunctionBuilder): LaneLoop {
  const lanes = flattened(kernel);
  const pointers = new Map<string, Pointer>();
  const size = lanes.kind === "grid" ? lanes : undefined;
  const pointerOf = (rowStride: number, columnStride: number): Pointer => {
    const key = `${rowStride} ${columnStride}`;
    let pointer = pointers.get(key);
    if (!pointer) {
      const negative = (stride: number, count: number): number => (stride < 0 ? -stride * (count - 1) : 0);
      const bias = size ? negative(rowStride, size.rows) + negative(columnStride, size.columns) : 0;
      const name = size && size.rows > 1 ? `at.${rowStride}.${columnStride}` : `at.${columnStride}`;
      pointer = { local: builder.local("i32", name), rowStride, columnStride, bias };
      pointers.set(key, pointer);
    }
    return pointer;
  };
  const affine = ({ base, rowStride, columnStride }: Affine): Address => {
    const row = size?.rows === 1 ? 0 : rowStride;
    const column = size?.columns === 1 ? 0 : columnStride;
    if (row === 0 && column === 0) return { pointer: i32(0), offset: base };
    const pointer = pointerOf(row, column);
    // How far a list reaches back is not known here.
    if (!size && (row < 0 || column < 0))
      return { pointer: op("i32.add", get(pointer.local), i32(base)), offset: 0 };
    return { pointer: get(pointer.local), offset: base - pointer.bias };
  };
  return {
    affine,
    entry: (base) =>
      affine({
        kind: "affine",
        base,
        rowStride: 4 * lanes.columns,
        columnStride: 4,
      }),
    around: (body) =>
      lanes.kind === "grid"
        ? gridLoops(lanes, [...pointers.values()], body, builder)
        : listLoop(lanes, [...pointers.values()], body, builder),
  };
}

function gridLoops(
  { rows, columns, descending }: Grid,
  pointers: readonly Pointer[],
  body: readonly Instruction[],
  builder: FunctionBuilder,
): readonly Instruction[] {
  const sign = descending ? -1 : 1;
  const move = (by: (pointer: Pointer) => number): readonly Instruction[] =>
    pointers
      .filter((pointer) => by(pointer) !== 0)
      .map((pointer) => moved(pointer.local, sign * by(pointer)));
  const starts = pointers.map((pointer) =>
    set(
      pointer.local,
      i32(
        pointer.bias +
          (descending ? (rows - 1) * pointer.rowStride + (columns - 1) * pointer.columnStride : 0),
      ),
    ),
  );
  const inner = counted(
    "column",
    columns,
    [...body, ...(columns > 1 ? move((p) => p.columnStride) : [])],
    builder,
  );
  const back = columns > 1 ? columns : 0;
  const outer = counted(
    "row",
    rows,
    [...inner, ...(rows > 1 ? move((p) => p.rowStride - back * p.columnStride) : [])],
    builder,
  );
  return [...starts, ...outer];
}

export function moved(local: Local, by: number): Instruction {
  return set(local, op("i32.add", get(local), i32(by)));
}

/** A body so many times. */
export function counted(
  name: string,
  times: number,
  body: readonly Instruction[],
  builder: FunctionBuilder,
): readonly Instruction[] {
  if (times === 1) return body;
  const left = builder.local("i32", `${name}s.left`);
  const again = label(name);
  return [
    set(left, i32(times)),
    loop(again, [...body, brIf(again, tee(left, op("i32.sub", get(left), i32(1))))]),
  ];
}

function listLoop(
  { columns, base }: Extract<Lanes, { kind: "list" }>,
  pointers: readonly Pointer[],
  body: readonly Instruction[],
  builder: FunctionBuilder,
): readonly Instruction[] {
  const [from, to] = builder.params as readonly [Local, Local];
  const instance = builder.local("i32", "instance");
  const again = label("instances");
  const isFlat = (pointer: Pointer): boolean => pointer.rowStride === columns * pointer.columnStride;
  const needsRow = pointers.some((pointer) => !isFlat(pointer));
  const row = needsRow ? builder.local("i32", "row") : undefined;
  const column = needsRow ? builder.local("i32", "column") : undefined;
  const times = (local: Local, by: number): Instruction => op("i32.mul", get(local), i32(by));
  return [
    when(op("i32.lt_u", get(from), get(to)), [
      loop(again, [
        set(instance, load("i32.load", op("i32.shl", get(from), i32(2)), base)),
        ...(row && column
          ? [
              set(row, op("i32.div_u", get(instance), i32(columns))),
              set(column, op("i32.rem_u", get(instance), i32(columns))),
            ]
          : []),
        ...pointers.map((pointer) =>
          set(
            pointer.local,
            isFlat(pointer)
              ? times(instance, pointer.columnStride)
              : op("i32.add", times(row!, pointer.rowStride), times(column!, pointer.columnStride)),
          ),
        ),
        ...body,
        brIf(again, op("i32.lt_u", tee(from, op("i32.add", get(from), i32(1))), get(to))),
      ]),
    ]),
  ];
}
