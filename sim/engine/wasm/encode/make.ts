import type {
  Callee,
  Global,
  Instruction,
  Label,
  LaneName,
  LaneStoreName,
  Local,
  MemoryName,
  PlainName,
  WasmType,
} from "./instruction.ts";

/** Instructions, shortly: `op("i32.add", get(a), i32(1))`. */
export function op(name: PlainName, ...args: readonly Instruction[]): Instruction {
  return { kind: "plain", op: name, args };
}

export function i32(value: number): Instruction {
  return { kind: "i32", value: value | 0 };
}

export function i64(value: bigint | number): Instruction {
  return { kind: "i64", value: BigInt.asIntN(64, BigInt(value)) };
}

export function f32(value: number): Instruction {
  return { kind: "f32", value };
}

export function f64(value: number): Instruction {
  return { kind: "f64", value };
}

export function v128(bytes: readonly number[]): Instruction {
  return { kind: "v128", bytes };
}

export function get(local: Local): Instruction {
  return { kind: "get", local };
}

export function set(local: Local, value: Instruction): Instruction {
  return { kind: "set", local, args: [value] };
}

export function tee(local: Local, value: Instruction): Instruction {
  return { kind: "tee", local, args: [value] };
}

export function globalGet(global: Global): Instruction {
  return { kind: "globalGet", global };
}

export function globalSet(global: Global, value: Instruction): Instruction {
  return { kind: "globalSet", global, args: [value] };
}

export function load(name: MemoryName, address: Instruction, offset = 0): Instruction {
  return { kind: "memory", op: name, offset, args: [address] };
}

export function store(name: MemoryName, address: Instruction, value: Instruction, offset = 0): Instruction {
  return { kind: "memory", op: name, offset, args: [address, value] };
}

/** Stores a lane of a vector. */
export function storeLane(
  name: LaneStoreName,
  at: number,
  address: Instruction,
  value: Instruction,
  offset = 0,
): Instruction {
  return { kind: "laneStore", op: name, lane: at, offset, args: [address, value] };
}

export function lane(name: LaneName, at: number, ...args: readonly Instruction[]): Instruction {
  return { kind: "lane", op: name, lane: at, args };
}

export function shuffle(lanes: readonly number[], a: Instruction, b: Instruction): Instruction {
  return { kind: "shuffle", lanes, args: [a, b] };
}

export function call(callee: Callee, ...args: readonly Instruction[]): Instruction {
  return { kind: "call", callee, args };
}

export function label(name: string): Label {
  return { name };
}

export function block(to: Label, body: readonly Instruction[], type?: WasmType): Instruction {
  return { kind: "block", label: to, type, body };
}

export function loop(to: Label, body: readonly Instruction[]): Instruction {
  return { kind: "loop", label: to, type: undefined, body };
}

export function when(
  test: Instruction,
  then: readonly Instruction[],
  otherwise: readonly Instruction[] = [],
): Instruction {
  return { kind: "if", type: undefined, test, then, else: otherwise };
}

/** An `if` that leaves a value; each side ends with it. */
export function choose(
  type: WasmType,
  test: Instruction,
  then: readonly Instruction[],
  otherwise: readonly Instruction[],
): Instruction {
  return { kind: "if", type, test, then, else: otherwise };
}

export function br(to: Label): Instruction {
  return { kind: "br", label: to };
}

export function brIf(to: Label, test: Instruction): Instruction {
  return { kind: "brIf", label: to, test };
}

export function brTable(labels: readonly Label[], otherwise: Label, at: Instruction): Instruction {
  return { kind: "brTable", labels, otherwise, at };
}

export function memoryCopy(to: Instruction, from: Instruction, bytes: Instruction): Instruction {
  return { kind: "memoryCopy", args: [to, from, bytes] };
}

export function memoryFill(to: Instruction, byte: Instruction, bytes: Instruction): Instruction {
  return { kind: "memoryFill", args: [to, byte, bytes] };
}

export function comment(text: string): Instruction {
  return { kind: "comment", text };
}
