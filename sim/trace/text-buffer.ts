import type { TraceSink } from "./trace-source.ts";

const CAPACITY = 1 << 17;

/** ASCII text on its way to a sink, kept as bytes so that a change of a signal costs no allocation. */
export interface TextBuffer {
  bytes: Uint8Array;
  /** The same bytes, to write four characters at once. */
  view: DataView<ArrayBufferLike>;
  readonly sink: TraceSink;
  length: number;
}

export function createTextBuffer(sink: TraceSink): TextBuffer {
  const bytes = new Uint8Array(CAPACITY);
  return { bytes, view: viewOf(bytes), sink, length: 0 };
}

function viewOf({ buffer, byteOffset, length }: Uint8Array): DataView<ArrayBufferLike> {
  return new DataView(buffer, byteOffset, length);
}

/** Keeps text in other bytes from now on, no fewer than there were. */
export function moveText(buffer: TextBuffer, bytes: Uint8Array): void {
  bytes.set(buffer.bytes.subarray(0, buffer.length));
  buffer.bytes = bytes;
  buffer.view = viewOf(bytes);
}

/** Hands over what is buffered. The buffer is empty afterwards even if the sink throws, so that closing can go on. */
export function flush(buffer: TextBuffer): void {
  const { length, bytes } = buffer;
  if (length === 0) return;
  buffer.length = 0;
  buffer.sink.write(bytes.subarray(0, length));
}

/** Makes room for `count` bytes; `count` is far below the capacity. */
export function reserve(buffer: TextBuffer, count: number): void {
  if (buffer.length + count > buffer.bytes.length) flush(buffer);
}

/** Appends ASCII text of any length. */
export function putText(buffer: TextBuffer, text: string): void {
  const capacity = buffer.bytes.length;
  let from = 0;
  while (from < text.length) {
    if (buffer.length === capacity) flush(buffer);
    const to = Math.min(text.length, from + capacity - buffer.length);
    let at = buffer.length;
    for (let i = from; i < to; i++) buffer.bytes[at++] = text.charCodeAt(i);
    buffer.length = at;
    from = to;
  }
}
