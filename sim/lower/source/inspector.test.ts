import { Session } from "node:inspector";
import { runInThisContext } from "node:vm";
import { parse } from "acorn";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Inspector, openInspector } from "./inspector.ts";
import { offsetAt, offsetOfText } from "./script.ts";

type Made = () => unknown;

/** A function of a script of its own, which is loaded now. */
function scriptOf(url: string, options: { text?: string; map?: string } = {}): Made {
  const map = options.map === undefined ? "" : `\n//# sourceMappingURL=${options.map}`;
  return runInThisContext(
    `${options.text ?? `() => ${JSON.stringify(url)}`}${map}\n//# sourceURL=${url}`,
  ) as Made;
}

/** Names that no other test's scripts have. */
let files = 0;
const fileUrl = (name = "any"): string => `file:///inspected/${++files}/${name}.js`;

let inspector: Inspector;
beforeEach(() => {
  inspector = openInspector()!;
});
afterEach(() => {
  vi.restoreAllMocks();
  inspector.close();
});

function reopen(): void {
  inspector.close();
  inspector = openInspector()!;
}

const postOf = Session.prototype.post as (this: Session, ...all: unknown[]) => void;

/** Has the inspector answer otherwise where `answer` gives something for a method and its parameters: an error or a result. */
function answerOtherwise(answer: (method: string, parameters: object) => Error | object | undefined): void {
  vi.spyOn(Session.prototype, "post").mockImplementation(function (this: Session, ...all: unknown[]) {
    const [method, parameters, reply] = all as [string, object, (...answer: unknown[]) => void];
    const other = answer(method, parameters);
    if (other instanceof Error) reply(other);
    else if (other) reply(null, other);
    else postOf.apply(this, all);
  });
}

/** What `act` asks the inspector, by methods with their parameters. */
function asked(act: () => unknown): readonly (readonly [method: string, parameters: object])[] {
  const post = vi.spyOn(Session.prototype, "post");
  act();
  const calls = post.mock.calls as unknown as readonly (readonly [string, object])[];
  const found = calls.map(([method, parameters]) => [method, parameters] as const);
  post.mockRestore();
  return found;
}

/** How many texts of scripts are fetched. */
const fetches = (act: () => unknown): number =>
  asked(act).filter(([method]) => method === "Debugger.getScriptSource").length;

const outer = { of: "this module" };

describe("what V8 says of a function", () => {
  test("of this file: its script, a position in its text, and its scopes, innermost first without the global one", () => {
    const table = [1];
    const make = (depth: number) => {
      const own = depth + 1;
      return function counted() {
        return [own, depth, table, outer, globalThis];
      };
    };
    const fn = make(3);
    const { script, location, scopes } = inspector.inspect(fn);
    expect(script?.url).toMatch(/inspector\.test\.ts/);
    const text = fn.toString();
    const start = offsetOfText(script!, text, location!)!;
    expect(script!.source.slice(start, start + text.length)).toBe(text);
    expect(offsetAt(script!, location!)).toBeGreaterThanOrEqual(start);
    expect(offsetAt(script!, location!)).toBeLessThan(start + text.length);
    const holders = ["own", "table", "outer"].map((name) => scopes.findIndex((scope) => name in scope));
    expect(holders[0]).toBe(0);
    expect(holders).toEqual([...new Set(holders)].sort((a, b) => a - b));
    expect(scopes[0]).toEqual({ depth: 3, own: 4 });
    expect(scopes[holders[1]!]!.table).toBe(table);
    expect(scopes[holders[2]!]!.outer).toBe(outer);
    expect(scopes).not.toContain(globalThis);
    expect(scopes.some((scope) => "setTimeout" in scope)).toBe(false);
  });

  test("of two instances of one text: the scopes of each", () => {
    const make = (n: number) => () => n;
    expect([make(1), make(2)].map((fn) => inspector.inspect(fn).scopes[0])).toEqual([{ n: 1 }, { n: 2 }]);
  });

  test.each([
    ["new Function", new Function("const own = 7; return () => own")() as Function, [{ own: 7 }]],
    ["eval", (0, eval)("(() => { const own = 8; return () => own; })()") as Function, [{ own: 8 }]],
    ["eval, without a scope of its own", (0, eval)("() => 9") as Function, []],
  ])("that %s has made: a script without a name", (_, fn, scopes) => {
    const found = inspector.inspect(fn);
    const { source, ...record } = found.script!;
    expect(record).toMatchObject({
      url: "",
      isModule: false,
      startLine: 0,
      startColumn: 0,
      sourceMapURL: undefined,
    });
    expect(record.id).toMatch(/^\d+$/);
    expect(offsetOfText(found.script!, fn.toString(), found.location!)).toBe(source.indexOf(fn.toString()));
    expect(found.scopes).toEqual(scopes);
  });

  test.each([
    ["native", Math.max],
    ["bound", (() => 1).bind(null)],
  ])("that is %s: nothing", (_, fn) => {
    expect(inspector.inspect(fn)).toEqual({ script: undefined, location: undefined, scopes: [] });
  });

  test("of a module: that it is one; of a text that a script holds: where that begins", () => {
    const { script } = inspector.inspect(parse);
    expect(script).toMatchObject({ isModule: true, startLine: 0, startColumn: 0 });
    expect(script?.url).toMatch(/^file:.*acorn\.mjs$/);
    const filename = fileUrl();
    const fn = runInThisContext("\n () => 1", { filename, lineOffset: 5, columnOffset: 7 }) as Made;
    const found = inspector.inspect(fn);
    expect(found.script).toMatchObject({ url: filename, isModule: false, startLine: 5, startColumn: 7 });
    expect(found.script?.source).toBe("\n () => 1");
    expect(found.location).toEqual({ line: 6, column: 1 });
  });

  test.each([
    [1024, true],
    [1025, false],
  ])("a source map's URL of %i characters is kept: %s", (length, isKept) => {
    const map = "data:,".padEnd(length, "x");
    const { script } = inspector.inspect(scriptOf(fileUrl(), { map }));
    expect(script?.sourceMapURL).toBe(isKept ? map : undefined);
    expect(script?.source).toContain(map);
  });

  test("holds nothing of what it was asked, and is asked again each time", () => {
    const post = vi.spyOn(Session.prototype, "post");
    reopen();
    const make = (n: number) => () => n;
    const fn = make(1);
    expect(inspector.inspect(fn).scopes[0]).toEqual({ n: 1 });
    const at = post.mock.calls.findIndex(([method]) => (method as string) === "Runtime.getProperties");
    const session = post.mock.contexts[at] as Session;
    const { objectId } = (post.mock.calls[at] as unknown as [string, { objectId: string }])[1];
    post.mockRestore();
    const held: unknown[] = [];
    session.post("Runtime.getProperties", { objectId, ownProperties: true }, (_, { result }) =>
      held.push(...result.map(({ name, value }) => [name, value?.type])),
    );
    expect(held).toEqual(
      expect.arrayContaining([
        ["fn", "undefined"],
        ["scopes", "undefined"],
      ]),
    );
  });
});

describe("scripts by their URLs", () => {
  test("the first URL that has one counts, whatever the order of loading; of one URL the last script", () => {
    const [early, late, twice, none] = ["early", "late", "twice", "none"].map((name) => fileUrl(name));
    for (const url of [early, late]) scriptOf(url!);
    scriptOf(twice!, { text: "() => 'first'" });
    scriptOf(twice!, { text: "() => 'second'" });
    expect(inspector.scriptByUrl([none!, late!, early!])?.url).toBe(late);
    expect(inspector.scriptByUrl([early!, late!])?.url).toBe(early);
    expect(inspector.scriptByUrl([twice!])?.source).toContain("second");
    expect(inspector.scriptByUrl([none!])).toBeUndefined();
    expect(inspector.scriptByUrl([])).toBeUndefined();
  });

  test("code without a file has none", () => {
    expect(inspector.inspect(new Function("return () => 1")() as Function).script?.url).toBe("");
    expect(inspector.scriptByUrl([""])).toBeUndefined();
  });

  test("is that of a function of the file", () => {
    const url = fileUrl();
    const { script } = inspector.inspect(scriptOf(url));
    expect(inspector.scriptByUrl([url])).toBe(script);
  });
});

describe("what is asked", () => {
  const isEnable = ([method]: readonly [string, object]) => method === "Debugger.enable";

  test("a session hears of all scripts once, and lets no `debugger` statement stop it", () => {
    const calls = asked(() => {
      inspector.inspect(scriptOf(fileUrl()));
      inspector.inspect(scriptOf(fileUrl()));
      inspector.scriptByUrl([fileUrl()]);
    });
    expect(calls.filter(isEnable)).toHaveLength(1);
    expect(calls).toContainEqual(["Debugger.setSkipAllPauses", { skip: true }]);
  });

  test("a script that is known is asked for by nobody again, by function or by URL", () => {
    const url = fileUrl();
    const fn = scriptOf(url);
    const { script } = inspector.inspect(fn);
    reopen();
    const calls = asked(() => {
      expect(inspector.inspect(fn).script).toBe(script);
      expect(inspector.scriptByUrl([url])).toBe(script);
    });
    expect(calls.map(([method]) => method)).not.toContain("Debugger.enable");
    expect(calls.map(([method]) => method)).not.toContain("Debugger.getScriptSource");
  });

  test("the texts of later scripts are fetched ahead, not those of earlier ones, of Node and of packages", () => {
    inspector.inspect(scriptOf(fileUrl()));
    reopen();
    const early = scriptOf(fileUrl("early"));
    const wanted = scriptOf(fileUrl("wanted"));
    const node = scriptOf(`node:inspected${++files}`);
    const packaged = scriptOf(`file:///inspected/node_modules/${++files}.js`);
    const [later, last] = [scriptOf(fileUrl("later")), scriptOf(fileUrl("last"))];
    expect(fetches(() => inspector.inspect(wanted))).toBe(3);
    reopen();
    for (const known of [wanted, later, last]) expect(fetches(() => inspector.inspect(known))).toBe(0);
    expect(inspector.inspect(last).script?.source).toContain("last.js");
    // The session listens from here on, and fetches one by one.
    for (const unknown of [early, node, packaged]) expect(fetches(() => inspector.inspect(unknown))).toBe(1);
  });

  test("no more than a hundred are fetched ahead, in the order of loading", () => {
    inspector.inspect(scriptOf(fileUrl()));
    reopen();
    const made = Array.from({ length: 103 }, () => scriptOf(fileUrl()));
    expect(fetches(() => inspector.inspect(made[0]!))).toBe(101);
    expect(made.map((fn) => fetches(() => inspector.inspect(fn)))).toEqual(
      made.map((_, i) => (i > 100 ? 1 : 0)),
    );
  });

  test("three hundred texts are kept, those that were used last", () => {
    const made = Array.from({ length: 301 }, () => scriptOf(fileUrl()));
    const scripts = made.slice(0, 300).map((fn) => inspector.inspect(fn).script);
    const again = (i: number) => inspector.inspect(made[i]!).script;
    expect(again(0)).toBe(scripts[0]);
    again(300);
    expect(again(0)).toBe(scripts[0]);
    expect(again(2)).toBe(scripts[2]);
    expect(again(1)).toEqual(scripts[1]);
    expect(again(1)).not.toBe(scripts[1]);
    expect(fetches(() => again(3))).toBe(1);
  });

  test("a later script whose text V8 does not have any more is known no more, and stops nothing", () => {
    inspector.inspect(scriptOf(fileUrl()));
    reopen();
    const wanted = scriptOf(fileUrl("wanted"));
    const gone = fileUrl("gone");
    scriptOf(gone);
    const kept = fileUrl("kept");
    scriptOf(kept);
    let refused = 0;
    answerOtherwise((method) =>
      method === "Debugger.getScriptSource" && refused++ === 0 ? new Error("No script for id") : undefined,
    );
    expect(inspector.inspect(wanted).script?.source).toContain("wanted.js");
    vi.restoreAllMocks();
    expect(inspector.scriptByUrl([gone])).toBeUndefined();
    expect(inspector.scriptByUrl([gone, kept])?.url).toBe(kept);
  });
});

describe("an inspector that refuses", () => {
  test("is none where Node has none, or where no session can be made or connected", () => {
    const builtin = vi.spyOn(process, "getBuiltinModule").mockImplementation(() => {
      throw new Error("No such built-in module");
    });
    expect(openInspector()).toBeUndefined();
    builtin.mockReturnValue(undefined as unknown as object);
    expect(openInspector()).toBeUndefined();
    builtin.mockRestore();
    vi.spyOn(Session.prototype, "connect").mockImplementation(() => {
      throw new Error("already connected");
    });
    expect(openInspector()).toBeUndefined();
  });

  test("is none, and disconnected, where it does not see this context; nothing stays among the globals", () => {
    const names = Object.getOwnPropertyNames(globalThis);
    const disconnect = vi.spyOn(Session.prototype, "disconnect");
    answerOtherwise((method) =>
      method === "Runtime.evaluate" ? { result: { type: "undefined" } } : undefined,
    );
    expect(openInspector()).toBeUndefined();
    expect(disconnect).toHaveBeenCalledTimes(1);
    answerOtherwise((method) => (method === "Runtime.evaluate" ? new Error("refused") : undefined));
    expect(openInspector()).toBeUndefined();
    expect(disconnect).toHaveBeenCalledTimes(2);
    expect(Object.getOwnPropertyNames(globalThis)).toEqual(names);
  });

  test("is found in another context than the first", () => {
    const contexts: unknown[] = [];
    answerOtherwise((method, parameters) => {
      if (method !== "Runtime.evaluate") return undefined;
      const { contextId } = parameters as { contextId?: number };
      contexts.push(contextId);
      return contextId === undefined ? { result: { type: "undefined" } } : undefined;
    });
    const calls = vi.mocked(Session.prototype.post).mock.calls as unknown as [string][];
    const other = openInspector()!;
    try {
      expect(contexts).toEqual([undefined, expect.any(Number)]);
      const methods = calls.map(([method]) => method);
      expect(methods.filter((method) => /^Runtime.(en|dis)able$/.test(method))).toEqual([
        "Runtime.enable",
        "Runtime.disable",
      ]);
      const n = 5;
      expect(other.inspect(() => n).scopes[0]).toMatchObject({ n: 5 });
    } finally {
      other.close();
    }
  });

  test("says which question was refused or not answered", () => {
    const fn = scriptOf(fileUrl());
    answerOtherwise((method) => (method === "Debugger.getScriptSource" ? new Error("refused") : undefined));
    expect(() => inspector.inspect(fn)).toThrow("refused");
    vi.restoreAllMocks();
    vi.spyOn(Session.prototype, "post").mockImplementation(() => {});
    expect(() => inspector.inspect(fn)).toThrow("the inspector did not answer Runtime.getProperties");
  });

  test("answers nothing once it is closed", () => {
    const disconnect = vi.spyOn(Session.prototype, "disconnect");
    const other = openInspector()!;
    other.close();
    expect(disconnect).toHaveBeenCalledTimes(1);
    expect(() => other.inspect(() => 1)).toThrow(/not connected/);
  });
});
