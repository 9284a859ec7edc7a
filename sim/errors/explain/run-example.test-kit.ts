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

/** Imports the text as a file, compiles the modules that it exports, and runs its testbenches. */
export async function runExample(text: string): Promise<ExampleRun> {
  const folder = mkdtempSync(join(tmpdir(), "systole-example-"));
  const file = join(folder, "example.mts");
  writeFileSync(file, linkedText(text).replaceAll('"waves/', `"${folder}/`));
  const findings: Diagnostic[] = [];
  const log: string[] = [];
  const { log: original } = console;
  console.log = (...words: unknown[]) => void log.push(words.map(String).join(" "));
  try {
    const exported = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Record<string, unknown>;
    for (const one of Object.values(exported)) findings.push(...(await findingsOf(one)));
  } catch (error) {
    if (!(error instanceof SystoleError)) throw error;
    findings.push(...error.diagnostics);
  } finally {
    console.log = original;
    rmSync(folder, { recursive: true, force: true });
  }
  const lines = findings.flatMap(({ places }) =>
    places?.[0]?.file.endsWith("/example.mts") ? [places[0].line] : [],
  );
  return { findings, lines, log };
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
