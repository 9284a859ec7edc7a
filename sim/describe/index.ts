/** Describing hardware: modules, signals, types, storage, connections, and the operators that TypeScript has no sign for. */
export { type BehaviouralMarks, type CombDeclaration, isBehavioural, marksOf } from "./behavioural.ts";
export { Bundle, isBundle } from "./bundle.ts";
export {
  clocked,
  type ClockDomain,
  clockDomain,
  type ClockDomainOptions,
  type Clocking,
  isClockDomain,
  type ResetKind,
  type ResetSignal,
} from "./clock-domain.ts";
export type { Blackbox, BlackboxParam, BlackboxPin, OfInstance } from "./blackbox.ts";
export { verilogNameProblem } from "./verilog-name.ts";
export { bitsOf, fromBits } from "./bit-patterns.ts";
export { connect, type Link } from "./connect.ts";
export { intrinsic, intrinsicName } from "./intrinsic.ts";
export {
  type AnyMemory,
  isMemory,
  isWordSource,
  Memory,
  memory,
  type MemoryOptions,
  type MemoryStore,
} from "./memory.ts";
export type { MemoryPorts, OnCollision, WordSource } from "./memory.ts";
export { binaryFile, type FilePlace, hexFile } from "./memory-files.ts";
export { isModule, isModuleBase, Module, type ModulePlace, placeOf } from "./module.ts";
export { fma, sum, toFloat } from "./float-operators.ts";
export { and, bits, concat, or, saturate, shl, shr, wrap, xor } from "./operators.ts";
export type { Cell } from "./signals/cell.ts";
export { CompositeSignal, isCompositeSignal } from "./signals/composite-signal.ts";
export {
  input,
  type InputSignal,
  output,
  outputReg,
  type OutputRegSignal,
  type OutputSignal,
  type Readable,
  reg,
  type RegSignal,
  wire,
  type WireSignal,
} from "./signals/declare.ts";
export { Input, Output, OutputReg, Reg, Wire } from "./signals/leaf-signals.ts";
export {
  type AnyLeafSignal,
  type Direction,
  isLeafSignal,
  LeafSignal,
  type SignalOptions,
} from "./signals/signal.ts";
export { FrozenData } from "./frozen-data.ts";
export { type AnyState, isState, State, state, type StateOptions, type StateStore } from "./state.ts";
export { StreamSink, streamSink, StreamSource, streamSource } from "./stream.ts";
export { vec, struct } from "./types/composites.ts";
export { type Enumeration, enumeration } from "./types/enumeration.ts";
export { fixed } from "./types/fixed.ts";
export { bf16, float, type FloatOptions, fp16, fp24, fp32 } from "./types/float.ts";
export { floatFacts, type FloatFacts } from "./types/float-facts.ts";
export { bigSint, bigUint, bit, sint, uint } from "./types/integers.ts";
export { isType, sameType, typeText } from "./types/type-text.ts";
export {
  fixedRange,
  fitValue,
  misfit,
  numberRange,
  outOfRange,
  wrapNumber,
  zeroValue,
} from "./types/type-values.ts";
export type {
  BigSIntType,
  BigUIntType,
  BitType,
  EnumerationType,
  EnumerationValue,
  FixedType,
  FloatType,
  HardwareType,
  LeafType,
  ReadOf,
  SIntType,
  StructFields,
  StructType,
  UIntType,
  VecType,
  WriteOf,
} from "./types/type.ts";
