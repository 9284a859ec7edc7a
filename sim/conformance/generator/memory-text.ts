import { bigExpression } from "./big-expression.ts";
import { condition } from "./condition.ts";
import { nothing, type StatementGene } from "./genes.ts";
import { integerExpression } from "./integer-expression.ts";
import { indexExpression, wordText } from "./leaf-expression.ts";
import { line, type Method } from "./method.ts";
import { valueFor } from "./other-expressions.ts";
import { natural } from "./piece.ts";
import { type GeneratedMemory, type Scope, separate } from "./scope.ts";

/** Memories by what their synchronous reads give of a word that is being written. */
export function memoriesThat(memories: readonly GeneratedMemory[]) {
  const are = (onCollision: GeneratedMemory["onCollision"]) =>
    memories.filter((memory) => memory.onCollision === onCollision);
  return { readFirst: are("readFirst"), writeFirst: are("writeFirst"), noChange: are("noChange") };
}

/** A memory write, conditional or not, with or without a mask. */
export function printWrite(method: Method, memory: GeneratedMemory | undefined, gene: StatementGene): void {
  if (!memory) return;
  const scope = separate(method.scope);
  const write = writeText(memory, gene, scope);
  const guard = gene.kind % 2 === 1 ? `if (${condition(gene.test, scope)}) ` : "";
  line(method, `${guard}${write}`);
}

/** A read of the address that `printWrite` has written with the same gene, where a register takes it. */
export function printReadBehind(method: Method, memory: GeneratedMemory, gene: StatementGene): void {
  const target = method.assignable.find(({ type }) => type.text === memory.type.text);
  if (!target) return;
  const address = indexExpression(gene.test, memory.depth, separate(method.scope));
  line(method, `${target.text}.next = this.${memory.name}.read(${address});`);
}

/** A write or a read of one port. */
export function printEither(method: Method, memory: GeneratedMemory, gene: StatementGene): void {
  const scope = separate(method.scope);
  const write = writeText(memory, gene, scope);
  line(method, `if (${condition(gene.test, scope)}) ${write}`);
  const alike = method.assignable.find(({ type }) => type.text === memory.type.text);
  const target = alike ?? method.assignable[gene.target % method.assignable.length];
  if (!target) return;
  const reading = { ...separate(method.scope), memories: [memory] };
  const value = alike ? wordText(memory, gene.value, scope) : valueFor(target.type, gene.value, reading);
  line(method, `else ${target.text}.next = ${value};`);
}

function writeText(memory: GeneratedMemory, gene: StatementGene, scope: Scope): string {
  const address = indexExpression(gene.test, memory.depth, scope);
  const value = valueFor(memory.type, gene.value, scope);
  const maskGene = gene.value.kids[0] ?? nothing;
  const masked = gene.kind % 3 === 2 && (memory.type.kind === "integer" || memory.type.kind === "big");
  const mask =
    memory.type.kind === "big"
      ? natural(bigExpression(maskGene, scope), 54n).text
      : natural(integerExpression(maskGene, scope), 32n).text;
  return `this.${memory.name}.write(${address}, ${value}${masked ? `, { mask: ${mask} }` : ""});`;
}
