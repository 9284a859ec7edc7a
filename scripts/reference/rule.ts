/** A chapter of the reference of the language. */
export interface Chapter {
  readonly title: string;
  readonly rules: readonly Rule[];
}

/** One rule: what holds, the codes that one gets for breaking it, and a file that shows it. */
export interface Rule {
  readonly title: string;
  readonly text: string;
  readonly codes: readonly string[];
  /** A whole file without findings; a comment behind `console.log` says what it prints. */
  readonly example: string | undefined;
}

/** Reads a chapter: `# Title`, then for each rule `## Title`, paragraphs, `Codes: …` and a code block. */
export function parseChapter(markdown: string): Chapter {
  const [head = "", ...sections] = markdown.split(/^(?=## )/m);
  return { title: head.replace(/^# /, "").trim(), rules: sections.map(parseRule) };
}

function parseRule(section: string): Rule {
  const [title = "", ...rest] = section.split("\n");
  const body = rest.join("\n");
  const prose = body.split(/^```/m)[0]!;
  const codes = /^Codes: (.+)$/m.exec(prose)?.[1]?.split(", ") ?? [];
  return {
    title: title.replace(/^## /, ""),
    text: prose.replace(/^Codes: .+$/m, "").trim(),
    codes,
    example: /^```ts\n([\s\S]*?)^```$/m.exec(body)?.[1],
  };
}

/** What an example says that it prints, a line each. */
export function promisedLog(example: string): readonly string[] {
  return [...example.matchAll(/^console\.log\(.*\); \/\/ (.+)$/gm)].map(([, line]) => line!);
}
