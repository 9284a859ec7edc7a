import type { TraceSink } from "./trace-source.ts";

/** Keeps the text of a trace, for tests and for small extracts. */
export interface MemorySink extends TraceSink {
  readonly text: () => string;
  readonly isClosed: () => boolean;
}

export function createMemorySink(): MemorySink {
  const chunks: string[] = [];
  let closed = false;
  return {
    write: (chunk) => void chunks.push(Buffer.from(chunk).toString("latin1")),
    close: () => void (closed = true),
    text: () => chunks.join(""),
    isClosed: () => closed,
  };
}
