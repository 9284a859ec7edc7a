import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeReference } from "./reference/make-reference.ts";

/** `npm run reference`: writes the reference of the language into `docs`. */
for (const [path, text] of await makeReference()) {
  writeFileSync(join(import.meta.dirname, "..", path), text);
  process.stdout.write(`${path}\n`);
}
