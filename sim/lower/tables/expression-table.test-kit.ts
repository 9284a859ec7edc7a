import {
  bigSint,
  bigUint,
  bit,
  fixed,
  fp16,
  fp32,
  input,
  memory,
  Module,
  output,
  reg,
  sint,
  struct,
  uint,
  vec,
} from "../../describe/index.ts";
import * as kit from "../../describe/index.ts";
import { createEvaluator } from "../../conformance/evaluator/index.ts";
import { type Diagnostic, SystoleError } from "../../errors/index.ts";
import { compile } from "../../schedule/compile.ts";
import type { Program } from "../../schedule/program.ts";
import { expressionText, namesOf, statementLines } from "../print/index.ts";
import { Other, Phase } from "../refusals/refusals.test-kit.ts";
import { Cell, outsideOf, thingsOf } from "./things.test-kit.ts";

/** What the expressions of a table may name, by `this`. */
export class Named extends Module {
  readonly no = input(bit);
  readonly u = input(uint(4));
  readonly s = input(sint(8));
  readonly g = input(bit);
  readonly f = input(fp32);
  readonly h = input(fp16);
  readonly q = input(fixed(4, 4));
  readonly big = input(bigUint(80));
  readonly neg = input(bigSint(70));
  readonly w = input(uint(53));
  readonly i = input(sint(32));
  readonly x = input(fixed(20, 20));
  readonly e = input(Phase);
  readonly m = memory(uint(8), 16, { init: Array.from({ length: 16 }, (_, i) => 3 * i) });
  readonly r = reg(uint(8), { init: 5 });
  readonly row = [5, 6, 7, 8].map((init) => reg(uint(4), { init }));
  readonly rs = reg(sint(8), { init: 0 });
  readonly rbig = reg(bigUint(80), { init: 0n });
  readonly rf = reg(fp32, { init: 0 });
  readonly rq = reg(fixed(4, 4), { init: 0 });
  readonly re = reg(Phase, { init: Phase.Idle });
  readonly rbit = reg(bit, { init: 0 });
  readonly rv = reg(vec(uint(8), 3));
  readonly rp = reg(struct({ a: uint(8), b: sint(4) }));
  readonly list: readonly number[] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53];
  readonly record = { a: 1, text: "text", no: undefined, nil: null };
  readonly lastOutput = output(bit);
  readonly things = thingsOf();
  readonly pair = [reg(vec(uint(8), 2)), reg(vec(uint(8), 2))];
  readonly words = [memory(uint(8), 4, { init: 6 }), memory(uint(8), 4, { init: 6 })];
  readonly cell = new Cell();
  get five(): number {
    return 5;
  }
  twice(x: number): number {
    return 2 * x;
  }
  override propagate() {
    this.lastOutput.value = this.no.value;
    this.cell.a.value = this.u.value;
  }
}

/** What its inputs hold while an expression is computed. */
const driven = {
  ...{ no: 0, u: 9, s: -3, g: 1, f: 2.5, h: -0.5, q: 1.25 },
  ...{ big: 77n, neg: -5n, e: "Load" },
  ...{ w: 9007199254740000, i: -2147483000, x: 1000.5 },
};

/** The same for JavaScript itself. */
const plain = {
  ...Object.fromEntries(Object.entries(driven).map(([name, value]) => [name, { value }])),
  m: { read: (address: number) => 3 * address },
  r: { value: 5 },
  row: [5, 6, 7, 8].map((value) => ({ value })),
  ...Object.fromEntries(["rs", "rbig", "rf", "rq", "re", "rbit"].map((name) => [name, {}])),
  rv: Object.assign([{}, {}, {}], { value: [0, 0, 0] }),
  rp: { a: {}, b: {}, value: { a: 0, b: 0 } },
  list: [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53],
  record: { a: 1, text: "text", no: undefined, nil: null },
  things: thingsOf(),
  pair: Array.from({ length: 2 }, () => Object.assign([{}, {}], { value: [0, 0] })),
  words: [{ read: () => 6 }, { read: () => 6 }],
  cell: { y: { value: 9 } },
  five: 5,
  twice: (x: number) => 2 * x,
  assert: () => undefined,
};

const scope = { ...kit, ...outsideOf(), Phase, Other, Named };
const names = Object.keys(scope).filter((name) => name !== "default");
const values = names.map((name) => (scope as Record<string, unknown>)[name]);

/** What stands before an expression: `let x = 1; x += 2 ⇒ x`. */
function partsOf(text: string): readonly [before: string, expression: string] {
  const [before, expression] = text.split(" ⇒ ");
  return expression === undefined ? ["", text] : [`${before}; `, expression];
}

/** A class whose update() says what each expression gives; the expression of number n stands on line n. */
function saying(expressions: readonly string[]): new () => Named {
  const lines = expressions.map((text, n) => {
    const [before, expression] = partsOf(text);
    return `    { ${before}this.assert(this.no.value, \`${n}: \${${expression}}\`); }`;
  });
  const text = `return class Saying extends Named { update() {\n${lines.join("\n")}\n} }\n//# sourceURL=file:///table/saying-${++made}.ts`;
  return new Function(...names, text)(...values) as new () => Named;
}
let made = 0;

/** Lines before the first of a function's body, as V8 counts. */
const FIRST_LINE = 4;

/** The number of the expression that a finding is about. */
function numberOf({ places }: Diagnostic): number | undefined {
  const at = places?.find(({ file }) => file.startsWith("/table/"));
  return at && at.line - FIRST_LINE;
}

function errorsByLine(expressions: readonly string[]): ReadonlyMap<number, readonly Diagnostic[]> {
  const found = new Map<number, Diagnostic[]>();
  try {
    compile(new (saying(expressions))());
  } catch (error) {
    if (!(error instanceof SystoleError)) throw error;
    for (const finding of error.diagnostics) {
      const n = numberOf(finding);
      if (n === undefined) throw error;
      found.set(n, [...(found.get(n) ?? []), finding]);
    }
  }
  return found;
}

/** What hardware computes for an expression, as text, beside what JavaScript does; or the finding that refuses it. */
export type Outcome =
  | {
      readonly expression: string;
      readonly refused: Diagnostic;
      /** The codes of what else is found. */
      readonly also: readonly string[];
      readonly warned: readonly Diagnostic[];
    }
  | {
      readonly expression: string;
      readonly refused?: undefined;
      readonly warned: readonly Diagnostic[];
      readonly hardware: string;
      readonly script: string;
      /** What became of it, from its statements to the value. */
      readonly code: readonly string[];
    };

/** Expressions over the members of `Named`, each lowered alone. */
export function outcomesOf(expressions: readonly string[]): readonly Outcome[] {
  const refused = errorsByLine(expressions);
  const accepted = expressions.filter((_, n) => !refused.has(n));
  const top = new (saying(accepted))();
  const program = compile(top);
  const run = createEvaluator(program);
  for (const [name, value] of Object.entries(driven)) run.drive(top[name as "u"], value);
  run.settle();
  const said = new Map(
    run.edge(false).map((text) => {
      const [, n, hardware] = /: (\d+): (.*)$/s.exec(text) as unknown as [string, string, string];
      return [accepted[Number(n)]!, hardware];
    }),
  );
  const scripts = scriptOf(accepted);
  const codes = codesOf(program);
  const warnedOf = (expression: string) =>
    program.warnings.filter((finding) => accepted[numberOf(finding) ?? -1] === expression);
  return expressions.map((expression, n) => {
    const [finding, ...others] = refused.get(n) ?? [];
    if (finding) return { expression, refused: finding, also: others.map(({ code }) => code), warned: [] };
    const hardware = said.get(expression) ?? "nothing";
    const code = codes.get(String(accepted.indexOf(expression))) ?? [];
    return { expression, hardware, script: scripts.get(expression)!, warned: warnedOf(expression), code };
  });
}

/** The lines of each expression's code, by its number. */
function codesOf({ bound }: Program): ReadonlyMap<string, readonly string[]> {
  const { code } = bound[0]!;
  const body = code.update!;
  // Numbers of locals would change with each line that is put before.
  const names = { ...namesOf(code, body), local: (index: number) => body.locals[index]!.name };
  let lines: readonly string[] = [];
  const codes = new Map<string, readonly string[]>();
  for (const statement of body.statements) {
    const [first, ...others] = statement.kind === "assert" ? statement.message : [];
    const [, number, text] = /^(\d+): (.*)$/s.exec(typeof first === "string" ? first : "") ?? [];
    if (number === undefined) lines = [...lines, ...statementLines([statement], names)];
    else {
      const value = others.map((part) => (typeof part === "string" ? part : expressionText(part, names)));
      codes.set(number, [...renumbered(lines), text + value.join("")]);
      lines = [];
    }
  }
  return codes;
}

/** The labels of an expression by their order in it. */
function renumbered(lines: readonly string[]): readonly string[] {
  const labels: string[] = [];
  return lines.map((line) =>
    line.replace(/^( *(?:block|exit)) (\d+)$/, (_, what: string, label: string) => {
      if (!labels.includes(label)) labels.push(label);
      return `${what} ${labels.indexOf(label)}`;
    }),
  );
}

/** Expressions with what hardware computes, and with what JavaScript does: both as one text each. Objects, arrays and unrounded reals have no text in hardware. */
export function shownOf(outcomes: readonly Outcome[]): {
  readonly hardware: readonly string[];
  readonly script: readonly string[];
} {
  const shown = outcomes.flatMap((one) =>
    one.refused || [one.hardware, one.script].some((text) => /\[object|,|=>/.test(text)) ? [] : [one],
  );
  return {
    hardware: shown.map(({ expression, hardware }) => `${expression} is ${hardware}`),
    script: shown.map(({ expression, script }) => `${expression} is ${script}`),
  };
}

/** What JavaScript gives for each, as text. */
function scriptOf(expressions: readonly string[]): ReadonlyMap<string, string> {
  const each = expressions.map((text) => {
    const [before, expression] = partsOf(text);
    return `() => { ${before}return \`\${${expression}}\`; }`;
  });
  const make = new Function(...names, `"use strict"; return [${each.join(", ")}]`) as (
    ...all: unknown[]
  ) => (() => string)[];
  const run = (one: () => string): string => {
    try {
      return one();
    } catch (error) {
      return String(error);
    }
  };
  return new Map(make.apply(plain, values).map((one, n) => [expressions[n]!, run(one)]));
}
