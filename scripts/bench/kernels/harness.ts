import {
  type Callee,
  createModule,
  encodeModule,
  type FunctionBuilder,
  get,
  i32,
  type Instruction,
  label,
  lane,
  load,
  type Local,
  loop,
  type ModuleBuilder,
  op,
  set,
  store,
  v128,
  brIf,
} from "../../../sim/engine/wasm/encode/index.ts";
import type { Kernel } from "../design.ts";
import { SEED } from "../stimulus.ts";

/** Where the generator's state and the checksum are; the design's own state begins at `STATE`. */
const RANDOM = 0;
const CHECKSUM = 4;
export const STATE = 64;

/** The pieces of which a hand-written kernel is put together; the rest of it is the harness, the same for all. */
export interface KernelParts {
  readonly name: string;
  /** Bytes of memory, from 0. */
  readonly bytes: number;
  /** What happens before the measured cycles. */
  prepare(f: FunctionBuilder, random: RandomCode): void;
  /** One cycle: inputs, edge. */
  cycle(f: FunctionBuilder, random: RandomCode): readonly Instruction[];
  /** Leaves Σ (2 k + 1) · out[k] of this cycle, before its edge, in `sum`. */
  fold(f: FunctionBuilder, sum: Local): readonly Instruction[];
}

export interface RandomCode {
  /** The next word is in `state` behind these. */
  readonly step: readonly Instruction[];
  readonly state: Local;
}

/** A WebAssembly module with `prepare()`, `run(cycles)` and `checksum()`: the whole harness runs inside. */
export function makeKernel(parts: KernelParts): Kernel {
  const module = createModule(parts.name);
  define(module, "prepare", [], (f) => {
    const random = randomCode(f);
    f.add(set(random.state, i32(SEED)));
    parts.prepare(f, random);
    f.add(store("i32.store", i32(RANDOM), get(random.state)), store("i32.store", i32(CHECKSUM), i32(0)));
  });
  define(module, "run", [["cycles", "i32"]], (f) => {
    const random = randomCode(f);
    const checksum = f.local("i32", "checksum");
    const sum = f.local("i32", "sum");
    const [cycles] = f.params as readonly [Local];
    f.add(
      set(random.state, load("i32.load", i32(RANDOM))),
      set(checksum, load("i32.load", i32(CHECKSUM))),
      ...countDown(cycles, [
        ...parts.fold(f, sum),
        set(checksum, op("i32.add", op("i32.mul", get(checksum), i32(31)), get(sum))),
        ...parts.cycle(f, random),
      ]),
      store("i32.store", i32(RANDOM), get(random.state)),
      store("i32.store", i32(CHECKSUM), get(checksum)),
    );
  });
  module.func({ name: "checksum", results: ["i32"], exported: true }, (f) =>
    f.add(load("i32.load", i32(CHECKSUM))),
  );
  const pages = Math.ceil(parts.bytes / 65536);
  return { bytes: encodeModule(module.finish({ pages, imported: false })) };
}

function define(
  module: ModuleBuilder,
  name: string,
  params: readonly (readonly [string, "i32"])[],
  write: (f: FunctionBuilder) => void,
): Callee {
  return module.func({ name, params, exported: true }, write);
}

function randomCode(f: FunctionBuilder): RandomCode {
  const state = f.local("i32", "random");
  const mix = (shift: "i32.shl" | "i32.shr_u", by: number) =>
    set(state, op("i32.xor", get(state), op(shift, get(state), i32(by))));
  return { state, step: [mix("i32.shl", 13), mix("i32.shr_u", 17), mix("i32.shl", 5)] };
}

/** Runs the body as often as the local says, at least once; the local ends as 0. */
export function countDown(counter: Local, body: readonly Instruction[]): readonly Instruction[] {
  const again = label("again");
  return [
    loop(again, [...body, set(counter, op("i32.sub", get(counter), i32(1))), brIf(again, get(counter))]),
  ];
}

/** `pointer` ← `pointer` + `bytes`. */
export function advance(pointer: Local, bytes: number): Instruction {
  return set(pointer, op("i32.add", get(pointer), i32(bytes)));
}

/** Stores the next `count` bytes at addresses `stride` apart, from `address` on; a multiple of four. */
export function storeBytes(
  f: FunctionBuilder,
  random: RandomCode,
  address: number,
  stride: number,
  count: number,
): readonly Instruction[] {
  const at = f.local("i32", "at");
  const left = f.local("i32", "left");
  return [
    set(at, i32(address)),
    set(left, i32(count / 4)),
    ...countDown(left, [
      ...random.step,
      ...[0, 1, 2, 3].map((k) =>
        store("i32.store8", get(at), op("i32.shr_u", get(random.state), i32(8 * k)), k * stride),
      ),
      advance(at, 4 * stride),
    ]),
  ];
}

const words = (values: readonly number[]): Instruction =>
  v128(values.flatMap((value) => [0, 8, 16, 24].map((shift) => (value >>> shift) & 255)));

/** `sum` ← Σ (2 k + 1) · word k of `count` words at an address; a multiple of four. */
export function foldWords(
  f: FunctionBuilder,
  sum: Local,
  address: number,
  count: number,
): readonly Instruction[] {
  const at = f.local("i32", "at");
  const left = f.local("i32", "left");
  const weights = f.local("v128", "weights");
  const sums = f.local("v128", "sums");
  const laneOf = (k: number) => lane("i32x4.extract_lane", k, get(sums));
  return [
    set(at, i32(address)),
    set(left, i32(count / 4)),
    set(weights, words([1, 3, 5, 7])),
    set(sums, words([0, 0, 0, 0])),
    ...countDown(left, [
      set(sums, op("i32x4.add", get(sums), op("i32x4.mul", load("v128.load", get(at)), get(weights)))),
      set(weights, op("i32x4.add", get(weights), words([8, 8, 8, 8]))),
      advance(at, 16),
    ]),
    set(sum, op("i32.add", op("i32.add", laneOf(0), laneOf(1)), op("i32.add", laneOf(2), laneOf(3)))),
  ];
}
