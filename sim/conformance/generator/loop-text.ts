import { condition } from "./condition.ts";
import type { StatementGene } from "./genes.ts";
import { integerExpression } from "./integer-expression.ts";
import { freshName, line, type Method, withLocal } from "./method.ts";
import { natural } from "./piece.ts";
import { type Local, mayRead, type Scope, separate } from "./scope.ts";

/** A loop that folds values, perhaps the elements of a group, into a local. */
export function printAccumulation(method: Method, gene: StatementGene): Method {
  const able = method.scope.groups.filter((group) => group.leaves[0]!.type.kind === "integer");
  const group = able[gene.target % able.length];
  const count = group ? group.leaves.length : 2 + (gene.target % 3);
  const name = freshName(method, "sum");
  const index = freshName(method, "i");
  const scope = separate(method.scope, {
    targets: [],
    locals: [
      ...method.scope.locals,
      {
        name: index,
        type: { kind: "integer", text: "", low: 0n, high: BigInt(count - 1) },
        reads: new Set(),
      },
      ...(group
        ? [
            {
              name: `${group.at(index)}.value`,
              type: group.leaves[0]!.type,
              reads: new Set(group.leaves.map((leaf) => leaf.node)),
            },
          ]
        : []),
    ],
  });
  line(method, `let ${name} = ${gene.target % 7};`);
  line(method, `for (let ${index} = 0; ${index} < ${count}; ${index}++) {`);
  const leave = ["continue", "break", undefined][gene.body.length % 3];
  if (leave) line(method, `  if (${condition(gene.test, scope)}) ${leave};`);
  line(
    method,
    `  ${name} = (${name} * 3 + ${natural(integerExpression(gene.value, scope), 20n).text}) % 1009;`,
  );
  line(method, "}");
  const type = { kind: "integer", text: "", low: 0n, high: 1008n } as const;
  return withLocal(method, { name, type, reads: new Set([...scope.reads, ...method.control]) });
}

/** A loop over the signals of an array, or over pairs of a constant list, or two loops with labels, or one with `while`. */
export function printLoop(method: Method, gene: StatementGene): Method {
  const sum = freshName(method, "sum");
  const scope = separate(method.scope, { targets: [] });
  line(method, `let ${sum} = ${gene.target % 7};`);
  const forms = [printForOf, printNested, printWhile, printEntries];
  forms[gene.target % forms.length]!(method, gene, sum, scope);
  const type = { kind: "integer", text: "", low: 0n, high: 1008n } as const;
  return withLocal(method, { name: sum, type, reads: new Set([...scope.reads, ...method.control]) });
}

/** `scope` with more locals; what is read through it is noted in the same set. */
function knowing(scope: Scope, ...locals: readonly Local[]): Scope {
  return { ...scope, locals: [...scope.locals, ...locals] };
}

function counter(name: string, high: number): Local {
  return { name, type: { kind: "integer", text: "", low: 0n, high: BigInt(high) }, reads: new Set() };
}

function added(sum: string, gene: StatementGene, scope: Scope): string {
  return `${sum} = (${sum} * 3 + ${natural(integerExpression(gene.value, scope), 20n).text}) % 1009;`;
}

function printForOf(method: Method, gene: StatementGene, sum: string, scope: Scope): void {
  const able = scope.groups.filter(
    ({ list, leaves }) =>
      list &&
      mayRead(
        scope,
        leaves.map(({ node }) => node),
      ),
  );
  const group = able[(gene.target >> 2) % able.length];
  if (!group?.list) return printNested(method, gene, sum, scope);
  const signal = freshName(method, "s");
  const reads = new Set(group.leaves.map(({ node }) => node));
  line(method, `for (const ${signal} of ${group.list}) {`);
  const inside = knowing(scope, { name: `${signal}.value`, type: group.leaves[0]!.type, reads });
  line(method, `  ${added(sum, gene, inside)}`);
  line(method, "}");
}

function printNested(method: Method, gene: StatementGene, sum: string, scope: Scope): void {
  const [label, i, j] = [freshName(method, "outer"), freshName(method, "i"), freshName(method, "j")];
  line(method, `${label}: for (let ${i} = 0; ${i} < 3; ${i}++) {`);
  line(method, `  for (let ${j} = ${i}; ${j} >= 0; ${j}--) {`);
  const inside = knowing(scope, counter(i, 2), counter(j, 2));
  const leave = gene.test.pick % 2 === 0 ? `continue ${label}` : `break ${label}`;
  line(method, `    if (${condition(gene.test, inside)}) ${leave};`);
  line(method, `    ${added(sum, gene, inside)}`);
  line(method, "  }");
  line(method, "}");
}

function printWhile(method: Method, gene: StatementGene, sum: string, scope: Scope): void {
  const left = freshName(method, "left");
  line(method, `let ${left} = ${1 + (gene.target % 5)};`);
  line(method, gene.test.pick % 2 === 0 ? `while (${left} > 0) {` : "do {");
  line(method, `  ${left} -= 2;`);
  line(method, `  ${added(sum, gene, scope)}`);
  line(method, gene.test.pick % 2 === 0 ? "}" : `} while (${left} > 0);`);
}

function printEntries(method: Method, gene: StatementGene, sum: string, scope: Scope): void {
  const [i, n] = [freshName(method, "i"), freshName(method, "n")];
  line(method, `for (const [${i}, ${n}] of numbers.entries()) {`);
  line(method, `  if ((${n} & 1) === 1) continue;`);
  line(method, `  ${added(sum, gene, knowing(scope, counter(i, 4)))}`);
  line(method, "}");
}
