import type { TraceSink } from "./trace-source.ts";

const CAPACITY = 1 << 17;

/** ASCII text on its way to a sink, kept as bytes so that a change of a signal costs no allocation. */
export interface TextBuffer {
  readonly bytes: Buffer;
  /** The same bytes, to write four characters at once. */
  readonly view: DataView;
  readonly sink: TraceSink;
  length: number;
}

export function createTextBuffer(sink: TraceSink): TextBuffer {
  const bytes = Buffer.allocUnsafeSlow(CAPACITY);
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, CAPACITY), sink, length: 0 };
}

/** Hands over what is buffered. The buffer is empty afterwards even if the sink throws, so that closing can go on. */
export function flush(buffer: TextBuffer): void {
  if (buffer.length === 0) return;
  const chunk = buffer.bytes.toString("latin1", 0, buffer.length);
  buffer.length = 0;
  buffer.sink.write(chunk);
}

/** Makes room for `count` bytes; `count` is far below the capacity. */
export function reserve(buffer: TextBuffer, count: number): void {
  if (buffer.length + count > CAPACITY) flush(buffer);
}

/** Appends ASCII text of any length. */
export function putText(buffer: TextBuffer, text: string): void {
  let from = 0;
  while (from < text.length) {
    if (buffer.length === CAPACITY) flush(buffer);
    const to = Math.min(text.length, from + CAPACITY - buffer.length);
    let at = buffer.length;
    for (let i = from; i < to; i++) buffer.bytes[at++] = text.charCodeAt(i);
    buffer.length = at;
    from = to;
  }
}
