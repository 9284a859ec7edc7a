import { execFile } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../../..");
const run = promisify(execFile);

const libText = `export const scale = 42;
export let counter = 0;
export function count() { counter++; }
export const twice = (x: number) => x * 2;
export enum Mode { Idle, Load }
`;

const againText = `export { counter as renamed, scale as factor } from "./lib.ts";
export * from "./lib.ts";
`;

const cellText = `import { counter, Mode, scale, twice } from "./lib.ts";
import * as lib from "./lib.ts";
import { factor, renamed, counter as starred } from "./again.ts";

interface Shape { readonly width: number }
const offset: number = 7;
let later: number = 1;
export function make(depth: number) {
  // A comment, which no transpiler keeps in place.
  return class Cell {
    readonly first: number = depth;
    protected   readonly second: number[] = [1, 2];
    #hidden = 3;

    get doubled(): number {
      return this.first * 2;
    }

    propagate(shape: Shape): number {
      const step = (x: number): number => x + offset;
      if (this.first > 3) {
        this.second[0] = twice(scale) + step(lib.scale) + counter + later + Mode.Load;
      }
      return factor + renamed + starred + lib.counter + this.#hidden + depth + shape.width;
    }
  };
}
export const Small = make(3), Large = make(5);
later = 2;
`;

/** Runs in the process under test and gives plain data. */
const reportText = `export function report(createSourceCache, walk, { Small, Large }) {
  const cache = createSourceCache();
  const source = cache.classSource(Large);
  const method = source.method("propagate");
  const statements = [];
  const names = {};
  walk(method.node.body, (node) => {
    if (node.type.endsWith("Statement") && node !== method.node.body) {
      const { line, column } = method.place(node) ?? {};
      statements.push([node.type, line, column]);
    }
    if (node.type !== "Identifier" && node.type !== "MemberExpression") return true;
    const found = method.resolve(node);
    const text = node.type === "Identifier" ? node.name : method.snippet(node);
    if (found) names[text] = found.kind === "value" ? typeof found.value + " " + found.value?.toString?.().slice(0, 2) : found.kind;
    return !found;
  });
  const at = (place) => [place?.line, place?.column];
  const getter = source.getter("doubled");
  const result = {
    file: source.place?.file,
    shape: at(source.place),
    first: at(source.fieldPlace("first")),
    second: at(source.fieldPlace("second")),
    hidden: source.privateNames.map((item) => [item.name, ...at(item.place)]),
    getter: at(getter.place(getter.node.body.body[0])),
    statements: statements.filter(([type]) => type !== "EmptyStatement" && type !== "BlockStatement"),
    names,
    depths: [Small, Large].map((shape) => cache.classSource(shape).method("propagate").free("depth").value),
  };
  cache.close();
  return result;
}
`;

let folder = "";
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "systole-places-")));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function project(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const at = join(folder, name);
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(at, file)), { recursive: true });
    await writeFile(join(at, file), text);
  }
  await symlink(join(root, "node_modules"), join(at, "node_modules"));
  return at;
}

const sources = { "lib.ts": libText, "again.ts": againText, "cell.ts": cellText };
const mainText = (cell: string) => `import * as cell from "${cell}";
import { report } from "./report.mjs";
import { createSourceCache, walk } from ${JSON.stringify(join(here, "index.ts"))};
console.log(JSON.stringify(report(createSourceCache, walk, cell)));
`;

async function runUnderTsx(at: string, main: string, environment: Readonly<Record<string, string>> = {}) {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const { stdout } = await run(process.execPath, ["--import", tsx, main], {
    cwd: at,
    env: { ...process.env, NODE_OPTIONS: "", ...environment },
  });
  return JSON.parse(stdout) as Report;
}

interface Report {
  readonly file: string;
  readonly shape: readonly number[];
  readonly names: Readonly<Record<string, string>>;
  readonly depths: readonly number[];
}

/** Line and column of the words of the cell's text, as a person counts them. */
function at(words: string): [number, number] {
  const offset = cellText.indexOf(words);
  if (offset < 0) throw new Error(`the text of the cell has no ${words}`);
  const before = cellText.slice(0, offset).split("\n");
  return [before.length, (before.at(-1)?.length ?? 0) + 1];
}

const expected = (file: string) => ({
  file,
  shape: at("class Cell"),
  first: at("first: number"),
  second: at("second: number"),
  hidden: [["hidden", ...at("#hidden = 3")]],
  getter: at("return this.first * 2"),
  statements: [
    ["IfStatement", ...at("if (this.first")],
    ["ExpressionStatement", ...at("this.second[0] =")],
    ["ReturnStatement", ...at("return factor")],
  ],
  depths: [3, 5],
});

function expectReport(report: Report, file: string): void {
  expect(report).toMatchObject(expected(file));
  const values = Object.entries(report.names).map(
    ([name, found]) => [name.replace(/^.*\./, ""), found] as const,
  );
  const byName = (name: string) => [
    ...new Set(values.filter(([key]) => key === name).map(([, found]) => found)),
  ];
  expect(byName("offset")).toEqual(["number 7"]);
  expect(byName("scale")).toEqual(["number 42"]);
  expect(byName("factor")).toEqual(["number 42"]);
  expect(byName("depth")).toEqual(["number 5"]);
  expect(byName("twice")[0]).toMatch(/^function/);
  for (const name of ["counter", "later"]) expect(byName(name), name).toEqual(["reassigned"]);
  // Imported under other names, which transpilers keep or replace by the name of the export.
  const others = values.filter(([name]) => name === "renamed" || name === "starred");
  for (const [, found] of others) expect(found).toBe("reassigned");
}

test("tsx, ECMAScript modules", async () => {
  const place = await project("esm", {
    ...sources,
    "package.json": `{"type":"module"}`,
    "report.mjs": reportText,
    "main.ts": mainText("./cell.ts"),
  });
  expectReport(await runUnderTsx(place, "main.ts"), join(place, "cell.ts"));
});

test("tsx, CommonJS", async () => {
  const place = await project("cjs", {
    ...sources,
    "package.json": "{}",
    "report.mjs": reportText,
    "main.ts": mainText("./cell.ts"),
  });
  expectReport(await runUnderTsx(place, "main.ts"), join(place, "cell.ts"));
});

test("tsx in a project whose tsconfig moves fields into the constructor", async () => {
  const place = await project("fields", {
    ...sources,
    "package.json": `{"type":"module"}`,
    "tsconfig.json": `{"compilerOptions":{"useDefineForClassFields":false,"target":"es5","experimentalDecorators":true}}`,
    "report.mjs": reportText,
    "main.ts": mainText("./cell.ts"),
  });
  expectReport(await runUnderTsx(place, "main.ts"), join(place, "cell.ts"));
});

test("tsx while V8 counts coverage", async () => {
  const place = await project("coverage", {
    ...sources,
    "package.json": `{"type":"module"}`,
    "report.mjs": reportText,
    "main.ts": mainText("./cell.ts"),
  });
  const report = await runUnderTsx(place, "main.ts", { NODE_V8_COVERAGE: join(place, "counts") });
  expectReport(report, join(place, "cell.ts"));
});

test.each([
  ["fields that are declared", ts.ModuleKind.ESNext, true],
  ["fields in the constructor", ts.ModuleKind.ESNext, false],
  ["CommonJS", ts.ModuleKind.CommonJS, true],
])("output of tsc with a map beside it: %s", async (kind, module, useDefineForClassFields) => {
  const files: Record<string, string> = {};
  for (const [name, text] of Object.entries(sources)) {
    const { outputText, sourceMapText } = ts.transpileModule(text, {
      fileName: name,
      compilerOptions: {
        target: ts.ScriptTarget.ES2022,
        module,
        sourceMap: true,
        sourceRoot: "../source",
        useDefineForClassFields,
        rewriteRelativeImportExtensions: true,
      },
    });
    files[`source/${name}`] = text;
    files[`output/${name.replace(".ts", ".js")}`] = outputText;
    files[`output/${name.replace(".ts", ".js.map")}`] = sourceMapText ?? "";
  }
  const place = await project(`tsc-${kind.replaceAll(" ", "-")}`, {
    ...files,
    "package.json": module === ts.ModuleKind.CommonJS ? "{}" : `{"type":"module"}`,
    "report.mjs": reportText,
    "main.mjs": mainText("./output/cell.js"),
  });
  const report = await runUnderTsx(place, "main.mjs");
  // tsc writes CommonJS exports as plain values, of which nothing says that their module assigns them again.
  const isPlain = module === ts.ModuleKind.CommonJS;
  if (isPlain) expect(report).toMatchObject(expected(join(place, "source/cell.ts")));
  else expectReport(report, join(place, "source/cell.ts"));
});

test("instrumented text is refused with its place", async () => {
  const text = `const count = () => ({ x: [0] });

export function run() {
  const y = 1;
  count().x[0]++;
  return y;
}
`;
  const place = await project("counted", {
    "run.ts": text,
    "package.json": `{"type":"module"}`,
    "report.mjs": `export function report(createSourceCache, walk, { run }) {
      try { createSourceCache().functionSource(run); } catch (error) { return error.diagnostics; }
    }`,
    "main.ts": mainText("./run.ts"),
  });
  const found: unknown = await runUnderTsx(place, "main.ts");
  expect(found).toMatchObject([
    { code: "E-INSTRUMENTED", places: [{ file: join(place, "run.ts"), line: 5, column: 3 }] },
  ]);
});

test.each([
  ["without a map", ""],
  ["whose map is missing", "//# sourceMappingURL=gone.js.map\n"],
  ["whose map is broken", "//# sourceMappingURL=data:application/json;base64,bm9uc2Vuc2U=\n"],
])("JavaScript %s is its own source", async (kind, comment) => {
  const place = await project(`plain-${kind.replaceAll(" ", "-")}`, {
    "run.mjs": `export class Cell {\n  field = 1;\n\n  run() {\n    return this.field;\n  }\n}\n${comment}`,
    "package.json": `{"type":"module"}`,
    "report.mjs": `export function report(createSourceCache, walk, { Cell }) {
      const source = createSourceCache().classSource(Cell);
      const run = source.method("run");
      return [source.place, source.fieldPlace("field"), run.place(run.node.body.body[0])];
    }`,
    "main.ts": mainText("./run.mjs"),
  });
  const found: unknown = await runUnderTsx(place, "main.ts");
  const file = join(place, "run.mjs");
  expect(found).toEqual([
    { file, line: 1, column: 8 },
    { file, line: 2, column: 3 },
    { file, line: 5, column: 5 },
  ]);
});

test("Vitest, which runs this", async () => {
  const place = await project("vitest", {
    ...sources,
    "package.json": `{"type":"module"}`,
    "report.mjs": reportText,
  });
  const cell: unknown = await import(/* @vite-ignore */ join(place, "cell.ts"));
  const { report } = (await import(/* @vite-ignore */ join(place, "report.mjs"))) as {
    report: (...parts: unknown[]) => Report;
  };
  const { createSourceCache, walk } = await import("./index.ts");
  expectReport(report(createSourceCache, walk, cell), join(place, "cell.ts"));
});
