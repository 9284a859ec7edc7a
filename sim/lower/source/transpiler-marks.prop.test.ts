import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { createSourceCache, sameTree } from "./index.ts";
import { offsetAt, positionAt, scriptOf } from "./script.ts";

/** A piece of code as written, and as transpilers and Istanbul leave it. */
interface Pair {
  readonly plain: string;
  readonly marked: string;
}

const count = fc.nat(9).map((i) => `cov_1ab2().b[${i}][0]++`);

const { expression } = fc.letrec<{ expression: Pair }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom("a", "b", "1", "this.c.value").map((plain) => ({ plain, marked: plain })),
    fc.tuple(tie("expression"), count).map(([e, c]) => ({ plain: e.plain, marked: `(${c}, ${e.marked})` })),
    fc.tuple(tie("expression"), tie("expression")).map(([x, y]) => ({
      plain: `((${x.plain}) + (${y.plain}))`,
      marked: `((${x.marked}) + (${y.marked}))`,
    })),
    fc.tuple(tie("expression"), tie("expression"), tie("expression")).map(([x, y, z]) => ({
      plain: `((${x.plain}) ? (${y.plain}) : (${z.plain}))`,
      marked: `((${x.marked}) ? (${y.marked}) : (${z.marked}))`,
    })),
    tie("expression").map((e) => ({ plain: `ns.f(${e.plain})`, marked: `(0, ns.f)(${e.marked})` })),
    tie("expression").map((e) => ({
      plain: `((x) => (${e.plain}))`,
      marked: `__name((x) => (${e.marked}), "g")`,
    })),
  ),
}));

const { statement } = fc.letrec<{ statement: Pair }>((tie) => ({
  statement: fc.oneof(
    { maxDepth: 3 },
    expression.map((e) => ({ plain: `this.r.next = ${e.plain};`, marked: `this.r.next = ${e.marked};` })),
    fc.tuple(tie("statement"), count).map(([s, c]) => ({ plain: s.plain, marked: `${c}; ${s.marked}` })),
    fc.tuple(expression, tie("statement"), tie("statement"), count).map(([e, s, t, c]) => ({
      plain: `if (${e.plain}) { ${s.plain} } else { ${t.plain} }`,
      marked: `if (${e.marked}) { ${c}; ${s.marked} } else { ${c}; ${t.marked} }`,
    })),
    fc.tuple(expression, count).map(([e, c]) => ({
      plain: `switch (b) { case 1: return ${e.plain}; }`,
      marked: `switch (b) { case 1: ${c}; ${c}; return ${e.marked}; }`,
    })),
  ),
}));

const cache = createSourceCache({ inspector: false });
afterAll(() => cache.close());

test("what transpilers and Istanbul leave is undone: the trees are those of the code as written", () => {
  const nodeOf = (text: string) =>
    cache.functionSource(new Function(`return function run() { ${text} }`)() as Function).node;
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 4 }), (statements) => {
      const plain = nodeOf(statements.map((s) => s.plain).join("\n"));
      const marked = nodeOf(statements.map((s) => s.marked).join("\n"));
      expect(sameTree(plain, marked)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test("trees that differ are told apart", () => {
  const nodeOf = (text: string) =>
    cache.functionSource(new Function(`return () => ${text}`)() as Function).node;
  const texts = [
    "a",
    "b",
    "a + b",
    "a - b",
    "a.b",
    "a[b]",
    "f(a)",
    "f(a, a)",
    "1",
    "2",
    "-1",
    "a ? b : c",
    "[a]",
    "`a`",
    "'a'",
  ];
  for (const [i, x] of texts.entries()) {
    for (const [j, y] of texts.entries())
      expect(sameTree(nodeOf(x), nodeOf(y)), `${x} and ${y}`).toBe(i === j);
  }
});

test("offsets and positions of a script are each other's inverse, whatever its first line begins with", () => {
  const line = fc.string({ maxLength: 8 }).map((text) => text.replaceAll("\n", ""));
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1 }),
      fc.nat(9),
      fc.integer({ min: -300, max: 30 }),
      (lines, startLine, startColumn) => {
        const source = lines.join("\n");
        const record = { id: "1", url: "", isModule: false, startLine, startColumn, sourceMapURL: undefined };
        const script = scriptOf(record, source);
        for (let offset = 0; offset <= source.length; offset++) {
          const position = positionAt(script, offset);
          expect(offsetAt(script, position)).toBe(offset);
          const before = source.slice(0, offset).split("\n");
          expect(position.line - startLine).toBe(before.length - 1);
        }
      },
    ),
    { numRuns: 60 },
  );
});
