import { readExplanations } from "../../sim/errors/explain/read-explanations.ts";
import type { Explanation } from "../../sim/errors/explain/explanation.ts";
import { type Context, type ExitCode, exitCode } from "../cli/context.ts";
import { suggestion } from "../cli/suggest.ts";
import { columns, folded, visible } from "../cli/text.ts";
import { UsageError } from "../cli/usage-error.ts";

/** A line of prose is read best when it is not longer than this. */
const MOST = 100;

/**
 * `systole explain [code]`: the long text of an error or a warning, with an example and its cure; without a code, a line each.
 *
 * @throws UsageError for a code that there is not, with the nearest one
 */
export async function explain(code: string | undefined, context: Context): Promise<ExitCode> {
  const { out } = context;
  const all = readExplanations();
  if (code === undefined) {
    const lines = columns([...all.values()].map((one) => [one.code, one.title]));
    out.write(`${lines.join("\n")}\n`);
    return exitCode.passed;
  }
  const found = [...all.values()].find((one) => one.code === code.toUpperCase());
  if (found === undefined)
    throw new UsageError(`there is no code ${visible(code) || '""'}: ${nearest(code, [...all.keys()])}`);
  out.write(`${explanationLines(found, context).join("\n")}\n`);
  return exitCode.passed;
}

function explanationLines({ code, title, text, wrong, right }: Explanation, { out }: Context): string[] {
  const lines = [out.paint("bold", `${code}: ${title}`), ""];
  for (const paragraph of text.split(/\n{2,}/))
    lines.push(...folded(paragraph, Math.min(out.width, MOST)), "");
  for (const [name, example] of [
    ["Wrong", wrong],
    ["Right", right],
  ] as const)
    if (example !== undefined) lines.push(`${name}:`, "", ...indented(example), "");
  return lines.slice(0, -1);
}

function indented(example: string): string[] {
  return example
    .trimEnd()
    .split("\n")
    .map((line) => (line === "" ? "" : `    ${line}`));
}

/** A part of a code, such as `range`, names all codes that have it. */
function nearest(given: string, codes: readonly string[]): string {
  const part = given.toUpperCase().replace(/^[EW]-/, "");
  const having = part.length > 2 ? codes.filter((code) => code.includes(part)) : [];
  return having.length > 1
    ? `did you mean ${having.slice(0, 4).join(", ")}?`
    : suggestion(having[0] ?? given.toUpperCase(), codes, "code");
}
