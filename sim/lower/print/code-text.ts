import type { Body, LocalIndex, ModuleCode } from "../ir.ts";
import { walkStatements } from "../walk-ir.ts";
import { type CodeNames, namesOf, pathText } from "./code-names.ts";
import { statementLines } from "./statement-text.ts";
import { boundsText } from "./value-type-text.ts";

/**
 * What became of a class's methods, as lines: what each may read and write, its locals with all values they can take, and its statements with
 * the bounds that are proven, those that E-RANGE speaks of. Fields in which instances differ, so that they are no constants of the code, come first.
 */
export function codeText(code: ModuleCode): readonly string[] {
  const fields = code.fields.map(
    ({ path, low, high }) => `${pathText(path)}: ${low}…${high} in its instances`,
  );
  const methods = (["propagate", "update"] as const).flatMap((name) => {
    const body = code[name];
    return body ? methodLines(name, body, code) : [];
  });
  return [...fields, ...methods];
}

function methodLines(name: string, body: Body, code: ModuleCode): readonly string[] {
  const names = namesOf(code, body);
  const lines = [
    ...uses("reads", body.reads.map(names.signal), body.memoryReads.map(names.memory)),
    ...uses("writes", body.writes.map(names.signal), body.memoryWrites.map(names.memory)),
    ...localLines(body, names),
    ...statementLines(body.statements, names),
  ];
  return [`${name}()${code.behavioural ? ", behavioural" : ""}`, ...lines.map((line) => `  ${line}`)];
}

function uses(verb: string, ...things: readonly (readonly string[])[]): readonly string[] {
  const all = things.flat();
  return all.length === 0 ? [] : [`${verb} ${all.join(", ")}`];
}

/** The locals that the statements name; counters of unrolled loops have become constants. */
function localLines({ locals, statements }: Body, names: CodeNames): readonly string[] {
  const named = new Set<LocalIndex>();
  walkStatements(statements, (statement) => {
    if (statement.kind === "set") named.add(statement.local);
  });
  return locals.flatMap(({ type }, index) =>
    named.has(index) ? [`let ${names.local(index)}: ${boundsText(type)}`] : [],
  );
}
