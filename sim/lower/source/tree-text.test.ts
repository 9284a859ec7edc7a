import ts from "typescript";
import { afterAll, describe, expect, test } from "vitest";
import { createSourceCache, treeText } from "./index.ts";

const cache = createSourceCache({ inspector: false });
afterAll(() => cache.close());

/** What the class says that a text evaluates to, as sloppy code would be loaded. */
function saidBy(text: string): string {
  const names = ["base", "Base", "limit", "__name"];
  return treeText(cache.classSource(new Function(...names, `return ${text}`)(...loaded) as Function).node);
}

class Base {}
const loaded = [{ Base, limit: 4 }, Base, 4, (f: unknown) => f];

const written = `class Queue extends Base {
  static readonly behavioural = true;
  private readonly deep: number = 1_0;
  readonly wide = 0x10n;
  #kept?: number;
  update(): void {
    const { head, ...rest } = this.state.value as { head: number };
    for (const item of [head, limit]) if (item > this.deep) this.y.next = undefined;
    this.z.next = \`a\${rest}\\n\` + /x+/g.source + (limit as number) + 'it"s';
  }
}`;

const plain = `class Queue extends Base {
  static behavioural = true;
  deep = 10;
  wide = 16n;
  #kept;
  update() {
    const { head, ...rest } = this.state.value;
    for (const item of [head, limit]) if (item > this.deep) this.y.next = undefined;
    this.z.next = \`a\${rest}\\n\` + /x+/g.source + limit + "it\\"s";
  }
}`;

describe("a class says the same", () => {
  test("without its types, as TypeScript itself writes it down", () => {
    const { outputText } = ts.transpileModule(`const made = ${written}`, {
      compilerOptions: { target: ts.ScriptTarget.ESNext, useDefineForClassFields: true },
    });
    expect(saidBy(outputText.slice(outputText.indexOf("class")))).toBe(saidBy(plain));
  });

  test("with comments, another layout, other locals, and as esbuild and Vitest leave it", () => {
    const marked = plain
      .replaceAll("Queue", "_Queue")
      .replace("extends Base", "extends base.Base")
      .replaceAll("limit", "base.limit")
      .replace("undefined", "void 0")
      .replace("{ head, ...rest }", "{ head: head2, ...rest }")
      .replace("of [head,", "of [head2,")
      .replace("static behavioural", 'static { __name(this, "Queue"); } /* said */ static\n  behavioural')
      .replace("update() {", "update() {;");
    expect(marked).not.toBe(plain);
    expect(saidBy(marked)).toBe(saidBy(plain));
  });
});

test.each([
  ["deep = 10", "deep = 11"],
  ["16n", "17n"],
  ["item > this.deep", "item >= this.deep"],
  ["item > this.deep", "this.deep > item"],
  ["y.next", "z.next"],
  ["[head, limit]", "[limit, head]"],
  ["undefined", "null"],
  ["`a${rest}", "`b${rest}"],
  ["/x+/g", "/x+/"],
  ["extends Base", ""],
  ["#kept", "kept"],
  ["...rest", "rest"],
  ["const item", "let item"],
  ["rest}\\n", "head}\\n"],
  ["item > this", "limit > this"],
  ["{ head, ...rest }", "{ limit, ...rest }"],
  ["this.state.value", "this.state[value]"],
  ["this.state.value", "this.state?.value"],
  ["+ limit", "- limit"],
  ['it\\"s', "its"],
])("%s and %s are not the same", (from, to) => {
  expect(plain).toContain(from);
  expect(saidBy(plain.replace(from, to))).not.toBe(saidBy(plain));
});
