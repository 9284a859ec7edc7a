import { expect } from "vitest";
import type { Module } from "../describe/index.ts";
import { type Diagnostic, SystoleError } from "../errors/index.ts";
import { compile } from "../schedule/compile.ts";
import { createEvaluator } from "../conformance/evaluator/index.ts";

/** A finding that is told as it should be: with a path, with a place in a file, and without a gap in its sentences. */
function whole(finding: Diagnostic): Diagnostic {
  const { code, path, places, message, remedy } = finding;
  expect(path, `path of ${code} ${message}`).toMatch(/^[a-z]/);
  expect(places?.[0]?.file, `place of ${code} ${message}`).toMatch(/\.ts$/);
  for (const sentence of [message, remedy])
    expect(sentence, code).not.toMatch(/^$|^ | $| {2}|``|\[object |\bundefined\b(?! as a value)/);
  return finding;
}

function reported(top: Module): readonly Diagnostic[] {
  try {
    return compile(top).warnings.map(whole);
  } catch (error) {
    if (!(error instanceof SystoleError)) throw error;
    return error.diagnostics.map(whole);
  }
}

/** The findings of a design, errors or else warnings: `CODE message`. */
export function findings(top: Module): readonly string[] {
  return reported(top).map((finding) => `${finding.code} ${finding.message}`);
}

/** What people read of each refused design: code, sentence and remedy, for a comparison with what they were when somebody last read them. */
export function toldOf(cases: readonly (readonly [name: string, make: () => Module])[]): string {
  const told = cases.map(([name, make]) => {
    // Of the ports that all of these designs have, each uses a few.
    const own = reported(make()).filter(({ code }) => code !== "W-UNUSED");
    const lines = own.map(({ code, message, remedy }) => `  ${code} ${message}\n    ${remedy}`);
    return [name, ...lines].join("\n");
  });
  return `\n${told.join("\n")}\n`;
}

/** The codes of the findings. */
export function codes(top: Module): readonly string[] {
  return findings(top).map((finding) => finding.split(" ")[0]!);
}

/** The first place of the first finding, as line and column. */
export function placeOfFirst(top: Module): string {
  try {
    compile(top);
    return "no error";
  } catch (error) {
    if (!(error instanceof SystoleError)) throw error;
    const place = error.diagnostics[0]?.places?.[0];
    return place ? `${place.line}:${place.column}` : "no place";
  }
}

type Signals = Readonly<Record<string, never>>;

/** Drives inputs of the top by name, settles (and clocks `edges` times), and reads signals by name, as the IR says. */
export function evaluated(
  top: Module,
  inputs: Readonly<Record<string, unknown>>,
  outputs: readonly string[],
  edges = 0,
): readonly unknown[] {
  const program = compile(top);
  const run = createEvaluator(program);
  const signals = top as unknown as Signals;
  for (const [name, value] of Object.entries(inputs)) run.drive(signals[name]!, value);
  run.settle();
  for (let edge = 0; edge < edges; edge++) {
    run.edge(false);
    run.settle();
  }
  return outputs.map((name) => run.read(signals[name]!));
}
