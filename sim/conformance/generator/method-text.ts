import type { ModuleGene, StatementGene } from "./genes.ts";
import { nothing } from "./genes.ts";
import { type Field, isWhole, type Leaf, literalOf } from "./leaf-text.ts";
import { memoriesThat, printEither, printReadBehind, printWrite } from "./memory-text.ts";
import { depend, freshName, line, type Method, property, towards } from "./method.ts";
import type { Fields } from "./module-text.ts";
import { valueFor } from "./other-expressions.ts";
import type { GeneratedMemory, Scope } from "./scope.ts";
import { printAssignment, printIf, printStatement, printSwitch } from "./statement-text.ts";

/** The statements of `propagate()`: everything that it has to drive gets a value, then come any others. */
export function printDrives(fields: Fields, gene: ModuleGene): readonly string[] {
  let method = startMethod(fields, "propagate");
  for (const [index, field] of fields.driven.entries()) {
    printUnit(method, field, gene.drives[index % gene.drives.length]!);
    const readable = field.leaves.filter((leaf) => !leaf.node.startsWith("c"));
    method = {
      ...method,
      scope: {
        ...method.scope,
        leaves: [...method.scope.leaves, ...readable],
        groups: readable.length > 0 ? [...method.scope.groups, ...field.groups] : method.scope.groups,
        wholes: readable.length > 0 && isWhole(field) ? [...method.scope.wholes, field] : method.scope.wholes,
      },
      assignable: [...method.assignable, ...field.leaves],
      groups: [...method.groups, ...field.groups],
      wholes: isWhole(field) ? [...method.wholes, field] : method.wholes,
    };
  }
  for (const more of gene.moreDrives) method = printStatement(method, more);
  return method.lines;
}

/** The statements of `update()`. */
export function printLatches(fields: Fields, gene: ModuleGene): readonly string[] {
  const start = startMethod(fields, "update");
  const outputs = fields.driven.flatMap((field) => field.leaves).filter((leaf) => !leaf.node.startsWith("c"));
  let method: Method = {
    ...start,
    scope: { ...start.scope, leaves: [...start.scope.leaves, ...outputs] },
    assignable: fields.registers,
    groups: fields.registerGroups,
    wholes: fields.registerWholes,
  };
  const { readFirst, writeFirst, noChange } = memoriesThat(fields.memories);
  const geneOf = (memory: GeneratedMemory) =>
    gene.latches[fields.memories.indexOf(memory) % gene.latches.length]!;
  // Write-first memories are written before anything reads them; what is no-change is read only where it is not written.
  const before = withMemories(method, readFirst);
  for (const memory of writeFirst) {
    printWrite(before, memory, geneOf(memory));
    if (gene.moreLatches[0]) printWrite(before, memory, gene.moreLatches[0]);
  }
  method = withMemories(method, [...readFirst, ...writeFirst]);
  for (const [index, leaf] of fields.registers.entries()) {
    const one = gene.latches[index % gene.latches.length]!;
    // Every sixth is held: nothing assigns it here.
    if (one.kind % 6 !== 5) printOne(method, leaf, one);
  }
  for (const memory of readFirst) printWrite(method, memory, geneOf(memory));
  for (const memory of writeFirst) printReadBehind(method, memory, geneOf(memory));
  for (const memory of noChange) printEither(method, memory, geneOf(memory));
  for (const more of gene.moreLatches) {
    if (more.kind % 10 === 9) printWrite(method, readFirst[more.target % readFirst.length], more);
    else method = printStatement(method, more);
  }
  return method.lines;
}

function withMemories(method: Method, memories: readonly GeneratedMemory[]): Method {
  return { ...method, scope: { ...method.scope, memories } };
}

function startMethod(fields: Fields, phase: Scope["phase"]): Method {
  return {
    lines: [],
    indent: "  ",
    scope: {
      phase,
      leaves: [...fields.sources, ...fields.connected],
      groups: fields.sourceGroups,
      wholes: fields.sourceWholes,
      locals: fields.locals,
      memories: fields.memories,
      helpers: fields.helpers,
      failing: fields.failing,
      dependences: fields.dependences,
      targets: [],
      reads: new Set(),
      tested: new Set(),
    },
    assignable: [],
    groups: [],
    wholes: [],
    control: new Set(),
    names: { next: 0 },
  };
}

/** Gives all leaves of a field their first value: one by one, in a loop, or as a whole. */
function printUnit(method: Method, field: Field, gene: StatementGene): void {
  const group = field.groups[0];
  if (field.shape !== "nested" && field.shape !== "bundles" && group && gene.kind % 3 === 1)
    return printLoop(method, group.leaves, group.at, gene);
  if (isWhole(field) && gene.kind % 3 === 2) {
    const scope = towards(method, field.leaves);
    const values = [gene.value, gene.test, ...gene.value.kids];
    const texts = field.leaves.map((leaf, i) =>
      valueFor(leaf.type, values[i % values.length] ?? nothing, scope),
    );
    line(method, `${field.base}.value = ${literalOf(field, texts)};`);
    return depend(method, field.leaves, scope);
  }
  for (const leaf of field.leaves) printOne(method, leaf, gene);
}

function printLoop(
  method: Method,
  leaves: readonly Leaf[],
  at: (index: string) => string,
  gene: StatementGene,
): void {
  const index = freshName(method, "i");
  const towardsAll = towards(method, leaves);
  const type = { kind: "integer", text: "", low: 0n, high: BigInt(leaves.length - 1) } as const;
  const scope = {
    ...towardsAll,
    locals: [...towardsAll.locals, { name: index, type, reads: new Set<string>() }],
  };
  line(method, `for (let ${index} = 0; ${index} < ${leaves.length}; ${index}++) {`);
  line(method, `  ${at(index)}.${property(method)} = ${valueFor(leaves[0]!.type, gene.value, scope)};`);
  line(method, "}");
  depend(method, leaves, scope);
}

/** Gives one signal a value on every path (of `update()`: on some). */
function printOne(method: Method, target: Leaf, gene: StatementGene): void {
  switch (gene.kind % 5) {
    case 1:
      return printIf(method, gene, [target], [], [assigns(gene.body[0]?.value ?? gene.test)]);
    case 2:
      if (method.scope.phase === "propagate") printAssignment(method, target, gene.test);
      return printIf(method, gene, [target], [], []);
    case 3:
      return printSwitch(method, gene, [target]);
    default:
      return printAssignment(method, target, gene.value);
  }
}

function assigns(value: StatementGene["value"]): StatementGene {
  return { kind: 0, target: 0, value, test: nothing, body: [] };
}
