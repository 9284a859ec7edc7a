import { timeText } from "../../sim/engine/time/units.ts";
import { type Diagnostic, formatPlace } from "../../sim/errors/index.ts";
import type { Outlet } from "../cli/context.ts";
import { grouped, visible } from "../cli/text.ts";
import { shortPath } from "../find/load-problem.ts";
import type { Outcome } from "./outcome.ts";

const signs = { passed: "✓", failed: "✗", unbuilt: "✗", refused: "✗", interrupted: "∙" } as const;
const colours = {
  passed: "green",
  failed: "red",
  unbuilt: "red",
  refused: "red",
  interrupted: "yellow",
} as const;
const MOST_METRICS = 6;
const MOST_FINDINGS = 10;

/** The line of a run, and for one that did not pass all that is needed to look into it. One that was refused is one line. */
export function reportText(outcome: Outcome, outlet: Outlet, cwd: string): string {
  if (outcome.verdict === "refused") return `${refusalText(outcome)}\n`;
  const lines = [headline(outcome, outlet)];
  if (outcome.verdict === "passed") {
    if (outcome.waves) lines.push(`    waves     ${outcome.waves.file}   (${outcome.waves.command})`);
    if (outcome.log) lines.push(`    log       ${outcome.log.file}   (${outcome.log.command})`);
  } else lines.push(...failureLines(outcome, cwd).map((line) => `    ${line}`));
  return `${lines.join("\n")}\n`;
}

function headline({ verdict, result }: Outcome, outlet: Outlet): string {
  const sign = outlet.paint(colours[verdict], signs[verdict]);
  const words = [`${sign} ${outlet.paint("bold", result.name)}`];
  if (verdict === "unbuilt") words.push("does not elaborate");
  else {
    if (verdict !== "passed") words.push(verdict);
    words.push(`${grouped(result.cycles)} cycles`, timeText(result.time), `${result.seconds.toFixed(2)} s`);
  }
  const metrics = Object.entries(result.metrics).map(([key, value]) => `${key}=${metricText(value)}`);
  const more = metrics.length > MOST_METRICS ? [`… ${metrics.length - MOST_METRICS} more`] : [];
  return [...words, ...metrics.slice(0, MOST_METRICS).map((text) => outlet.paint("dim", text)), ...more].join(
    "  ",
  );
}

/** What the user gave was wrong: what, and what would have been right. */
function refusalText({ result: { name, failure } }: Outcome): string {
  const [finding] = failure?.diagnostics ?? [];
  const text = finding ? `${finding.message} → ${finding.remedy}` : (failure?.message ?? "");
  return `${name} did not start: ${visible(text.replaceAll("\n", " "), 600)}`;
}

function metricText(value: number | string): string {
  if (typeof value === "string") return visible(value, 40);
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
}

function failureLines({ verdict, result, file, waves, log, again }: Outcome, cwd: string): readonly string[] {
  const { failure } = result;
  if (!failure) return [];
  const lines = verdict === "interrupted" ? [] : findings(failure.diagnostics, failure.message, cwd);
  const place = failure.place
    ? formatPlace({ ...failure.place, file: shortPath(failure.place.file, cwd) })
    : file;
  if (failure.expected !== undefined) lines.push(`expected  ${visible(failure.expected, 1000)}`);
  if (failure.seen !== undefined) lines.push(`seen      ${visible(failure.seen, 1000)}`);
  lines.push(`testbench ${result.name}`);
  if (verdict === "failed" || verdict === "interrupted")
    lines.push(`moment    cycle ${failure.cycle}, ${timeText(failure.time)}, seed ${result.seed}`);
  if (verdict !== "interrupted") lines.push(`place     ${place}`);
  if (waves)
    lines.push(`waves     ${waves.file}   (${waves.command})${waves.repeated ? "   from a second run" : ""}`);
  if (log) lines.push(`log       ${log.file}   (${log.command})`);
  lines.push(`again     ${again}`);
  return lines;
}

function findings(diagnostics: readonly Diagnostic[], message: string, cwd: string): string[] {
  if (diagnostics.length === 0) return message.split("\n").map((line) => visible(line, 1000));
  const lines = diagnostics.slice(0, MOST_FINDINGS).flatMap((diagnostic) => findingLines(diagnostic, cwd));
  if (diagnostics.length > MOST_FINDINGS) lines.push(`and ${diagnostics.length - MOST_FINDINGS} more`);
  return lines;
}

/** A diagnostic in lines: code, path and place in front, then what is wrong and what to do. */
export function findingLines(
  { code, path, places = [], message, remedy }: Diagnostic,
  cwd: string,
): readonly string[] {
  const [first, ...others] = places.map((place) =>
    formatPlace({ ...place, file: shortPath(place.file, cwd) }),
  );
  const head = [code, ...(first ? [first] : []), ...(path ? [path] : [])].join("  ");
  return [
    head,
    ...message.split("\n").map((line) => `  ${line}`),
    ...others.map((place) => `  also ${place}`),
    `  → ${remedy}`,
  ];
}
