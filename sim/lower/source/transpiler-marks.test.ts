import { afterAll, expect, test } from "vitest";
import { SystoleError } from "../../errors/index.ts";
import { createSourceCache, type FunctionSource, walk } from "./index.ts";

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
