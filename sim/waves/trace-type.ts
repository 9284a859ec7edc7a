import type { LeafType } from "../describe/index.ts";
import type { TraceType } from "../trace/index.ts";

/** How values of a hardware type are drawn: enumerations by name, floats and fixed point as real numbers, all else as bits. */
export function traceType(type: LeafType): TraceType {
  switch (type.kind) {
    case "float":
    case "fixed":
      return { kind: "real" };
    case "enumeration":
      return { kind: "enumeration", width: type.width, labels: type.labels };
    default:
      return {
        kind: "bits",
        width: type.width,
        signed: type.kind === "sint" || type.kind === "bigSint",
      };
  }
}
