import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { readExplanations } from "../../sim/errors/explain/read-explanations.ts";
import { errorsPage, languagePage } from "./pages.ts";
import { type Chapter, parseChapter } from "./rule.ts";

const root = join(import.meta.dirname, "../..");

/** The chapters in the order of their files. */
export function readChapters(): readonly Chapter[] {
  const folder = join(import.meta.dirname, "rules");
  return readdirSync(folder)
    .sort()
    .map((name) => parseChapter(readFileSync(join(folder, name), "utf8")));
}

/** The pages of the reference by their paths from the project's root, laid out as Prettier does. */
export async function makeReference(): Promise<ReadonlyMap<string, string>> {
  const made = new Map<string, string>();
  for (const [path, text] of [
    ["docs/language.md", languagePage(readChapters())],
    ["docs/errors.md", errorsPage([...readExplanations().values()])],
  ] as const) {
    const filepath = join(root, path);
    made.set(path, await format(text, { ...(await resolveConfig(filepath)), filepath }));
  }
  return made;
}
