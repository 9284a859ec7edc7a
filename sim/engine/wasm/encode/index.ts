/** A small encoder of WebAssembly: instructions as data, printed as binary and as text. */
export { encodeModule } from "./encode-module.ts";
export type {
  Callee,
  Global,
  Instruction,
  Label,
  LaneName,
  LaneStoreName,
  Local,
  MemoryName,
  PlainName,
  WasmType,
} from "./instruction.ts";
export * from "./make.ts";
export {
  createModule,
  type FunctionBuilder,
  type FunctionShape,
  type ModuleBuilder,
  type WasmFunction,
  type WasmModule,
} from "./module-builder.ts";
export { printWat } from "./print-wat.ts";
export { type CompiledModule, type WasmExports, type WasmMemory, webAssembly } from "./web-assembly.ts";
