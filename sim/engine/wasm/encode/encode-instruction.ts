import type { ByteWriter } from "./byte-writer.ts";
import type { Callee, Instruction, Label, MemoryName, PlainName, WasmType } from "./instruction.ts";
import { laneMemoryOpcodes, scalarMemoryOpcodes, vectorMemoryOpcodes } from "./memory-opcodes.ts";
import { saturatingOpcodes, scalarOpcodes } from "./scalar-opcodes.ts";
import { laneOpcodes, vectorOpcodes } from "./vector-opcodes.ts";

export const typeCodes: Readonly<Record<WasmType, number>> = {
  i32: 0x7f,
  i64: 0x7e,
  f32: 0x7d,
  f64: 0x7c,
  v128: 0x7b,
};

const NO_TYPE = 0x40;
const END = 0x0b;

/** Writes instructions in order; `indexOf` gives a function's number, `labels` are the enclosing ones, the innermost last. */
export function encodeInstructions(
  list: readonly Instruction[],
  writer: ByteWriter,
  indexOf: (callee: Callee) => number,
  labels: readonly (Label | undefined)[] = [],
): void {
  for (const one of list) encodeOne(one, writer, indexOf, labels);
}

function encodeOne(
  one: Instruction,
  writer: ByteWriter,
  indexOf: (callee: Callee) => number,
  labels: readonly (Label | undefined)[],
): void {
  switch (one.kind) {
    case "comment":
      return;
    case "plain":
      encodeInstructions(one.args, writer, indexOf, labels);
      return plain(one.op, writer);
    case "i32":
      writer.byte(0x41);
      return writer.signed32(one.value);
    case "i64":
      writer.byte(0x42);
      return writer.signed64(one.value);
    case "f32":
      writer.byte(0x43);
      return writer.float32(one.value);
    case "f64":
      writer.byte(0x44);
      return writer.float64(one.value);
    case "v128":
      writer.byte(0xfd);
      writer.unsigned(0x0c);
      return writer.bytes(one.bytes);
    case "memory":
      encodeInstructions(one.args, writer, indexOf, labels);
      memory(one.op, writer);
      return writer.unsigned(one.offset);
    case "lane":
      encodeInstructions(one.args, writer, indexOf, labels);
      writer.byte(0xfd);
      writer.unsigned(laneOpcodes[one.op]);
      return writer.byte(one.lane);
    case "laneStore":
      encodeInstructions(one.args, writer, indexOf, labels);
      writer.byte(0xfd);
      writer.unsigned(laneMemoryOpcodes[one.op][0]);
      writer.unsigned(0);
      writer.unsigned(one.offset);
      return writer.byte(one.lane);
    case "shuffle":
      encodeInstructions(one.args, writer, indexOf, labels);
      writer.byte(0xfd);
      writer.unsigned(0x0d);
      return writer.bytes(one.lanes);
    case "get":
      writer.byte(0x20);
      return writer.unsigned(one.local.index);
    case "set":
    case "tee":
      encodeInstructions(one.args, writer, indexOf, labels);
      writer.byte(one.kind === "set" ? 0x21 : 0x22);
      return writer.unsigned(one.local.index);
    case "globalGet":
      writer.byte(0x23);
      return writer.unsigned(one.global.index);
    case "globalSet":
      encodeInstructions(one.args, writer, indexOf, labels);
      writer.byte(0x24);
      return writer.unsigned(one.global.index);
    case "call":
      encodeInstructions(one.args, writer, indexOf, labels);
      writer.byte(0x10);
      return writer.unsigned(indexOf(one.callee));
    case "block":
    case "loop":
      writer.byte(one.kind === "block" ? 0x02 : 0x03);
      writer.byte(blockType(one.type));
      encodeInstructions(one.body, writer, indexOf, [...labels, one.label]);
      return writer.byte(END);
    case "if": {
      encodeOne(one.test, writer, indexOf, labels);
      writer.byte(0x04);
      writer.byte(blockType(one.type));
      const inside = [...labels, undefined];
      encodeInstructions(one.then, writer, indexOf, inside);
      if (one.else.length > 0) {
        writer.byte(0x05);
        encodeInstructions(one.else, writer, indexOf, inside);
      }
      return writer.byte(END);
    }
    case "br":
      writer.byte(0x0c);
      return writer.unsigned(depthOf(one.label, labels));
    case "brIf":
      encodeOne(one.test, writer, indexOf, labels);
      writer.byte(0x0d);
      return writer.unsigned(depthOf(one.label, labels));
    case "brTable":
      encodeOne(one.at, writer, indexOf, labels);
      writer.byte(0x0e);
      writer.unsigned(one.labels.length);
      for (const label of one.labels) writer.unsigned(depthOf(label, labels));
      return writer.unsigned(depthOf(one.otherwise, labels));
    case "memoryCopy":
      encodeInstructions(one.args, writer, indexOf, labels);
      return writer.bytes([0xfc, 0x0a, 0, 0]);
    case "memoryFill":
      encodeInstructions(one.args, writer, indexOf, labels);
      return writer.bytes([0xfc, 0x0b, 0]);
  }
}

function blockType(type: WasmType | undefined): number {
  return type ? typeCodes[type] : NO_TYPE;
}

/** How many blocks a branch leaves. */
function depthOf(label: Label, labels: readonly (Label | undefined)[]): number {
  const at = labels.lastIndexOf(label);
  if (at < 0) throw new Error(`branch to ${label.name}, which does not enclose it`);
  return labels.length - 1 - at;
}

function plain(op: PlainName, writer: ByteWriter): void {
  if (op in scalarOpcodes) return writer.byte(scalarOpcodes[op as keyof typeof scalarOpcodes]);
  const isSaturating = op in saturatingOpcodes;
  writer.byte(isSaturating ? 0xfc : 0xfd);
  writer.unsigned(
    isSaturating
      ? saturatingOpcodes[op as keyof typeof saturatingOpcodes]
      : vectorOpcodes[op as keyof typeof vectorOpcodes],
  );
}

/** Alignment is a hint, and nothing here knows better than 1: x86-64 does not mind. */
function memory(op: MemoryName, writer: ByteWriter): void {
  if (op in scalarMemoryOpcodes) writer.byte(scalarMemoryOpcodes[op as keyof typeof scalarMemoryOpcodes][0]);
  else {
    writer.byte(0xfd);
    writer.unsigned(vectorMemoryOpcodes[op as keyof typeof vectorMemoryOpcodes][0]);
  }
  writer.unsigned(0);
}
