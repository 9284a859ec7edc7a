import type { StatementGene } from "./genes.ts";
import type { Field } from "./leaf-text.ts";
import { depend, freshName, line, type Method, property, towards, withLocal } from "./method.ts";
import { valueFor } from "./other-expressions.ts";
import { mayRead, type Scope } from "./scope.ts";

const nodesOf = ({ leaves }: Field) => leaves.map(({ node }) => node);

/** Assigns a composite signal the value of another, or that value with a part of its own. */
export function printCopy(method: Method, gene: StatementGene): void {
  const target = method.wholes[gene.target % method.wholes.length];
  if (!target) return;
  const scope = towards(method, target.leaves);
  const alike = scope.wholes.filter(
    (one) => one.type === target.type && one.shape === target.shape && mayRead(scope, nodesOf(one)),
  );
  const from = alike[(gene.target >> 2) % alike.length];
  if (!from) return;
  for (const node of nodesOf(from)) scope.reads.add(node);
  line(method, `${target.base}.${property(method)} = ${copyOf(from, gene, scope)};`);
  depend(method, target.leaves, scope);
}

function copyOf(from: Field, gene: StatementGene, scope: Scope): string {
  const own = () => valueFor(from.leaves[1]!.type, gene.value, scope);
  if (gene.test.pick % 3 === 0 || from.shape === "vec") return `${from.base}.value`;
  if (from.shape === "struct") return `{ ...${from.base}.value, second: ${own()} }`;
  const [low, high] = [0, 1].map((i) => `${from.base}[${i}]!`);
  return gene.test.pick % 3 === 1
    ? `[${high}.value, ${low}.value]`
    : `[{ ...${low}.value, pair: { ...${low}.pair.value, second: ${own()} } }, ${high}.value]`;
}

/** Locals with the parts of a composite signal's value. */
export function printDestructuring(method: Method, gene: StatementGene): Method {
  const { wholes } = method.scope;
  const from = wholes[gene.target % wholes.length];
  if (!from) return method;
  const [a, b, c] = [freshName(method, "a"), freshName(method, "b"), freshName(method, "c")];
  const taken = {
    vec: [`[${a}, , ${c}]`, `[${a}, ${b}]`],
    struct: [`{ first: ${a}, second: ${b} }`, `{ second: ${b}, first: ${a} }`],
    nested: [`[{ pair: { first: ${a}, second: ${b} } }]`, `[{ pair: { first: ${a} } }, { lane: [${c}] }]`],
    leaf: [],
    array: [],
    bundles: [],
  }[from.shape][gene.test.pick % 2] as string;
  const pattern = from.leaves.length === 2 && from.shape === "vec" ? `[${a}, ${b}]` : taken;
  line(method, `const ${pattern} = ${from.base}.value;`);
  const local = (to: Method, name: string, index: number): Method => {
    const { type, node } = from.leaves[index]!;
    return withLocal(to, { name, type, reads: new Set([node]) });
  };
  let known = local(method, a, 0);
  if (pattern.includes(b)) known = local(known, b, 1);
  if (pattern.includes(`, , ${c}`)) known = local(known, c, 2);
  if (pattern.includes(`[${c}]`)) known = local(known, c, 6);
  return known;
}
