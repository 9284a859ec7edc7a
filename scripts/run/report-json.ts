import type { Outcome } from "./outcome.ts";

/** One line of JSON for a run, for programs. */
export function reportJson({ result, waves, log, verdict, again, file }: Outcome): string {
  const { name, passed, engine, seed, cycles, seconds, metrics, failure } = result;
  const files = { waves: waves?.file ?? null, ...(log ? { log: log.file } : {}) };
  const line = { name, passed, engine, seed, cycles, seconds, metrics, ...files };
  if (!failure) return JSON.stringify(line);
  const { message, place, cycle, time, expected, seen, diagnostics } = failure;
  return JSON.stringify({
    ...line,
    failure: {
      verdict,
      message,
      code: diagnostics[0]?.code ?? null,
      place: place ?? { file },
      cycle,
      time: `${time}fs`,
      expected: expected ?? null,
      seen: seen ?? null,
      again,
    },
  });
}
