import type { FloatType, HardwareType } from "./type.ts";

/** The type as the user would write it: `sint(8)`, `vec(bit, 4)`. */
export function typeText(type: HardwareType): string {
  switch (type.kind) {
    case "bit":
      return "bit";
    case "uint":
    case "sint":
    case "bigUint":
    case "bigSint":
      return `${type.kind}(${type.width})`;
    case "enumeration":
      return `enumeration(${type.labels.map((label: string) => `"${label}"`).join(", ")})`;
    case "float":
      return floatText(type);
    case "fixed":
      return `fixed(${type.int}, ${type.fraction})`;
    case "vec":
      return `vec(${typeText(type.element)}, ${type.length})`;
    case "struct":
      return `struct({ ${Object.entries(type.fields)
        .map(([name, field]) => `${name}: ${typeText(field)}`)
        .join(", ")} })`;
  }
}

const floatNames: Readonly<Record<string, string>> = {
  "5, 10": "fp16",
  "8, 7": "bf16",
  "8, 15": "fp24",
  "8, 23": "fp32",
};

function floatText({ exponent, mantissa, flush }: FloatType): string {
  const shape = `${exponent}, ${mantissa}`;
  return flush ? `float(${shape}, { subnormals: "flush" })` : (floatNames[shape] ?? `float(${shape})`);
}

/** Whether two types hold the same values in the same bits. */
export function sameType(a: HardwareType, b: HardwareType): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind) return false;
  switch (a.kind) {
    case "bit":
      return true;
    // The most frequent ones, of which large designs compare hundreds of thousands.
    case "uint":
    case "sint":
    case "bigUint":
    case "bigSint":
      return a.width === (b as typeof a).width;
    default:
      return typeText(a) === typeText(b);
  }
}

/** Whether a value is one of the kit's types. */
export function isType(value: unknown): value is HardwareType {
  if (value === null || (typeof value !== "object" && typeof value !== "function")) return false;
  const kind = (value as { kind?: unknown }).kind;
  return typeof kind === "string" && kinds.has(kind) && !("direction" in value);
}

const kinds = new Set([
  "bit",
  "uint",
  "sint",
  "bigUint",
  "bigSint",
  "enumeration",
  "float",
  "fixed",
  "vec",
  "struct",
]);
