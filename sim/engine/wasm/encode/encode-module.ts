import { type ByteWriter, createByteWriter } from "./byte-writer.ts";
import { encodeInstructions, typeCodes } from "./encode-instruction.ts";
import type { Callee, Local, WasmType } from "./instruction.ts";
import { f32, f64, i32, i64 } from "./make.ts";
import type { WasmGlobal, WasmModule } from "./module-builder.ts";

const END = 0x0b;

/** The binary of a module, with the names of module, functions and locals in its name section, for profilers and debuggers. */
export function encodeModule(module: WasmModule): Uint8Array<ArrayBuffer> {
  const writer = createByteWriter();
  writer.bytes([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]);
  const callees: readonly Callee[] = [...module.imports, ...module.functions];
  const indices = new Map(callees.map((callee, index) => [callee, index]));
  const indexOf = (callee: Callee): number => {
    const index = indices.get(callee);
    if (index === undefined) throw new Error(`call of ${callee.name}, which is not in the module`);
    return index;
  };
  const types = typeTable(callees);
  const section = (id: number, count: number, write: (inner: ByteWriter) => void): void => {
    if (count === 0) return;
    writer.byte(id);
    writer.sized((inner) => {
      inner.unsigned(count);
      write(inner);
    });
  };
  const { memory } = module;
  section(1, types.shapes.length, (inner) => {
    for (const { params, results } of types.shapes) {
      inner.byte(0x60);
      for (const list of [params, results]) {
        inner.unsigned(list.length);
        for (const type of list) inner.byte(typeCodes[type]);
      }
    }
  });
  section(2, module.imports.length + (memory?.imported ? 1 : 0), (inner) => {
    for (const one of module.imports) {
      inner.text(one.from);
      inner.text(one.name);
      inner.byte(0);
      inner.unsigned(types.indexOf(one));
    }
    if (memory?.imported) {
      inner.text("env");
      inner.text("memory");
      inner.bytes([2, 0]);
      inner.unsigned(memory.pages);
    }
  });
  section(3, module.functions.length, (inner) => {
    for (const one of module.functions) inner.unsigned(types.indexOf(one));
  });
  section(5, memory && !memory.imported ? 1 : 0, (inner) => {
    inner.byte(0);
    inner.unsigned(memory!.pages);
  });
  section(6, module.globals.length, (inner) => {
    for (const one of module.globals) {
      inner.byte(typeCodes[one.type]);
      inner.byte(1);
      encodeInstructions([initialOf(one)], inner, indexOf);
      inner.byte(END);
    }
  });
  const exported = module.functions.filter((one) => one.exported);
  const hasMemory = memory !== undefined && !memory.imported;
  section(7, exported.length + (hasMemory ? 1 : 0), (inner) => {
    if (hasMemory) {
      inner.text("memory");
      inner.bytes([2, 0]);
    }
    for (const one of exported) {
      inner.text(one.name);
      inner.byte(0);
      inner.unsigned(indexOf(one));
    }
  });
  section(10, module.functions.length, (inner) => {
    for (const one of module.functions) {
      inner.sized((code) => {
        encodeLocals(one.locals.slice(one.params.length), code);
        encodeInstructions(one.body, code, indexOf);
        code.byte(END);
      });
    }
  });
  section(11, module.data.length, (inner) => {
    for (const { address, bytes } of module.data) {
      inner.byte(0);
      encodeInstructions([i32(address)], inner, indexOf);
      inner.byte(END);
      inner.unsigned(bytes.length);
      inner.bytes(bytes);
    }
  });
  writer.byte(0);
  writer.sized((inner) => encodeNames(module, callees, inner));
  return writer.finish();
}

function typeTable(callees: readonly Callee[]) {
  const keyOf = ({ params, results }: Callee): string => `${params.join(" ")} -> ${results.join(" ")}`;
  const numbers = new Map<string, number>();
  const shapes: Callee[] = [];
  for (const callee of callees) {
    const key = keyOf(callee);
    if (numbers.has(key)) continue;
    numbers.set(key, shapes.length);
    shapes.push(callee);
  }
  return { shapes, indexOf: (callee: Callee): number => numbers.get(keyOf(callee))! };
}

function initialOf({ type, initial }: WasmGlobal) {
  switch (type) {
    case "i32":
      return i32(Number(initial));
    case "i64":
      return i64(initial);
    case "f32":
      return f32(Number(initial));
    case "f64":
      return f64(Number(initial));
    case "v128":
      throw new Error("a global of vectors is not needed");
  }
}

/** Runs of equal types, each with its length. */
function encodeLocals(locals: readonly Local[], writer: ByteWriter): void {
  const runs: { type: WasmType; count: number }[] = [];
  for (const { type } of locals) {
    const last = runs.at(-1);
    if (last?.type === type) last.count += 1;
    else runs.push({ type, count: 1 });
  }
  writer.unsigned(runs.length);
  for (const { type, count } of runs) {
    writer.unsigned(count);
    writer.byte(typeCodes[type]);
  }
}

function encodeNames(module: WasmModule, callees: readonly Callee[], writer: ByteWriter): void {
  writer.text("name");
  writer.byte(0);
  writer.sized((inner) => inner.text(module.name));
  writer.byte(1);
  writer.sized((inner) => {
    inner.unsigned(callees.length);
    callees.forEach(({ name }, index) => {
      inner.unsigned(index);
      inner.text(name);
    });
  });
  writer.byte(2);
  writer.sized((inner) => {
    inner.unsigned(module.functions.length);
    module.functions.forEach(({ locals }, index) => {
      inner.unsigned(module.imports.length + index);
      inner.unsigned(locals.length);
      for (const local of locals) {
        inner.unsigned(local.index);
        inner.text(local.name);
      }
    });
  });
}
