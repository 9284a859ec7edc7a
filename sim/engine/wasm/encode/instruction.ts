import type { laneMemoryOpcodes, scalarMemoryOpcodes, vectorMemoryOpcodes } from "./memory-opcodes.ts";
import type { saturatingOpcodes, scalarOpcodes } from "./scalar-opcodes.ts";
import type { laneOpcodes, vectorOpcodes } from "./vector-opcodes.ts";

export type WasmType = "i32" | "i64" | "f32" | "f64" | "v128";

export type PlainName =
  keyof typeof scalarOpcodes | keyof typeof saturatingOpcodes | keyof typeof vectorOpcodes;
export type MemoryName = keyof typeof scalarMemoryOpcodes | keyof typeof vectorMemoryOpcodes;
export type LaneStoreName = keyof typeof laneMemoryOpcodes;
export type LaneName = keyof typeof laneOpcodes;

/** A variable of a function; parameters come first. */
export interface Local {
  readonly index: number;
  readonly type: WasmType;
  readonly name: string;
}

/** What a branch goes to: the end of a block, or the start of a loop. Compared by identity. */
export interface Label {
  readonly name: string;
}

export interface Global {
  readonly index: number;
  readonly type: WasmType;
  readonly name: string;
}

/** A function of the module or an imported one; `index` is known once all imports are. */
export interface Callee {
  readonly name: string;
  readonly params: readonly WasmType[];
  readonly results: readonly WasmType[];
}

/**
 * An instruction with its operands, as WebAssembly's folded text has it: operands are computed from left to right, then the instruction
 * runs. The binary and the text are printed from the same data.
 */
export type Instruction =
  | { readonly kind: "plain"; readonly op: PlainName; readonly args: readonly Instruction[] }
  | { readonly kind: "i32" | "f32" | "f64"; readonly value: number }
  | { readonly kind: "i64"; readonly value: bigint }
  /** 16 bytes. */
  | { readonly kind: "v128"; readonly bytes: readonly number[] }
  | {
      readonly kind: "memory";
      readonly op: MemoryName;
      readonly offset: number;
      readonly args: readonly Instruction[];
    }
  | {
      readonly kind: "lane";
      readonly op: LaneName;
      readonly lane: number;
      readonly args: readonly Instruction[];
    }
  | {
      readonly kind: "laneStore";
      readonly op: LaneStoreName;
      readonly lane: number;
      readonly offset: number;
      readonly args: readonly Instruction[];
    }
  | { readonly kind: "shuffle"; readonly lanes: readonly number[]; readonly args: readonly Instruction[] }
  | { readonly kind: "get"; readonly local: Local }
  | { readonly kind: "set" | "tee"; readonly local: Local; readonly args: readonly Instruction[] }
  | { readonly kind: "globalGet"; readonly global: Global }
  | { readonly kind: "globalSet"; readonly global: Global; readonly args: readonly Instruction[] }
  | { readonly kind: "call"; readonly callee: Callee; readonly args: readonly Instruction[] }
  | {
      readonly kind: "block" | "loop";
      readonly label: Label;
      readonly type: WasmType | undefined;
      readonly body: readonly Instruction[];
    }
  | {
      readonly kind: "if";
      readonly type: WasmType | undefined;
      readonly test: Instruction;
      readonly then: readonly Instruction[];
      readonly else: readonly Instruction[];
    }
  | { readonly kind: "br"; readonly label: Label }
  | { readonly kind: "brIf"; readonly label: Label; readonly test: Instruction }
  | {
      readonly kind: "brTable";
      readonly labels: readonly Label[];
      readonly otherwise: Label;
      readonly at: Instruction;
    }
  /** Destination, source (or byte), length. */
  | { readonly kind: "memoryCopy" | "memoryFill"; readonly args: readonly Instruction[] }
  /** Text for a reader of the dump. */
  | { readonly kind: "comment"; readonly text: string };
