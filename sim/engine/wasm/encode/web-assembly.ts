/** What is used of JavaScript's WebAssembly interface, whose declarations come with those of browsers only. */
export interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => CompiledModule;
  readonly Instance: new (module: CompiledModule, imports?: object) => { readonly exports: WasmExports };
  readonly Memory: new (limits: { readonly initial: number; readonly maximum?: number }) => WasmMemory;
  validate(bytes: Uint8Array<ArrayBuffer>): boolean;
}

export interface CompiledModule {
  readonly compiled?: never;
}

export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

/** Functions by name; "memory" where the module has one of its own. */
export type WasmExports = Readonly<Record<string, unknown>>;

export function webAssembly(): WebAssemblyApi {
  return (globalThis as unknown as { readonly WebAssembly: WebAssemblyApi }).WebAssembly;
}
