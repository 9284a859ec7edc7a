import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { catalogue, type Code } from "../catalogue.ts";
import { type Explanation, parseExplanations } from "./explanation.ts";

/** The texts stand beside this file in the sources, which the package has too; what is built stands in `dist`. */
function folder(): URL {
  const beside = new URL("./describe.md", import.meta.url);
  return existsSync(fileURLToPath(beside))
    ? new URL(".", beside)
    : new URL("../../../../sim/errors/explain/", import.meta.url);
}

/** All explanations by code, in the order of the catalogue. Reads the files each time that it is called. */
export function readExplanations(): ReadonlyMap<Code, Explanation> {
  const from = folder();
  const all = readdirSync(from)
    .filter((name) => name.endsWith(".md"))
    .flatMap((name) => parseExplanations(readFileSync(new URL(name, from), "utf8")));
  const rank = new Map(Object.keys(catalogue).map((code, i) => [code, i]));
  all.sort((a, b) => (rank.get(a.code) ?? 0) - (rank.get(b.code) ?? 0));
  return new Map(all.map((one) => [one.code, one]));
}
