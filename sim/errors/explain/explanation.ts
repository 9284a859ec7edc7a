import type { Code } from "../catalogue.ts";

/** The long text of one code, with an example that has the finding and its cure that has none. */
export interface Explanation {
  readonly code: Code;
  /** What is wrong, in a few words. */
  readonly title: string;
  /** The rule, and why hardware or the engines need it. */
  readonly text: string;
  /** A whole file that gives this code; the line that is to blame ends in a comment with the code. */
  readonly wrong: string | undefined;
  /** The same file, cured. */
  readonly right: string | undefined;
}

const heading = /^## ([EW](?:-[A-Z0-9]+)+): (.+)$/;

/**
 * The explanations that a Markdown file holds: a heading `## CODE: title` each, paragraphs, and the two examples as code blocks under
 * `### Wrong` and `### Right`.
 */
export function parseExplanations(markdown: string): readonly Explanation[] {
  return markdown
    .split(/^(?=## )/m)
    .slice(1)
    .map((section) => {
      const [first = "", ...rest] = section.split("\n");
      const [, code, title] = heading.exec(first) ?? [];
      if (code === undefined || title === undefined)
        throw new Error(`no heading of an explanation: ${first}`);
      const body = rest.join("\n");
      const example = (name: string) =>
        new RegExp(`^### ${name}\\n+\`\`\`ts\\n([\\s\\S]*?)^\`\`\`$`, "m").exec(body)?.[1];
      const text = body.split(/^### /m)[0]!.trim();
      return { code: code as Code, title, text, wrong: example("Wrong"), right: example("Right") };
    });
}
