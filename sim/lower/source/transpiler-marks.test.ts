import { afterAll, expect, test } from "vitest";
import { SystoleError } from "../../errors/index.ts";
import { createSourceCache, type FunctionSource, treeText, walk } from "./index.ts";
import { parseScript } from "./parse.ts";
import { undoTranspilerMarks, withoutMarks } from "./transpiler-marks.ts";

const cache = createSourceCache({ inspector: false });
afterAll(() => cache.close());

/** Runs a text as sloppy code would be loaded and gives what it returns. */
function load<Value>(text: string): Value {
  return new Function(text)() as Value;
}

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof SystoleError) return error.code;
    throw error;
  }
  return "none";
}

/** The tree's types in the order of a walk: what a lowerer sees. */
function typesOf(source: FunctionSource): string[] {
  const types: string[] = [];
  walk(source.node.body, (node) => void types.push(node.type));
  return types;
}

test("of esbuild are undone", () => {
  const Cell = load<new () => object>(`
      const __name = (f) => f, ns = { f: (x) => x };
      return class Cell {
        static { __name(this, "Cell"); }
        run(a) {
          const g = /* @__PURE__ */ __name((x) => (0, ns.f)(x), "g");
          function h() { return 1; }
          __name(h, "h");
          return g(a);
        }
      }`);
  const source = cache.classSource(Cell);
  const run = source.method("run");
  const types = run && typesOf(run);
  expect(types).not.toContain("SequenceExpression");
  expect(types).not.toContain("ExpressionStatement");
  expect(source.node.body.body.map((member) => member.type)).toEqual(["MethodDefinition"]);
  const declaration = run?.node.body.type === "BlockStatement" ? run.node.body.body[0] : undefined;
  expect(declaration && run?.snippet(declaration)).toBe("const g = (x) => ns.f(x);");
});

test("of Istanbul are recognised and removed", () => {
  const plain = load<Function>(
    "return function run(a, b = 1) { let c = 0; if (a) { c = a ? 1 : 2; } else { } return a && b; }",
  );
  const counted = load<Function>(`function cov_1k2j3() { return { s: [], f: [], b: [[]] }; }
      return function run(a, b = (cov_1k2j3().b[0][0]++, 1)) {
        cov_1k2j3().f[0]++;
        let c = (cov_1k2j3().s[0]++, 0);
        cov_1k2j3().s[1]++;
        if (a) { cov_1k2j3().b[1][0]++; cov_1k2j3().s[2]++; c = a ? (cov_1k2j3().b[2][0]++, 1) : (cov_1k2j3().b[2][1]++, 2); }
        else { cov_1k2j3().b[1][1]++; }
        cov_1k2j3().s[3]++;
        return (cov_1k2j3().b[3][0]++, a) && (cov_1k2j3().b[3][1]++, b);
      }`);
  expect(typesOf(cache.functionSource(counted))).toEqual(typesOf(cache.functionSource(plain)));
});

test.each([
  ["Stryker", "return () => stryMutAct_9fa48('1') ? 0 : (stryCov_9fa48('1'), 1)", "Stryker"],
  ["counters nobody knows", "return () => { hits_12().x[3]++; return 1; }", "hits_12()"],
  ["calls that count", "return () => (mark(3), 1)", "mark(…)"],
  ["JSCover", "return () => { _$jscoverage['a.js'][3]++; return 1; }", "_$jscoverage"],
])("of other tools are refused: %s", (_, text, said) => {
  const act = () => cache.functionSource(load(text));
  expect(codeOf(act)).toBe("E-INSTRUMENTED");
  expect(act).toThrow(said);
});

const treeOf = (text: string) => parseScript(text, false)!;
const undone = (text: string) => treeText(undoTranspilerMarks(treeOf(text), "f", () => undefined));

test.each([
  ["__name(f, 'f');", ""],
  ["__name2(() => 1, 'f')(2);", "(() => 1)(2);"],
  ["x = __name(f, 'g');", "x = f;"],
  ["(0, a.b)(1);", "a.b(1);"],
  ["(0, 0, a)(1);", "a(1);"],
  ["x = (cov_1().s[0]++, a);", "x = a;"],
  ["x = (cov_1().s[0]++, f(b), a);", "x = (f(b), a);"],
  ["cov_1();", ""],
  ["cov_1().s[0]++; a();", "a();"],
  ["__cov_1$x.s['3']++;", ""],
  ["if (a) cov_1().s[0]++;", "if (a);"],
  ["class C { static { __name(this, 'C'); } }", "class C { }"],
  ["class C { static { __name(this, 'C'); a(); } }", "class C { static { a(); } }"],
])("%s is as %s", (text, plain) => {
  expect(undone(text)).toBe(treeText(treeOf(plain)));
});

test.each([
  "__name(f);",
  "__name(f, g);",
  "__name(f, 'f', 1);",
  "__named(f, 'f');",
  "x__name(f, 'f');",
  "a.__name(f, 'f');",
  "(1, a)(1);",
  "(f(b), a);",
  "x = 0;",
  "f(0);",
  "0;",
  "cov_1(2);",
  "cov_A();",
  "xcov_1();",
  "cov_1.s[0]++;",
  "cov.s[0]++;",
  "__cov_.s[0]++;",
  "a.__cov_1.s[0]++;",
  "i++;",
  "this.n[0]++;",
  "class C { static { a(); } }",
])("what people write stays: %s", (text) => {
  expect(undone(text)).toBe(treeText(treeOf(text)));
});

test.each([
  ["a  +\n\t b ", "a + b"],
  ["/* @__PURE__ */ f()", "f()"],
  ["/*#__PURE__*/f(/* why */ 1)", "f(/* why */ 1)"],
  ["(cov_1a2().b[0][1]++, x)", "(x)"],
  ["cov_1a2().s[3]++; x", "x"],
  ['__name((x) => x, "f")(1)', "(x) => x(1)"],
  ['__name2(f, "f$")', "f"],
  ['a(__name(f, "f"), __name(g, "g"))', "a(f, g)"],
  ["(0, ns.f)(1)", "ns.f(1)"],
  ["(0, f$_1)(1)", "f$_1(1)"],
  ["(0, f(2))", "(0, f(2))"],
  ["__vi_import_12__.wrap(1)", "wrap(1)"],
  ["__vite_ssr_import_0__.wrap(1)", "wrap(1)"],
  ["import_describe.wrap(import_x2.y)", "wrap(y)"],
  ["my__vi_import_1__.x", "my__vi_import_1__.x"],
])("the text of %s is %s", (text, plain) => {
  expect(withoutMarks(text)).toBe(plain);
});

test.each([
  ["stryMutAct_9fa48('1');", "Stryker", "stryMutAct_9fa48", "`mutate`"],
  ["stryNS_9fa48();", "Stryker", "stryNS_9fa48", "`mutate`"],
  ["stryCov_9fa48('1');", "Stryker", "stryCov_9fa48", "`mutate`"],
  ["_$blanket.x();", "a tool that counts or changes what runs", "_$blanket", "V8's own coverage"],
  ["__coverage__;", "a tool that counts or changes what runs", "__coverage__", "`exclude`"],
  ["hits().a.b[1]--;", "a tool that counts or changes what runs", "hits()", "`exclude`"],
  ["x = (mark(), 1);", "a tool that counts or changes what runs", "mark(…)", "`exclude`"],
  ["x = (mark(1, 'a'), 1);", "a tool that counts or changes what runs", "mark(…)", "`exclude`"],
  ["x = (a, mark(1), 1);", "a tool that counts or changes what runs", "mark(…)", "`exclude`"],
])("%s is refused as the work of %s", (text, tool, sample, option) => {
  const place = { file: "cell.ts", line: 3, column: 5 };
  const act = () => undoTranspilerMarks(treeOf(text), "f", () => place);
  expect(act).toThrow(tool);
  expect(act).toThrow(sample);
  expect(act).toThrow(option);
  expect(act).toThrow("cell.ts:3:5");
});

test.each([
  "x = (mark(y), 1);",
  "x = (a.mark(1), 1);",
  "x = (1, mark(1));",
  "stryMut_1();",
  "xstryCov_1();",
  "_$jscoverage2;",
  "a.b.hits()[1]++;",
  "hits().a += 1;",
])("%s is nobody's work", (text) => {
  expect(() => undone(text)).not.toThrow();
});
