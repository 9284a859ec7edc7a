import { closeSync, mkdirSync, openSync, readSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { visible } from "../cli/text.ts";
import { UsageError } from "../cli/usage-error.ts";
import type { Outcome } from "./outcome.ts";

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="systole"';

/** Finds out before anything runs whether a report can be written there. A file that is no report of ours is not overwritten. */
export function checkJunitFile(file: string, cwd: string): void {
  const refuse = (reason: string): never => {
    throw new UsageError(`--junit ${visible(file) || '""'}: ${reason}: name another file, such as junit.xml`);
  };
  if (file === "" || file.includes("\0")) refuse("this can't be the name of a file");
  const path = resolve(cwd, file);
  let stats;
  try {
    stats = statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    return refuse(systemReason(error));
  }
  if (stats?.isDirectory()) refuse("it is a folder");
  if (stats?.isFile() && stats.size > 0 && !headOf(path).startsWith(HEAD))
    refuse("a file that is no report is there");
}

/** Writes the report, also of a run that was interrupted. */
export function writeJunit(file: string, cwd: string, outcomes: readonly Outcome[]): void {
  const path = resolve(cwd, file);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, junitText(outcomes));
  } catch (error) {
    throw new UsageError(`--junit ${visible(file)}: ${systemReason(error)}`);
  }
}

/** The runs as JUnit, a suite a file. */
export function junitText(outcomes: readonly Outcome[]): string {
  const files = [...new Set(outcomes.map(({ file }) => file))];
  const suites = files.map((file) => {
    const own = outcomes.filter((outcome) => outcome.file === file);
    return [
      `  <testsuite name="${escape(file)}"${counts(own)}>`,
      ...own.map(testCase),
      "  </testsuite>",
    ].join("\n");
  });
  return `${HEAD}${counts(outcomes)}>\n${suites.map((suite) => `${suite}\n`).join("")}</testsuites>\n`;
}

function counts(outcomes: readonly Outcome[]): string {
  const count = (verdicts: readonly string[]): number =>
    outcomes.filter(({ verdict }) => verdicts.includes(verdict)).length;
  const seconds = outcomes.reduce((sum, { result }) => sum + result.seconds, 0);
  const errors = count(["unbuilt", "refused"]);
  return ` tests="${outcomes.length}" failures="${count(["failed"])}" errors="${errors}" skipped="${count(["interrupted"])}" time="${seconds.toFixed(3)}"`;
}

function testCase({ verdict, result, file, waves, again }: Outcome): string {
  const { name, seed, cycles, seconds, failure } = result;
  const at = failure?.place ? ` line="${failure.place.line}"` : "";
  const text = failure
    ? [failure.message, ...failure.diagnostics.slice(0, 1).map(({ remedy }) => remedy), again].join("\n")
    : "";
  const inside = [
    `<properties><property name="seed" value="${seed}"/><property name="cycles" value="${cycles}"/></properties>`,
    ...(verdict === "failed"
      ? [`<failure message="${escape(failure?.message ?? "")}">${escape(text)}</failure>`]
      : []),
    ...(verdict === "unbuilt" || verdict === "refused"
      ? [`<error message="${escape(failure?.message ?? "")}">${escape(text)}</error>`]
      : []),
    ...(verdict === "interrupted" ? ["<skipped/>"] : []),
    ...(waves ? [`<system-out>[[ATTACHMENT|${escape(waves.file)}]]</system-out>`] : []),
  ];
  const head = `    <testcase classname="${escape(file)}" name="${escape(name)}" file="${escape(file)}"${at} time="${seconds.toFixed(3)}">`;
  return [head, ...inside.map((line) => `      ${line}`), "    </testcase>"].join("\n");
}

/** XML 1.0 has no place for most control characters, not even as references. */
function escape(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

function headOf(path: string): string {
  const descriptor = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(HEAD.length);
    return bytes.toString("latin1", 0, readSync(descriptor, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(descriptor);
  }
}

function systemReason(error: unknown): string {
  return error instanceof Error && "code" in error
    ? `the system says ${String(error.code)}`
    : "it can't be written";
}
