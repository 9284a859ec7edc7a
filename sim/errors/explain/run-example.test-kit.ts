import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Module } from "../../describe/index.ts";
import { type Diagnostic, SystoleError } from "../index.ts";
import { checkDocument, isReport, type Report } from "../../report/index.ts";
import { compile } from "../../schedule/index.ts";
import { runTestbench, type Testbench } from "../../testbench/index.ts";

/** What a reader who saves an example and runs it would see. */
export interface ExampleRun {
  readonly findings: readonly Diagnostic[];
  /** Lines of the file that findings name first, counted from 1. */
  readonly lines: readonly number[];
  /** What the file logged. */
  readonly log: readonly string[];
}

const source = (path: string) => new URL(`../../../${path}`, import.meta.url).href;

/** The text of an example with the addresses of this repository's sources in place of the package's names. */
export function linkedText(text: string): string {
  return text
    .replaceAll('from "systole"', `from ${JSON.stringify(source("sim/index.ts"))}`)
    .replaceAll('from "systole/hw"', `from ${JSON.stringify(source("hw/index.ts"))}`);
}

/** An example that has been imported. */
export type LoadedExample = () => Promise<ExampleRun>;

/**
 * Imports the text as a file. What is given compiles the modules that it exports, and runs its testbenches. Many that are loaded before the
 * first of them runs are cheaper: V8's inspector tells of all scripts once.
 */
export async function loadExample(text: string): Promise<LoadedExample> {
  const folder = mkdtempSync(join(tmpdir(), "systole-example-"));
  const file = join(folder, "example.mts");
  writeFileSync(file, linkedText(text).replaceAll('"waves/', `"${folder}/`));
  const log: string[] = [];
  const imported = await caught(log, async () => Object.values(await importFile(file)));
  return async () => {
    const findings = [...imported.findings];
    for (const one of imported.value ?? []) {
      const { value = [], findings: thrown } = await caught(log, () => findingsOf(one));
      findings.push(...value, ...thrown);
      if (thrown.length > 0) break;
    }
    rmSync(folder, { recursive: true, force: true });
    const lines = findings.flatMap(({ places }) =>
      places?.[0]?.file.endsWith("/example.mts") ? [places[0].line] : [],
    );
    return { findings, lines, log };
  };
}

const importFile = (file: string) =>
  import(/* @vite-ignore */ pathToFileURL(file).href) as Promise<Record<string, unknown>>;

/** What an action gives, and what it throws of the catalogue. */
async function caught<T>(
  log: string[],
  action: () => Promise<T>,
): Promise<{ readonly value?: T; readonly findings: readonly Diagnostic[] }> {
  const { log: original } = console;
  console.log = (...words: unknown[]) => void log.push(words.map(String).join(" "));
  try {
    return { value: await action(), findings: [] };
  } catch (error) {
    if (!(error instanceof SystoleError)) throw error;
    return { findings: error.diagnostics };
  } finally {
    console.log = original;
  }
}

async function findingsOf(one: unknown): Promise<readonly Diagnostic[]> {
  if (typeof one === "function" && one.prototype instanceof Module)
    return compile(new (one as new () => Module)()).warnings;
  if (isReport(one)) return checkReport(one);
  if (Array.isArray(one)) return one.filter((each) => typeof each?.code === "string") as Diagnostic[];
  if ((one as { mark?: string } | undefined)?.mark !== "systole.testbench") return [];
  const { failure, warnings } = await runTestbench(one as Testbench, { patience: 20 });
  if (failure && failure.diagnostics.length === 0) throw failure.cause;
  return [...(failure?.diagnostics ?? []), ...warnings];
}

async function checkReport({ name, title, description, sections }: Report): Promise<readonly Diagnostic[]> {
  const given = { params: {}, seed: 1, progress: () => undefined, signal: new AbortController().signal };
  checkDocument({ name, title, description, sections: await sections(given as never) });
  return [];
}
