import {
  createModule,
  encodeModule,
  i32,
  type Instruction,
  load,
  store,
  type WasmMemory,
  webAssembly,
} from "./index.ts";

/** Operands are at 0, 16 and 32, the result goes to 48. */
export interface Bench {
  readonly view: DataView;
  readonly run: () => void;
}

export function benchOf(instruction: Instruction): Bench {
  const builder = createModule("bench");
  builder.func({ name: "run", exported: true }, ({ add }) => add(instruction));
  const module = new (webAssembly().Module)(encodeModule(builder.finish({ pages: 1, imported: false })));
  const { exports } = new (webAssembly().Instance)(module);
  const { buffer } = exports["memory"] as WasmMemory;
  return { view: new DataView(buffer), run: exports["run"] as () => void };
}

export const vector = (at: number): Instruction => load("v128.load", i32(at));
export const storeVector = (value: Instruction): Instruction => store("v128.store", i32(48), value);

export const integers = [
  0n,
  1n,
  -1n,
  2n,
  7n,
  100n,
  127n,
  128n,
  255n,
  256n,
  32767n,
  32768n,
  65535n,
  2n ** 31n - 1n,
  2n ** 31n,
];
export const wide = [...integers, 2n ** 32n - 1n, 2n ** 63n - 1n, 2n ** 63n, -5n, 0x123456789abcdefn];
export const floats = [
  0,
  -0,
  1,
  -1.5,
  0.5,
  2.5,
  3.5,
  -0.5,
  1e30,
  -1e-30,
  Infinity,
  -Infinity,
  NaN,
  16777215.5,
  5e-324,
];

export const bitsOf = (type: string): number =>
  ({ i8: 8, i16: 16, i32: 32, i64: 64, f32: 32, f64: 64 })[type]!;

export function readInteger(view: DataView, at: number, bits: number): bigint {
  let value = 0n;
  for (let i = 0; i < bits / 8; i++) value |= BigInt(view.getUint8(at + i)) << BigInt(8 * i);
  return value;
}

export function writeInteger(view: DataView, at: number, bits: number, value: bigint): void {
  const own = BigInt.asUintN(bits, value);
  for (let i = 0; i < bits / 8; i++) view.setUint8(at + i, Number((own >> BigInt(8 * i)) & 255n));
}

export const readFloat = (view: DataView, at: number, bits: number): number =>
  bits === 32 ? view.getFloat32(at, true) : view.getFloat64(at, true);
export const writeFloat = (view: DataView, at: number, bits: number, value: number): void =>
  bits === 32 ? view.setFloat32(at, value, true) : view.setFloat64(at, value, true);

/** Names of instructions with one operand. */
export const unaries = /\.(eqz|clz|ctz|popcnt|neg|abs|extend\d+_s|ceil|floor|trunc|nearest|sqrt)$/;
