/**
 * Closes a trace when the process ends before the run does: `process.exit` or an error that nobody catches.
 *
 * A signal ends a process without this, unless someone listens to it and calls `process.exit`.
 *
 * @returns a function that takes this back, for a run that ended by itself.
 */
export function closeAtExit(trace: { close(): void }): () => void {
  const close = (): void => trace.close();
  process.once("exit", close);
  return () => void process.off("exit", close);
}
