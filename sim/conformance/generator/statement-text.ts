import { bigExpression } from "./big-expression.ts";
import { condition } from "./condition.ts";
import type { ExpressionGene, StatementGene } from "./genes.ts";
import { integerExpression } from "./integer-expression.ts";
import { indexExpression } from "./leaf-expression.ts";
import type { Leaf } from "./leaf-text.ts";
import { depend, freshName, inner, line, type Method, property, towards, withLocal } from "./method.ts";
import { valueFor } from "./other-expressions.ts";
import { natural, type Piece, unsignedWidth } from "./piece.ts";
import { type Local, mayRead, type Scope, separate } from "./scope.ts";

/** Prints one statement where everything assignable has a value already; gives the method as the next statement sees it. */
export function printStatement(method: Method, gene: StatementGene): Method {
  const { assignable } = method;
  const first = assignable[gene.target % assignable.length];
  switch (gene.kind % 9) {
    case 2:
    case 3:
      if (first)
        printIf(method, gene, twoOf(assignable, gene.target), gene.body.slice(0, 1), gene.body.slice(1));
      return method;
    case 4:
      if (first) printSwitch(method, gene, [first]);
      return method;
    case 5:
      return printLocal(method, gene);
    case 6:
      return printAccumulation(method, gene);
    case 7:
      printElement(method, gene);
      return method;
    case 8:
      return printReturn(method, gene);
    default:
      if (first) printAssignment(method, first, gene.value);
      return method;
  }
}

export function printAssignment(method: Method, target: Leaf, gene: ExpressionGene): void {
  const scope = towards(method, [target]);
  line(method, `${target.text}.${property(method)} = ${valueFor(target.type, gene, scope)};`);
  depend(method, [target], scope);
}

/** An `if` that assigns the first of `targets`, then goes on with `more`; its `else` may assign any of them. */
export function printIf(
  method: Method,
  gene: StatementGene,
  targets: readonly Leaf[],
  more: readonly StatementGene[],
  otherwise: readonly StatementGene[],
): void {
  const test = towards(method, targets);
  line(method, `if (${condition(gene.test, test)}) {`);
  const inside = inner(method, test, targets);
  printAssignment(inside, targets[0]!, gene.value);
  for (const one of more) printStatement(inside, one);
  if (otherwise.length > 0) line(method, "} else {");
  for (const one of otherwise) printStatement(inside, one);
  line(method, "}");
}

/** A `switch` with a default, all of whose cases assign each of `targets`. */
export function printSwitch(method: Method, gene: StatementGene, targets: readonly Leaf[]): void {
  const test = towards(method, targets);
  const subject = subjectOf(test, gene.target + gene.kind);
  if (!subject) return targets.forEach((target) => printAssignment(method, target, gene.value));
  line(method, `switch (${subject.text}) {`);
  const inside = inner(method, test, targets);
  const body = { ...inside, indent: `${inside.indent}  ` };
  const values = [gene.value, gene.test, ...gene.value.kids, ...gene.test.kids];
  for (const [index, label] of [...subject.labels, undefined].entries()) {
    line(inside, label === undefined ? "default:" : `case ${label}:`);
    for (const target of targets) printAssignment(body, target, values[index % values.length]!);
    if (label !== undefined) line(body, "break;");
  }
  line(method, "}");
}

/** A signal to switch on, with some of its values. */
function subjectOf(scope: Scope, choice: number): { text: string; labels: readonly string[] } | undefined {
  const able = scope.leaves.filter(
    ({ source, type, node }) =>
      source &&
      (type.kind === "integer" || type.kind === "enumeration") &&
      !scope.tested.has(node) &&
      mayRead(scope, [node]),
  );
  const leaf = able[choice % able.length];
  if (!leaf) return undefined;
  scope.reads.add(leaf.node);
  scope.tested.add(leaf.node);
  if (leaf.type.kind === "enumeration") {
    const { text, labels } = leaf.type;
    return {
      text: `${leaf.text}.value`,
      labels: labels.slice(choice % 2, 3).map((label) => `${text}.${label}`),
    };
  }
  if (leaf.type.kind !== "integer") return undefined;
  const { low, high } = leaf.type;
  const values = [...new Set([high, low, (low + high) / 2n])].slice(0, 1 + (choice % 3));
  return { text: `${leaf.text}.value`, labels: values.map(String) };
}

function printLocal(method: Method, gene: StatementGene): Method {
  const scope = separate(method.scope, { targets: [] });
  const name = freshName(method, "t");
  const reads = scope.reads;
  if (gene.target % 4 === 2) {
    line(method, `const ${name} = ${condition(gene.test, scope)};`);
    return withLocal(method, { name, type: { kind: "boolean" }, reads });
  }
  if (gene.target % 8 === 1) return printFunction(method, gene, name);
  if (gene.target % 8 === 5) return printPair(method, gene, name);
  const kind = gene.target % 4 === 3 ? "big" : "integer";
  const made = kind === "big" ? bigExpression(gene.value, scope) : integerExpression(gene.value, scope);
  line(method, `const ${name} = ${made.text};`);
  return withLocal(method, { name, type: { kind, text: kind, low: made.low, high: made.high }, reads });
}

/** A local function of a byte, and what it gives for one. */
function printFunction(method: Method, gene: StatementGene, name: string): Method {
  const [called, parameter] = [freshName(method, "f"), freshName(method, "x")];
  const scope = separate(method.scope, { targets: [] });
  const argument = natural(integerExpression(gene.test, scope), 8n);
  const own: Local = {
    name: parameter,
    type: { kind: "integer", text: "", low: 0n, high: 255n },
    reads: new Set(),
  };
  const inside: Scope = { ...scope, locals: [...scope.locals, own] };
  const made = natural(integerExpression(gene.value, inside), 30n);
  line(method, `const ${called} = (${parameter}: number): number => ${made.text};`);
  line(method, `const ${name} = ${called}(${argument.text}) + ${called}(${gene.target});`);
  return withLocal(method, { name, type: range(0n, 2n * made.high), reads: scope.reads });
}

/** Two locals by destructuring, one of which is assigned again. */
function printPair(method: Method, gene: StatementGene, name: string): Method {
  const other = freshName(method, "u");
  const scope = separate(method.scope, { targets: [] });
  const [a, b] = [gene.value, gene.test].map((one) => natural(integerExpression(one, scope), 24n)) as [
    Piece,
    Piece,
  ];
  line(method, `let [${name}, ${other}] = [${a.text}, ${b.text}];`);
  line(method, `${other} += ${name};`);
  line(method, `for (const n of numbers) ${name} ^= n & 255;`);
  const first = withLocal(method, {
    name,
    type: range(0n, 2n ** (unsignedWidth(a.high) > 8n ? unsignedWidth(a.high) : 8n) - 1n),
    reads: scope.reads,
  });
  return withLocal(first, { name: other, type: range(0n, a.high + b.high), reads: scope.reads });
}

function range(low: bigint, high: bigint) {
  return { kind: "integer", text: "", low, high } as const;
}

/** A loop that folds values, perhaps the elements of a group, into a local. */
function printAccumulation(method: Method, gene: StatementGene): Method {
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

/** Assigns an element that the simulation chooses. */
function printElement(method: Method, gene: StatementGene): void {
  const able = method.groups.filter((group) => group.dynamic);
  const group = able[gene.target % able.length];
  if (!group) return;
  const scope = towards(method, group.leaves);
  const index = indexExpression(gene.test, group.leaves.length, scope);
  const value = valueFor(group.leaves[0]!.type, gene.value, scope);
  line(method, `${group.at(index)}.${property(method)} = ${value};`);
  depend(method, group.leaves, scope);
}

/** An early return: what follows assigns at most two signals, so that few become dependent on the test. */
function printReturn(method: Method, gene: StatementGene): Method {
  // Nested ones would decide about everything behind the statement that holds them.
  if (method.indent.length > 2) return method;
  const targets = twoOf(method.assignable, gene.target);
  const test = towards(method, targets);
  line(method, `if (${condition(gene.test, test)}) return;`);
  return { ...inner(method, test, targets), indent: method.indent };
}

function twoOf(leaves: readonly Leaf[], from: number): readonly Leaf[] {
  return leaves.length <= 2 ? leaves : [leaves[from % leaves.length]!, leaves[(from + 1) % leaves.length]!];
}
