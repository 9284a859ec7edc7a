import type { Session } from "node:inspector";
import { type Position, type Script, type ScriptRecord, scriptOf } from "./script.ts";

/** One scope that a function sees, innermost first: the names that V8 keeps for it, with their present values. */
export type Scope = Readonly<Record<string, unknown>>;

/** Where V8 has a function, and what the function sees. */
export interface Inspected {
  readonly script: Script | undefined;
  /** A position inside the function's text. */
  readonly location: Position | undefined;
  /** Scopes without the global one, innermost first. */
  readonly scopes: readonly Scope[];
}

/** V8's inspector in this process, for as long as it is open. Synchronous. */
export interface Inspector {
  inspect(fn: Function): Inspected;
  /** The script with the first of these `file:` URLs that one has; of several scripts with one URL the last. */
  scriptByUrl(urls: readonly string[]): Script | undefined;
  close(): void;
}

/** What passes between us and the inspector by identity. */
interface Exchange {
  fn: Function | undefined;
  scopes: ArrayLike<{ readonly description: string; readonly object: Scope }> | undefined;
}

type Post = (method: string, parameters?: object) => Record<string, unknown>;

interface InternalProperty {
  readonly name: string;
  readonly value?: { readonly objectId?: string; readonly value?: unknown };
}

const longestKeptUrl = 1024;

/** How many scripts are kept with their texts: those of a large design, and not those of ten thousand random ones. */
const mostScripts = 300;

/**
 * What V8 has told this thread of its scripts, by their ids in the order of loading. A script never changes and its id is never used again, so
 * that what is known holds for ever. To ask about one more means to hear of all, with their source maps, and V8 goes through its whole
 * memory: a tenth of a second under a test runner.
 */
const records = new Map<string, ScriptRecord>();
/** The last used come last. */
const scripts = new Map<string, Script>();

/** Who compiles one design after another has mostly loaded them one after another: so many texts of later scripts are taken along. */
const mostAhead = 100;

/** Code made by `new Function` or `eval` has no file. */
const unnamed = { url: "", isModule: false, startLine: 0, startColumn: 0, sourceMapURL: undefined };

/** Opens a session with the inspector of this thread; undefined where there is none (a browser, a Node built without). */
export function openInspector(): Inspector | undefined {
  const session = connect();
  if (!session) return undefined;
  try {
    return inspectorOn(session);
  } catch {
    session.disconnect();
    return undefined;
  }
}

function connect(): Session | undefined {
  try {
    const { Session } = process.getBuiltinModule("node:inspector");
    const session = new Session();
    session.connect();
    return session;
  } catch {
    return undefined;
  }
}

function inspectorOn(session: Session): Inspector {
  const post: Post = (method, parameters = {}) => {
    let answer: Record<string, unknown> | undefined;
    let refused: Error | null = null;
    session.post(method, parameters, (error, result) => {
      refused = error;
      answer = result as Record<string, unknown>;
    });
    if (refused) throw refused as Error;
    if (!answer) throw new Error(`the inspector did not answer ${method}`);
    return answer;
  };

  session.on("Debugger.scriptParsed", ({ params }) => {
    if (params.url === "") return;
    const map = params.sourceMapURL;
    records.set(params.scriptId, {
      id: params.scriptId,
      url: params.url,
      isModule: params.isModule ?? false,
      startLine: params.startLine,
      startColumn: params.startColumn,
      // The maps of a large process would be many megabytes; a long one is read again from the script that needs it.
      sourceMapURL: map && map.length <= longestKeptUrl ? map : undefined,
    });
  });
  let isListening = false;
  const listen = (): void => {
    if (isListening) return;
    isListening = true;
    post("Debugger.enable");
    // A `debugger` statement must not stop the thread that would have to let it go on.
    post("Debugger.setSkipAllPauses", { skip: true });
  };

  const exchange: Exchange = { fn: undefined, scopes: undefined };
  const exchangeId = idOf(exchange, session, post);

  const fetchScript = (id: string): Script => {
    const record = records.get(id) ?? { ...unnamed, id };
    return scriptOf(record, String(post("Debugger.getScriptSource", { scriptId: id }).scriptSource));
  };
  const scriptById = (id: string): Script => {
    const known = scripts.get(id);
    if (known) return keep(known);
    // The first design of a process is mostly its only one.
    const isLater = !isListening && records.size > 0;
    listen();
    if (isLater) fetchAfter(id);
    return keep(fetchScript(id));
  };
  const fetchAfter = (id: string): void => {
    for (const later of unknownAfter(id)) {
      try {
        keep(fetchScript(later));
      } catch {
        // Nothing has held the script since V8 told of it, and it is gone.
        records.delete(later);
      }
    }
  };

  const scopesOf = (objectId: string): readonly Scope[] => {
    post("Runtime.callFunctionOn", {
      objectId,
      functionDeclaration: "function (exchange) { exchange.scopes = this; }",
      arguments: [{ objectId: exchangeId }],
    });
    const scopes = Array.from(exchange.scopes ?? []);
    exchange.scopes = undefined;
    return scopes.filter(({ description }) => description !== "Global").map(({ object }) => object);
  };

  return {
    inspect(fn) {
      exchange.fn = fn;
      const held = post("Runtime.getProperties", { objectId: exchangeId, ownProperties: true });
      const own = held.result as { name: string; value: { objectId: string } }[];
      const id = own.find((property) => property.name === "fn")?.value.objectId;
      const described = post("Runtime.getProperties", { objectId: id, ownProperties: true });
      const internal = (described.internalProperties ?? []) as InternalProperty[];
      const location = internal.find((property) => property.name === "[[FunctionLocation]]")?.value?.value as
        { scriptId: string; lineNumber: number; columnNumber: number } | undefined;
      const scopesId = internal.find((property) => property.name === "[[Scopes]]")?.value?.objectId;
      exchange.fn = undefined;
      return {
        script: location && scriptById(location.scriptId),
        location: location && { line: location.lineNumber, column: location.columnNumber },
        scopes: scopesId === undefined ? [] : scopesOf(scopesId),
      };
    },
    scriptByUrl(urls) {
      let id = firstDefined(urls, lastWithUrl);
      if (id === undefined) {
        listen();
        id = firstDefined(urls, lastWithUrl);
      }
      return id === undefined ? undefined : scriptById(id);
    },
    close() {
      session.disconnect();
    },
  };
}

function keep(script: Script): Script {
  scripts.delete(script.id);
  scripts.set(script.id, script);
  const [oldest] = scripts.keys();
  if (scripts.size > mostScripts && oldest !== undefined) scripts.delete(oldest);
  return script;
}

/** The scripts that were loaded behind one, and whose texts are not known; those of packages hold no designs. */
function unknownAfter(id: string): readonly string[] {
  const found: string[] = [];
  for (const { id: later, url } of records.values()) {
    if (Number(later) <= Number(id) || scripts.has(later)) continue;
    if (url.startsWith("node:") || url.includes("/node_modules/")) continue;
    found.push(later);
    if (found.length === mostAhead) break;
  }
  return found;
}

/** The id of the last script that was loaded from a URL. */
function lastWithUrl(url: string): string | undefined {
  let found: string | undefined;
  for (const record of records.values()) if (record.url === url) found = record.id;
  return found;
}

/** The inspector's id of one of our objects, which for a moment is a global variable under a name nobody can guess. */
function idOf(value: object, session: Session, post: Post): string {
  const key = `systole:${crypto.randomUUID()}`;
  Object.defineProperty(globalThis, key, { value, configurable: true, enumerable: false });
  const idIn = (context: object): string | undefined => {
    const expression = `globalThis[${JSON.stringify(key)}]`;
    const { result } = post("Runtime.evaluate", { expression, silent: true, ...context });
    return (result as { objectId?: string }).objectId;
  };
  try {
    const id = idIn({}) ?? firstDefined(contextsOf(session, post), (contextId) => idIn({ contextId }));
    if (id === undefined) throw new Error("the inspector does not see this context");
    return id;
  } finally {
    Reflect.deleteProperty(globalThis, key);
  }
}

/** The contexts of this thread: test runners that isolate by `node:vm` run us in another one than the first. */
function contextsOf(session: Session, post: Post): number[] {
  const contexts: number[] = [];
  const note = ({ params }: { params: { context: { id: number } } }) => contexts.push(params.context.id);
  session.on("Runtime.executionContextCreated", note);
  post("Runtime.enable");
  session.off("Runtime.executionContextCreated", note);
  post("Runtime.disable");
  return contexts;
}

function firstDefined<Item, Result>(items: readonly Item[], find: (item: Item) => Result | undefined) {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
