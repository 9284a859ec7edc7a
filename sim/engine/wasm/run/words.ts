import type { LeafType } from "../../../describe/index.ts";
import { bytesOf, elementOf } from "../plan/element.ts";

/** Linear memory as typed arrays. Its size never changes. */
export interface Views {
  readonly u8: Uint8Array;
  readonly i8: Int8Array;
  readonly u16: Uint16Array;
  readonly i16: Int16Array;
  readonly u32: Uint32Array;
  readonly i32: Int32Array;
  readonly u64: BigUint64Array;
  readonly i64: BigInt64Array;
  readonly f32: Float32Array;
  readonly f64: Float64Array;
}

export function viewsOf(memory: ArrayBufferLike): Views {
  // A WebAssembly memory has whole pages; any other one is cut to whole words of 8 bytes.
  const bytes = memory.byteLength & ~7;
  return {
    u8: new Uint8Array(memory),
    i8: new Int8Array(memory),
    u16: new Uint16Array(memory, 0, bytes / 2),
    i16: new Int16Array(memory, 0, bytes / 2),
    u32: new Uint32Array(memory, 0, bytes / 4),
    i32: new Int32Array(memory, 0, bytes / 4),
    u64: new BigUint64Array(memory, 0, bytes / 8),
    i64: new BigInt64Array(memory, 0, bytes / 8),
    f32: new Float32Array(memory, 0, bytes / 4),
    f64: new Float64Array(memory, 0, bytes / 8),
  };
}

/** How words of one type stand in memory: reads and writes values in the form of `signal.value`. */
export interface WordFormat {
  readonly type: LeafType;
  readonly bytes: number;
  read(address: number): unknown;
  /** The value is one of the type. */
  write(address: number, value: unknown): void;
}

type Small = Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array;

/** The array whose elements are a type's words, where an element is the value as it is; undefined for other types. */
export function plainView(views: Views, type: LeafType): Small | Float32Array | Float64Array | undefined {
  const element = elementOf(type);
  if (type.kind === "enumeration" || type.kind === "fixed" || element.kind === "limbs") return undefined;
  if (element.kind === "float") return element.bytes === 4 ? views.f32 : views.f64;
  switch (element.bytes) {
    case 1:
      return element.signed ? views.i8 : views.u8;
    case 2:
      return element.signed ? views.i16 : views.u16;
    case 4:
      return element.signed ? views.i32 : views.u32;
    case 8:
      return undefined;
  }
}

export function wordFormat(views: Views, type: LeafType): WordFormat {
  const element = elementOf(type);
  const bytes = bytesOf(element);
  const plain = plainView(views, type);
  if (plain) {
    const shift = Math.log2(plain.BYTES_PER_ELEMENT);
    return {
      type,
      bytes,
      read: (address) => plain[address >>> shift],
      write: (address, value) => {
        plain[address >>> shift] = Number(value);
      },
    };
  }
  switch (type.kind) {
    case "enumeration": {
      const { labels } = type;
      const codes = bytes === 1 ? views.u8 : bytes === 2 ? views.u16 : views.u32;
      const shift = Math.log2(bytes);
      return {
        type,
        bytes,
        read: (address) => labels[codes[address >>> shift]!],
        write: (address, value) => {
          codes[address >>> shift] = labels.indexOf(value as string);
        },
      };
    }
    case "fixed": {
      const scale = 2 ** type.fraction;
      const whole = integers(views, bytes);
      return {
        type,
        bytes,
        read: (address) => whole.read(address) / scale,
        write: (address, value) => whole.write(address, (value as number) * scale),
      };
    }
    case "bigUint":
    case "bigSint":
      return { type, bytes, ...limbs(views, type.width, type.kind === "bigSint") };
    default: {
      const whole = integers(views, bytes);
      return {
        type,
        bytes,
        read: whole.read,
        write: (address, value) => whole.write(address, Number(value)),
      };
    }
  }
}

interface Codec<T> {
  readonly read: (address: number) => T;
  readonly write: (address: number, value: T) => void;
}

/** Signed integers; of unsigned ones only those of 8 bytes, which are less than 2^53. */
function integers(views: Views, bytes: number): Codec<number> {
  const small = bytes === 1 ? views.i8 : bytes === 2 ? views.i16 : bytes === 4 ? views.i32 : undefined;
  if (small) {
    const shift = Math.log2(bytes);
    return {
      read: (address) => small[address >>> shift]!,
      write: (address, value) => {
        small[address >>> shift] = value;
      },
    };
  }
  return {
    read: (address) => Number(views.i64[address >>> 3]),
    write: (address, value) => {
      views.i64[address >>> 3] = BigInt(value);
    },
  };
}

function limbs(views: Views, width: number, signed: boolean): Codec<unknown> {
  const count = Math.ceil(width / 64);
  return {
    read: (address) => {
      const first = address >>> 3;
      let value = signed ? views.i64[first + count - 1]! : views.u64[first + count - 1]!;
      for (let limb = count - 2; limb >= 0; limb--) value = (value << 64n) | views.u64[first + limb]!;
      return value;
    },
    write: (address, value) => {
      const first = address >>> 3;
      let rest = value as bigint;
      for (let limb = 0; limb < count; limb++) {
        views.u64[first + limb] = BigInt.asUintN(64, rest);
        rest >>= 64n;
      }
    },
  };
}
