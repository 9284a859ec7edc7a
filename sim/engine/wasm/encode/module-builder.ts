import type { Callee, Global, Instruction, Local, WasmType } from "./instruction.ts";

export interface WasmFunction extends Callee {
  /** Parameters first. */
  readonly locals: readonly Local[];
  readonly body: readonly Instruction[];
  readonly exported: boolean;
}

export interface WasmImport extends Callee {
  readonly from: string;
}

export interface WasmGlobal extends Global {
  readonly initial: number | bigint;
}

export interface WasmData {
  readonly address: number;
  readonly bytes: Uint8Array;
}

/** A module as data: what both printers read. */
export interface WasmModule {
  readonly name: string;
  readonly imports: readonly WasmImport[];
  readonly functions: readonly WasmFunction[];
  readonly globals: readonly WasmGlobal[];
  /** Bytes that linear memory has from the start. */
  readonly data: readonly WasmData[];
  /** Undefined: the module has no memory of its own. `imported`: from "env"."memory". */
  readonly memory: { readonly pages: number; readonly imported: boolean } | undefined;
}

export interface FunctionBuilder {
  readonly params: readonly Local[];
  /** A new variable, 0 at the start. */
  local(type: WasmType, name: string): Local;
  add(...instructions: readonly Instruction[]): void;
}

export interface FunctionShape {
  readonly name: string;
  readonly params?: readonly (readonly [name: string, type: WasmType])[];
  readonly results?: readonly WasmType[];
  readonly exported?: boolean;
}

export interface ModuleBuilder {
  /** Defines a function; `write` fills it at once. */
  func(shape: FunctionShape, write: (builder: FunctionBuilder) => void): Callee;
  /** The function that `key` stands for: defined at its first use. */
  once(key: string, define: () => Callee): Callee;
  import(from: string, name: string, params: readonly WasmType[], results: readonly WasmType[]): Callee;
  global(name: string, type: WasmType, initial: number | bigint): Global;
  data(address: number, bytes: Uint8Array): void;
  /** Sees to it that linear memory has at least so many bytes. */
  reach(bytes: number): void;
  finish(memory: WasmModule["memory"]): WasmModule;
}

const PAGE = 65_536;

export function createModule(name: string): ModuleBuilder {
  const imports: WasmImport[] = [];
  const functions: WasmFunction[] = [];
  const globals: WasmGlobal[] = [];
  const data: WasmData[] = [];
  let reached = 0;
  const known = new Map<string, Callee>();
  return {
    func({ name: called, params = [], results = [], exported = false }, write) {
      const locals = params.map(([local, type], index): Local => ({ index, type, name: local }));
      const own = [...locals];
      const body: Instruction[] = [];
      write({
        params: own,
        local(type, local) {
          const made = { index: locals.length, type, name: local };
          locals.push(made);
          return made;
        },
        add: (...instructions) => void body.push(...instructions),
      });
      const made = { name: called, params: own.map(({ type }) => type), results, locals, body, exported };
      functions.push(made);
      return made;
    },
    once(key, define) {
      const before = known.get(key);
      if (before) return before;
      const made = define();
      known.set(key, made);
      return made;
    },
    import(from, called, params, results) {
      const made = { from, name: called, params, results };
      imports.push(made);
      return made;
    },
    global(called, type, initial) {
      const made = { index: globals.length, type, name: called, initial };
      globals.push(made);
      return made;
    },
    data: (address, bytes) => void data.push({ address, bytes }),
    reach(bytes) {
      reached = Math.max(reached, bytes);
    },
    finish: (memory) => ({
      name,
      imports,
      functions,
      globals,
      data,
      memory: memory && { ...memory, pages: Math.max(memory.pages, Math.ceil(reached / PAGE)) },
    }),
  };
}
