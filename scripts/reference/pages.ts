import type { Explanation } from "../../sim/errors/explain/explanation.ts";
import type { Chapter, Rule } from "./rule.ts";

const mark = "<!-- Made by `npm run reference`; what is written here is lost. -->";

/** `docs/language.md`: every rule with its example, and the codes that one gets for breaking it. */
export function languagePage(chapters: readonly Chapter[]): string {
  const contents = chapters.flatMap(({ title, rules }, i) => [
    `${i + 1}. ${title}`,
    ...rules.map((rule, j) => `   - [${i + 1}.${j + 1} ${rule.title}](#${anchor(ruleTitle(rule, i, j))})`),
  ]);
  const body = chapters.flatMap(({ title, rules }, i) => [
    `## ${i + 1}. ${title}`,
    ...rules.flatMap((rule, j) => [
      `### ${ruleTitle(rule, i, j)}`,
      rule.text,
      ...(rule.codes.length > 0 ? [`Errors: ${rule.codes.map(codeLink).join(", ")}`] : []),
      ...(rule.example === undefined ? [] : [fenced(rule.example)]),
    ]),
  ]);
  const intro =
    "Every example is a whole file that tests run and type-check; a comment behind `console.log` says what it prints. The codes lead to [the errors](errors.md), each with a file that causes it and the cured one.";
  return page("The language", intro, contents.join("\n"), body);
}

/** `docs/errors.md`: every code of the catalogue, with the example that causes it and its cure. */
export function errorsPage(explanations: readonly Explanation[]): string {
  const contents = explanations.map(
    ({ code, title }) => `- ${codeLink(code).replace("errors.md", "")} ${title}`,
  );
  const body = explanations.flatMap(({ code, title, text, wrong, right }) => [
    `## ${code}`,
    `**${title[0]!.toUpperCase()}${title.slice(1)}.** ${text}`,
    ...(wrong === undefined || right === undefined ? [] : ["Wrong:", fenced(wrong), "Right:", fenced(right)]),
  ]);
  const intro =
    "Codes that begin with `E-` stop, those with `W-` warn. `systole explain <code>` prints the same. The line that is to blame ends in a comment with the code.";
  return page("The errors", intro, contents.join("\n"), body);
}

function page(title: string, intro: string, contents: string, body: readonly string[]): string {
  return `${[`# ${title}`, mark, intro, contents, ...body].join("\n\n")}\n`;
}

const ruleTitle = ({ title }: Rule, i: number, j: number) => `${i + 1}.${j + 1} ${title}`;
const codeLink = (code: string) => `[${code}](errors.md#${code.toLowerCase()})`;
const fenced = (text: string) => `\`\`\`ts\n${text}\`\`\``;

/** The address that a heading gets on the usual sites. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}
