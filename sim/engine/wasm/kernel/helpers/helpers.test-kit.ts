import {
  call,
  type Callee,
  createModule,
  encodeModule,
  get,
  type ModuleBuilder,
  type WasmMemory,
  webAssembly,
} from "../../encode/index.ts";

export interface Helpers {
  readonly run: Readonly<Record<string, (...args: number[]) => number>>;
  readonly memory: ArrayBuffer;
}

/** Functions of a module by names of their own, and a memory of one page. */
export function helpers(make: (module: ModuleBuilder) => Readonly<Record<string, Callee>>): Helpers {
  const module = createModule("helpers");
  for (const [name, callee] of Object.entries(make(module))) {
    const params = callee.params.map((type, i) => [`p${i}`, type] as const);
    module.func(
      { name: `${name}.exported`, exported: true, params, results: callee.results },
      ({ params, add }) => add(call(callee, ...params.map((param) => get(param)))),
    );
  }
  const bytes = encodeModule(module.finish({ pages: 1, imported: false }));
  const { exports } = new (webAssembly().Instance)(new (webAssembly().Module)(bytes));
  const run: Record<string, (...args: number[]) => number> = {};
  for (const [name, value] of Object.entries(exports))
    if (name.endsWith(".exported"))
      run[name.replace(".exported", "")] = value as (...args: number[]) => number;
  return { run, memory: (exports["memory"] as WasmMemory).buffer };
}
