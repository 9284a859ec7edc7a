/** Lowered code as text, for people. */
export { codeText } from "./code-text.ts";
export { namesOf } from "./code-names.ts";
export { expressionText } from "./expression-text.ts";
export { statementLines } from "./statement-text.ts";
