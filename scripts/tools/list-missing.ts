import { missingTools, missingToolsText } from "./missing-tools.ts";

/** Says which tools of the second tier are missing; exit code 1 if any is. */
const missing = missingTools(process.env.PATH ?? "");
console.log(missing.length === 0 ? "all are there" : missingToolsText(missing));
process.exitCode = missing.length === 0 ? 0 : 1;
