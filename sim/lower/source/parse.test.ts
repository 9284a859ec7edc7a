import { describe, expect, test } from "vitest";
import { membersOf } from "./class-members.ts";
import { parseClass, parseFunction, parseScript } from "./parse.ts";

const kit = {
  twice(x: number) {
    return 2 * x;
  },
  get three() {
    return 3;
  },
};

class Maths {
  static half(x: number) {
    return x / 2;
  }
  static #secret(x: number) {
    return x;
  }
  static get secret() {
    return Maths.#secret;
  }
}

describe("the text of a function (SEMANTICS 3)", () => {
  const getter = Object.getOwnPropertyDescriptor(kit, "three")!.get!;
  test.each([
    ["a function", function plain() {}, "FunctionExpression"],
    ["an arrow function", (x: number) => x, "ArrowFunctionExpression"],
    ["a method of an object", kit.twice, "FunctionExpression"],
    ["a getter", getter, "FunctionExpression"],
    ["a static method of a class", Maths.half, "FunctionExpression"],
  ] as const)("is read where it is %s", (_, fn, kind) => {
    const { node, text, prefix } = parseFunction(fn);
    expect(node.type).toBe(kind);
    expect(text.slice(prefix, prefix + fn.toString().length)).toBe(fn.toString());
    // The node's offsets count in this text.
    const written = text.slice(node.start, node.end);
    expect(fn.toString().endsWith(written)).toBe(true);
  });

  test.each([
    ["a private method", Maths.secret, /the source text of `#secret` cannot be read: Unexpected/],
    ["a class", Maths, /the source text of `Maths` cannot be read: it is a ClassExpression, not a function/],
    ["native", Math.max, /`max` has no source text/],
    ["bound", kit.twice.bind(kit), /`bound twice` has no source text/],
    ["native without a name", (() => {}).bind(null), /`bound ` has no source text/],
  ] as const)("is refused by name where it is %s", (_, fn, message) => {
    expect(() => parseFunction(fn)).toThrow(message);
  });

  test("of a class is refused where it is none", () => {
    expect(() => parseClass(function old() {})).toThrow(
      /the source text of `old` cannot be read: it is not written as a class/,
    );
    expect(parseClass(Maths).node.type).toBe("ClassExpression");
  });
});

test("a script is parsed as what it is: what only modules may hold, only there", () => {
  expect(parseScript("import a from 'a'; a();", true)?.sourceType).toBe("module");
  expect(parseScript("import a from 'a'; a();", false)?.sourceType).toBe("module");
  expect(parseScript("with (a) b();", false)?.sourceType).toBe("script");
  expect(parseScript("with (a) b();", true)).toBeUndefined();
  expect(parseScript("#!/usr/bin/env node\na();", false)?.body).toHaveLength(1);
  expect(parseScript("a b", false)).toBeUndefined();
  expect(parseScript("a b", true)).toBeUndefined();
  // As modules are wrapped, and as functions are cut out of what is around them.
  expect(parseScript("return 1;", false)?.sourceType).toBe("script");
  expect(parseScript("await a;", false)?.sourceType).toBe("script");
  expect(parseScript("f(super.m(), a?.#b);", false)?.sourceType).toBe("script");
  expect(parseScript("a ??= 1n ** 2n; #x in y;", true)?.sourceType).toBe("module");
});

test("a member whose name is computed is not the one of that name", () => {
  const propagate = "other";
  class Cell {
    static uses = { propagate };
    propagate() {
      return 1;
    }
    [propagate]() {
      return 2;
    }
    quoted() {
      return 3;
    }
    get level() {
      return 4;
    }
    set level(_: number) {}
    static propagate() {
      return 5;
    }
    #hidden = 6;
    hidden() {
      return this.#hidden;
    }
  }
  const { text, node } = parseClass(Cell);
  const { methods, getters, computed, privates, uses, fields } = membersOf(node);
  expect([...methods.keys()].sort()).toEqual(["hidden", "propagate", "quoted"]);
  expect(text.slice(methods.get("propagate")!.start, methods.get("propagate")!.end)).toContain("return 1");
  expect([...getters.keys()]).toEqual(["level"]);
  expect(computed).toHaveLength(1);
  expect([...privates.keys()]).toEqual(["hidden"]);
  expect(uses).toBeDefined();
  expect([...fields.keys()]).toEqual([]);
});
