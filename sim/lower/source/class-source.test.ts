import { expect, test } from "vitest";
import { createClassSource, createPlainSource } from "./class-source.ts";
import type { FunctionSource } from "./function-source.ts";
import type { SourceContext } from "./source-context.ts";

/** Knows no surroundings; a place is that of an offset in a function's own text, with the name that was looked for. */
function contextOf(remembered: FunctionSource[] = []): SourceContext {
  return {
    surroundings: () => undefined,
    place: (fn: Function, offset: number, name?: string) => ({
      file: `${name ?? fn.name}.ts`,
      line: offset,
      column: 1,
    }),
    remember: (source: FunctionSource) => void remembered.push(source),
  } as unknown as SourceContext;
}

class Cell {
  first = 1;
  readonly #hidden = 2;
  read() {
    return this.#hidden;
  }
  get level() {
    return this.read();
  }
  set level(given: number) {
    this.first = given;
  }
}

const text = Cell.toString();

test("places are offsets in the class's own text, of names where they are looked for by name", () => {
  const source = createClassSource(contextOf(), Cell);
  expect(source.place).toEqual({ file: "Cell.ts", line: 0, column: 1 });
  expect(source.fieldPlace("first")).toEqual({ file: "first.ts", line: text.indexOf("first"), column: 1 });
  expect(source.fieldPlace("none")).toBeUndefined();
  expect(source.privateNames).toEqual([
    { name: "hidden", place: { file: "#hidden.ts", line: text.indexOf("#hidden"), column: 1 } },
  ]);
  const [field] = source.node.body.body;
  expect(source.nodePlace(field!)).toMatchObject({ file: "Cell.ts", line: text.indexOf("first") });
});

test("each function is read once, and is known by itself then", () => {
  const remembered: FunctionSource[] = [];
  const source = createClassSource(contextOf(remembered), Cell);
  const read = source.method("read");
  expect(source.method("read")).toBe(read);
  const level = source.getter("level");
  const given = source.setter("level");
  expect(remembered).toEqual([read, level, given]);
  expect(given?.snippet(given.node.body)).toBe("{ this.first = given; }");
  expect(source.setter("read")).toBeUndefined();
  expect(read?.fn).toBe(Reflect.get(Cell.prototype, "read"));
  expect(source.getter("none")).toBeUndefined();
  expect(source.getter("read")).toBeUndefined();
  expect(source.method("level")).toBeUndefined();
});

const made = (source: string) => new Function(`return ${source}`)() as Function;

test.each([
  ["Named", "class Named { m() { hits().s[0]++; } }", createClassSource],
  ["anonymous class", "class { m() { hits().s[0]++; } }", createClassSource],
  ["named", "function named() { hits().s[0]++; }", createPlainSource],
  ["anonymous function", "() => { hits().s[0]++; }", createPlainSource],
] as const)("what is refused is named, at its place: %s", (name, source, read) => {
  const act = () => read(contextOf(), made(source));
  expect(act).toThrow(`\`${name}\` was changed by a tool`);
  expect(act).toThrow(`.ts:${source.indexOf("hits")}:1`);
});
