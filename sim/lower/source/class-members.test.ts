import type { AnyNode } from "acorn";
import { describe, expect, test } from "vitest";
import { membersOf } from "./class-members.ts";
import { type ClassNode, parseScript } from "./parse.ts";
import { walk } from "./tree.ts";

/** The members of `class { … }`, each as its text. */
function of(members: string) {
  const text = `(class { ${members} })`;
  let found: ClassNode | undefined;
  walk(parseScript(text, false)!, (node) => {
    if (node.type === "ClassExpression") found ??= node as ClassNode;
  });
  const textOf = ({ start, end }: AnyNode) => text.slice(start, end);
  const texts = (nodes: ReadonlyMap<string, AnyNode>) =>
    Object.fromEntries([...nodes].map(([name, node]) => [name, textOf(node)]));
  const { methods, getters, setters, computed, fields, privates, uses } = membersOf(found!);
  return {
    methods: texts(methods),
    getters: texts(getters),
    setters: texts(setters),
    computed: computed.map(textOf),
    fields: texts(fields),
    privates: texts(privates),
    uses: uses && textOf(uses),
  };
}

const none = {
  methods: {},
  getters: {},
  setters: {},
  computed: [],
  fields: {},
  privates: {},
  uses: undefined,
};

describe("the members of a class, off its text", () => {
  test.each([
    ["of two methods of a name the one that runs", "m() { 1; } m() { 2; }", { m: "m() { 2; }" }],
    ["names that the text quotes or counts", '"q r"() {} 5() {}', { "q r": '"q r"() {}', "5": "5() {}" }],
    ["a literal in brackets is a name", '["c"]() {}', { c: '["c"]() {}' }],
    ["no setters, no constructor, nothing static", "set s(x) {} constructor() {} static t() {}", {}],
    ["nothing private", "#p() {}", {}],
  ])("methods: %s", (_, text, methods) => {
    expect(of(text).methods).toEqual(methods);
  });

  test("getters and setters, which may have one name", () => {
    expect(of("get g() { 1; } set g(x) {} static get t() {} static set t(x) {}")).toEqual({
      ...none,
      getters: { g: "get g() { 1; }" },
      setters: { g: "set g(x) {}" },
    });
  });

  test("members whose names are computed", () => {
    expect(of("[k]() {} static [s]() {} [f] = 1; get [g]() {}")).toEqual({
      ...none,
      computed: ["[k]() {}", "get [g]() {}"],
    });
  });

  test("fields where they are declared, and what a constructor assigns", () => {
    const { fields } = of(`
      a; b = 1; "c d" = 2; static e = 3;
      constructor(k) {
        this.x = 1; this["y"] = 2; this[k] = 3; this.x = 4; other.z = 5; this.w += 1;
        this.a = 6;
        __publicField(this, "v", 7); __publicField2(this, "u", 8); define(this, "t", 9);
        __publicFieldX(this, "s", 9); x__publicField(this, "s", 9);
        __publicField(other, "r", 10); __publicField(this, k, 11); kit.__publicField(this, "q", 12);
        if (k) { this.deep = 13; }
        for (const i of k) (() => { this.arrow = i; })();
        (function () { this.inFunction = 14; })();
        function f() { this.inDeclaration = 15; }
        this.#p = 16; p = 17;
      }
      m() { this.inMethod = 18; }`);
    expect(fields).toEqual({
      ...{ a: "a", b: "b", "c d": '"c d"', x: "this.x = 1", y: 'this["y"] = 2' },
      ...{ v: '__publicField(this, "v", 7)', u: '__publicField2(this, "u", 8)' },
      ...{ deep: "this.deep = 13", arrow: "this.arrow = i" },
    });
  });

  test("private names, each once, where it comes first", () => {
    const { privates, methods } = of("get #a() { return 1; } set #a(x) {} #b = 2; static #c() {} #d() {}");
    expect(privates).toEqual({ a: "#a", b: "#b", c: "#c", d: "#d" });
    expect(methods).toEqual({});
  });

  test.each([
    ["static uses = { a: 1 };", "{ a: 1 }"],
    ["static uses;", undefined],
    ["uses = { a: 1 };", undefined],
    ["static used = { a: 1 };", undefined],
    ["static uses() {}", undefined],
    ["static { this.uses = { a: 1 }; }", "{ a: 1 }"],
    ["static { this.other = 1; this.uses = 2; this.uses = 3; }", "2"],
    ["static { this.uses = 1; } static { this.uses = 2; }", "1"],
    ['static { __publicField(this, "uses", 5); }', "5"],
    ['static { define(this, "uses", 5); }', undefined],
    ["static { this.uses += 1; }", undefined],
    ["static { that.uses = 1; }", undefined],
    ["static { uses = 1; }", undefined],
    ["static { if (1) this.uses = 1; }", undefined],
  ])("static uses: %s", (text, uses) => {
    expect(of(text).uses).toBe(uses);
  });
});
