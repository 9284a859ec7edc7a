import { printAssert } from "./assertion-text.ts";
import { condition } from "./condition.ts";
import type { ExpressionGene, StatementGene } from "./genes.ts";
import { indexExpression } from "./leaf-expression.ts";
import type { Leaf } from "./leaf-text.ts";
import { printLocal } from "./local-text.ts";
import { printAccumulation, printLoop } from "./loop-text.ts";
import { depend, inner, line, type Method, property, towards } from "./method.ts";
import { valueFor } from "./other-expressions.ts";
import { mayRead, type Scope } from "./scope.ts";
import { printCopy, printDestructuring } from "./whole-text.ts";

/** Prints one statement where everything assignable has a value already; gives the method as the next statement sees it. */
export function printStatement(method: Method, gene: StatementGene): Method {
  const { assignable } = method;
  const first = assignable[gene.target % assignable.length];
  switch (gene.kind % 15) {
    case 2:
    case 3:
      if (first)
        printIf(method, gene, twoOf(assignable, gene.target), gene.body.slice(0, 1), gene.body.slice(1));
      return method;
    case 4:
      if (first) printSwitch(method, gene, [first]);
      return method;
    case 5:
    case 13:
      return printLocal(method, gene);
    case 6:
      return printAccumulation(method, gene);
    case 7:
      printElement(method, gene);
      return method;
    case 8:
      return printReturn(method, gene);
    case 9:
      printAssert(method, gene);
      return method;
    case 10:
      printCopy(method, gene);
      return method;
    case 11:
      return printDestructuring(method, gene);
    case 12:
      return printLoop(method, gene);
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

/**
 * A `switch` all of whose cases assign each of `targets`: with a default, or, where nothing has to be assigned, perhaps without one. Cases
 * may share a body, or be blocks.
 */
export function printSwitch(method: Method, gene: StatementGene, targets: readonly Leaf[]): void {
  const test = towards(method, targets);
  const subject = subjectOf(test, gene.target + gene.kind);
  if (!subject) return targets.forEach((target) => printAssignment(method, target, gene.value));
  line(method, `switch (${subject.text}) {`);
  const inside = inner(method, test, targets);
  const body = { ...inside, indent: `${inside.indent}  ` };
  const values = [gene.value, gene.test, ...gene.value.kids, ...gene.test.kids];
  const [first, second, ...rest] = subject.labels.map((label) => `case ${label}:`);
  const shared = gene.target % 3 === 1 && second !== undefined;
  const heads = shared
    ? [`${first} ${second}`, ...rest]
    : [first, second, ...rest].filter((head) => head !== undefined);
  const isBlock = gene.target % 4 === 2;
  const hasDefault =
    !subject.isTotal && (method.scope.phase === "propagate" || gene.target % 5 !== 3 || subject.isNamed);
  for (const [index, head] of [...heads, ...(hasDefault ? ["default:"] : [])].entries()) {
    line(inside, isBlock ? `${head} {` : head);
    for (const target of targets) printAssignment(body, target, values[index % values.length]!);
    if (head !== "default:") line(body, "break;");
    if (isBlock) line(inside, "}");
  }
  line(method, "}");
}

interface Subject {
  readonly text: string;
  readonly labels: readonly string[];
  /** An enumeration, whose members all have to be there if there is no default. */
  readonly isNamed: boolean;
  /** The labels are all values that there are. */
  readonly isTotal: boolean;
}

/** A signal to switch on, with some of its values. */
function subjectOf(scope: Scope, choice: number): Subject | undefined {
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
  const text = `${leaf.text}.value`;
  if (leaf.type.kind === "enumeration") {
    const { text: name, labels } = leaf.type;
    const isTotal = choice % 3 === 2;
    const chosen = isTotal ? labels : labels.slice(choice % 2, 3);
    return { text, labels: chosen.map((label) => `${name}.${label}`), isNamed: true, isTotal };
  }
  if (leaf.type.kind !== "integer") return undefined;
  const { low, high } = leaf.type;
  const values = [...new Set([high, low, (low + high) / 2n])].slice(0, 1 + (choice % 3));
  return { text, labels: values.map(String), isNamed: false, isTotal: false };
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
