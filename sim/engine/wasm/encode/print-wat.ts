import type { Instruction, Local } from "./instruction.ts";
import type { WasmFunction, WasmModule } from "./module-builder.ts";

/** A module as folded WebAssembly text, with the names of functions and locals and the comments of whoever made it. */
export function printWat(module: WasmModule): string {
  const { memory } = module;
  return [
    `(module $${identifier(module.name)}`,
    ...module.imports.map(
      (one) =>
        `  (import "${one.from}" "${one.name}" (func $${identifier(one.name)}${list("param", one.params)}${list("result", one.results)}))`,
    ),
    ...(memory?.imported ? [`  (import "env" "memory" (memory ${memory.pages}))`] : []),
    ...(memory && !memory.imported ? [`  (memory (export "memory") ${memory.pages})`] : []),
    ...module.globals.map(
      (one) => `  (global $${identifier(one.name)} (mut ${one.type}) (${one.type}.const ${one.initial}))`,
    ),
    ...module.data.map(
      ({ address, bytes }) =>
        `  (data (i32.const ${address}) "${[...bytes].map((byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("")}")`,
    ),
    ...module.functions.flatMap(functionLines),
    ")",
    "",
  ].join("\n");
}

function functionLines(one: WasmFunction): readonly string[] {
  const name = (local: Local) => `$${identifier(local.name)}.${local.index}`;
  const params = one.locals.slice(0, one.params.length);
  const locals = one.locals.slice(one.params.length);
  return [
    `  (func $${identifier(one.name)}${one.exported ? ` (export "${one.name}")` : ""}${params.map((p) => ` (param ${name(p)} ${p.type})`).join("")}${list("result", one.results)}`,
    ...locals.map((local) => `    (local ${name(local)} ${local.type})`),
    ...one.body.flatMap((instruction) => lines(instruction, name).map((line) => `    ${line}`)),
    "  )",
  ];
}

function list(word: "param" | "result", types: readonly string[]): string {
  return types.length > 0 ? ` (${word} ${types.join(" ")})` : "";
}

/** What identifiers of the text format may hold. */
function identifier(name: string): string {
  return name.replaceAll(/[^\w!#$%&'*+\-./:<=>?@\\^`|~]/g, "_");
}

/** What fits stays on one line. */
const WIDTH = 110;

function lines(one: Instruction, name: (local: Local) => string): readonly string[] {
  const nested = (body: readonly Instruction[]) =>
    body.flatMap((each) => lines(each, name).map((line) => `  ${line}`));
  switch (one.kind) {
    case "comment":
      return one.text.split("\n").map((line) => `;; ${line}`);
    case "block":
    case "loop":
      return [
        `(${one.kind} $${identifier(one.label.name)}${one.type ? ` (result ${one.type})` : ""}`,
        ...nested(one.body),
        ")",
      ];
    case "if":
      return [
        `(if${one.type ? ` (result ${one.type})` : ""}`,
        ...nested([one.test]),
        "  (then",
        ...nested(one.then).map((line) => `  ${line}`),
        "  )",
        ...(one.else.length > 0 ? ["  (else", ...nested(one.else).map((line) => `  ${line}`), "  )"] : []),
        ")",
      ];
    default: {
      const head = headOf(one, name);
      const args = operandsOf(one).map((each) => lines(each, name));
      if (args.length === 0) return [`(${head})`];
      const flat = `(${[head, ...args.flat()].join(" ")})`;
      if (flat.length <= WIDTH && args.every((each) => each.length === 1)) return [flat];
      return [`(${head}`, ...args.flat().map((line) => `  ${line}`), ")"];
    }
  }
}

function operandsOf(one: Instruction): readonly Instruction[] {
  if ("args" in one) return one.args;
  if (one.kind === "brIf") return [one.test];
  return one.kind === "brTable" ? [one.at] : [];
}

function headOf(one: Instruction, name: (local: Local) => string): string {
  switch (one.kind) {
    case "plain":
      return one.op;
    case "i32":
    case "i64":
      return `${one.kind}.const ${one.value}`;
    case "f32":
    case "f64":
      return `${one.kind}.const ${floatText(one.value)}`;
    case "v128":
      return `v128.const i8x16 ${one.bytes.join(" ")}`;
    case "memory":
      return one.offset > 0 ? `${one.op} offset=${one.offset}` : one.op;
    case "lane":
      return `${one.op} ${one.lane}`;
    case "laneStore":
      return `${one.op}${one.offset > 0 ? ` offset=${one.offset}` : ""} ${one.lane}`;
    case "shuffle":
      return `i8x16.shuffle ${one.lanes.join(" ")}`;
    case "get":
    case "set":
    case "tee":
      return `local.${one.kind} ${name(one.local)}`;
    case "globalGet":
      return `global.get $${identifier(one.global.name)}`;
    case "globalSet":
      return `global.set $${identifier(one.global.name)}`;
    case "call":
      return `call $${identifier(one.callee.name)}`;
    case "br":
      return `br $${identifier(one.label.name)}`;
    case "brIf":
      return `br_if $${identifier(one.label.name)}`;
    case "brTable":
      return `br_table ${[...one.labels, one.otherwise].map((label) => `$${identifier(label.name)}`).join(" ")}`;
    case "memoryCopy":
      return "memory.copy";
    case "memoryFill":
      return "memory.fill";
    case "comment":
    case "block":
    case "loop":
    case "if":
      return one.kind;
  }
}

function floatText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (Object.is(value, -0)) return "-0";
  return Number.isFinite(value) ? String(value) : value > 0 ? "inf" : "-inf";
}
