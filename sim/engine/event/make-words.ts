import { type LeafType, zeroValue } from "../../describe/index.ts";

export type Words = Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Float64Array | unknown[];

/** Room for the words of a memory, all 0: in the narrowest array that holds the type, because memories are what is large in a design. */
export function makeWords(type: LeafType, depth: number): Words {
  switch (type.kind) {
    case "bit":
    case "uint":
      if (type.width <= 8) return new Uint8Array(depth);
      if (type.width <= 16) return new Uint16Array(depth);
      // V8 keeps numbers from 2^31 on as doubles anyway.
      return type.width <= 31 ? new Int32Array(depth) : new Float64Array(depth);
    case "sint":
      if (type.width <= 8) return new Int8Array(depth);
      if (type.width <= 16) return new Int16Array(depth);
      return type.width <= 32 ? new Int32Array(depth) : new Float64Array(depth);
    case "float":
    case "fixed":
      return new Float64Array(depth);
    case "bigUint":
    case "bigSint":
    case "enumeration":
      return new Array<unknown>(depth).fill(zeroValue(type));
  }
}
