import type { LocalIndex, Statement } from "./ir.ts";
import { expressionsOf, walkExpression, walkStatements } from "./walk-ir.ts";

/** Leaves out assignments of locals that nothing reads, such as counters of unrolled loops. */
export function prune(statements: readonly Statement[]): readonly Statement[] {
  const read = new Set<LocalIndex>();
  walkStatements(statements, (statement) => {
    for (const expr of expressionsOf(statement))
      walkExpression(expr, (part) => {
        if (part.op === "local") read.add(part.local);
      });
  });
  let removed = false;
  const keep = (list: readonly Statement[]): readonly Statement[] =>
    list.flatMap((statement): readonly Statement[] => {
      switch (statement.kind) {
        case "set":
          if (read.has(statement.local)) return [statement];
          removed = true;
          return [];
        case "if":
          return [{ ...statement, then: keep(statement.then), else: keep(statement.else) }];
        case "switch":
          return [
            {
              ...statement,
              cases: statement.cases.map((part) => ({ ...part, body: keep(part.body) })),
              otherwise: keep(statement.otherwise),
            },
          ];
        case "block":
          return [{ ...statement, body: keep(statement.body) }];
        case "loop":
          return [{ ...statement, iterations: statement.iterations.map(keep) }];
        default:
          return [statement];
      }
    });
  const kept = keep(statements);
  return removed ? prune(kept) : kept;
}
