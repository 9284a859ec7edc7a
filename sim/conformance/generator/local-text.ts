import { bigExpression } from "./big-expression.ts";
import { condition } from "./condition.ts";
import { floatExpression } from "./float-expression.ts";
import { type ExpressionGene, nothing, type StatementGene } from "./genes.ts";
import { integerExpression } from "./integer-expression.ts";
import { freshName, line, type Method, withLocal } from "./method.ts";
import { natural, type Piece, unsignedWidth } from "./piece.ts";
import { type Local, type Scope, separate } from "./scope.ts";

/** One or two local variables. */
export function printLocal(method: Method, gene: StatementGene): Method {
  const scope = separate(method.scope, { targets: [] });
  const name = freshName(method, "t");
  const reads = scope.reads;
  if (gene.target % 8 === 2) {
    line(method, `const ${name} = ${condition(gene.test, scope)};`);
    return withLocal(method, { name, type: { kind: "boolean" }, reads });
  }
  const forms = [printFunction, printPair, printBranches, printCompound, printList];
  if (gene.target % 2 === 1) return forms[(gene.target + gene.test.pick) % forms.length]!(method, gene, name);
  if (gene.target % 8 === 6) {
    line(method, `const ${name} = ${floatExpression(gene.value, scope)};`);
    return withLocal(method, { name, type: { kind: "float", text: "fp32" }, reads });
  }
  const kind = gene.target % 8 === 4 ? "big" : "integer";
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

/** A local function with several returns, and one that has a default for its second parameter. */
function printBranches(method: Method, gene: StatementGene, name: string): Method {
  const [called, parameter] = [freshName(method, "f"), freshName(method, "x")];
  const scope = separate(method.scope, { targets: [] });
  const argument = natural(integerExpression(gene.test, scope), 8n);
  const own: Local = { name: parameter, type: range(0n, 255n), reads: new Set() };
  // A function that is declared has a `this` of its own, which is not the module: it gets by with its parameters.
  const isDeclared = gene.value.pick % 2 === 0;
  const inside: Scope = isDeclared
    ? { ...scope, locals: [own], leaves: [], groups: [], memories: [], helpers: [] }
    : { ...scope, locals: [...scope.locals, own] };
  const short = (one: ExpressionGene) => natural(integerExpression(one, inside), 16n).text;
  const [a, b] = [short(gene.value), short(gene.value.kids[0] ?? nothing)];
  const test = condition(gene.test, inside);
  const head =
    isDeclared && !/\bthis\b/.test(a + b + test)
      ? `function ${called}(${parameter}: number, by = ${gene.target}) {`
      : `const ${called} = (${parameter}: number, by = ${gene.target}) => {`;
  line(method, head);
  line(method, `  if (${parameter} > 99 && ${test}) return ${a};`);
  line(method, `  return ${b} + by;`);
  line(method, "}");
  line(method, `const ${name} = ${called}(${argument.text}) + ${called}(7, 1);`);
  return withLocal(method, { name, type: range(0n, 2n * (65535n + 63n)), reads: scope.reads });
}

/** A variable that is assigned by each operator. */
function printCompound(method: Method, gene: StatementGene, name: string): Method {
  const scope = separate(method.scope, { targets: [] });
  const [a, b] = [gene.value, gene.test].map((one) => natural(integerExpression(one, scope), 16n).text);
  line(method, `let ${name} = ${a};`);
  const steps = [
    `${name} -= ${b};`,
    `${name} *= 5;`,
    `${name} &= 0xffff;`,
    `${name} |= ${b};`,
    `${name} <<= 3;`,
    `${name} >>= 1;`,
    `${name} >>>= 2;`,
    `${name}++;`,
    `++${name};`,
    `${name} %= 1000;`,
    `${name}--;`,
    `${name} = Math.abs(${name});`,
  ];
  const from = gene.target % 3;
  for (const step of steps.filter((_, i) => i === 2 || i > 8 || (i + from) % 3 !== 0)) line(method, step);
  return withLocal(method, { name, type: range(0n, 1000n), reads: scope.reads });
}

/** What the methods of arrays give of a list of values. */
function printList(method: Method, gene: StatementGene, name: string): Method {
  const list = freshName(method, "list");
  const scope = separate(method.scope, { targets: [] });
  const texts = [gene.value, gene.test, ...gene.value.kids].map(
    (one) => natural(integerExpression(one, scope), 12n).text,
  );
  line(method, `const ${list} = [${texts.join(", ")}].map((one, i) => one * (i + 1));`);
  const most = BigInt(texts.length * texts.length) * 4095n;
  const [text, high] = [
    [`${list}.reduce((a, b) => a + b, ${gene.target})`, most + 63n],
    [`(${list}.some((one) => one > 100) ? 5 : ${list}.length)`, 10n],
    [
      `(${list}.every((one) => (one & 1) === 0) ? ${list}[0]! : ${list}.reduce((a, b) => Math.max(a, b)))`,
      most,
    ],
  ][gene.target % 3] as [string, bigint];
  line(method, `const ${name} = ${text};`);
  return withLocal(method, { name, type: range(0n, high), reads: scope.reads });
}

function range(low: bigint, high: bigint) {
  return { kind: "integer", text: "", low, high } as const;
}
