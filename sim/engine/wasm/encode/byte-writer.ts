/** Collects bytes in the encodings of WebAssembly. */
export interface ByteWriter {
  readonly length: number;
  byte(value: number): void;
  bytes(values: ArrayLike<number>): void;
  /** LEB128 of a whole number in 0…2³²−1. */
  unsigned(value: number): void;
  signed32(value: number): void;
  signed64(value: bigint): void;
  float32(value: number): void;
  float64(value: number): void;
  /** Length in UTF-8, then the bytes. */
  text(value: string): void;
  /** Length, then what `write` writes. */
  sized(write: (inner: ByteWriter) => void): void;
  finish(): Uint8Array<ArrayBuffer>;
}

export function createByteWriter(): ByteWriter {
  let buffer = new Uint8Array(256);
  let used = 0;
  const view = new DataView(new ArrayBuffer(8));
  const reserve = (more: number): void => {
    if (used + more <= buffer.length) return;
    const larger = new Uint8Array(Math.max(2 * buffer.length, used + more));
    larger.set(buffer);
    buffer = larger;
  };
  const writer: ByteWriter = {
    get length() {
      return used;
    },
    byte(value) {
      reserve(1);
      buffer[used++] = value;
    },
    bytes(values) {
      reserve(values.length);
      buffer.set(values, used);
      used += values.length;
    },
    unsigned(value) {
      let rest = value >>> 0;
      while (rest > 0x7f) {
        writer.byte((rest & 0x7f) | 0x80);
        rest >>>= 7;
      }
      writer.byte(rest);
    },
    signed32(value) {
      let rest = value | 0;
      // The last byte carries the sign in its bit 6.
      while (rest < -64 || rest > 63) {
        writer.byte((rest & 0x7f) | 0x80);
        rest >>= 7;
      }
      writer.byte(rest & 0x7f);
    },
    signed64(value) {
      let rest = BigInt.asIntN(64, value);
      while (rest < -64n || rest > 63n) {
        writer.byte(Number(rest & 0x7fn) | 0x80);
        rest >>= 7n;
      }
      writer.byte(Number(rest & 0x7fn));
    },
    float32(value) {
      view.setFloat32(0, value, true);
      writer.bytes(new Uint8Array(view.buffer, 0, 4));
    },
    float64(value) {
      view.setFloat64(0, value, true);
      writer.bytes(new Uint8Array(view.buffer, 0, 8));
    },
    text(value) {
      const encoded = new TextEncoder().encode(value);
      writer.unsigned(encoded.length);
      writer.bytes(encoded);
    },
    sized(write) {
      const inner = createByteWriter();
      write(inner);
      writer.unsigned(inner.length);
      writer.bytes(inner.finish());
    },
    finish: () => buffer.slice(0, used),
  };
  return writer;
}
