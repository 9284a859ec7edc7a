import {
  get,
  i32,
  type Instruction,
  load,
  memoryCopy,
  op,
  set,
  store,
  type FunctionBuilder,
} from "../../../sim/engine/wasm/encode/index.ts";
import type { Kernel } from "../design.ts";
import { advance, countDown, foldWords, makeKernel, STATE, storeBytes } from "./harness.ts";

const LANES = 16;

/**
 * The weight-stationary array by hand: what an engine is compared with. Row by row from the bottom up, so that the sums of the row
 * above are still the old ones; 16 cells at a time: 8-bit products are exact in 16 bits, and are widened to the 32-bit sums.
 *
 * act[r][c] is what goes into cell (r, c), with the driven input at c = 0; psum[r][c] likewise, with zeros at r = 0.
 */
export function weightStationaryKernel(size: number): Kernel {
  const actStride = size + LANES;
  const act = STATE;
  const weight = act + size * actStride;
  const psum = weight + size * size;
  const rowBytes = 4 * size;
  // Small rows are taken several at a time, so that a turn of the loop is worth it.
  const rowsPerTurn = Math.max(1, 64 / size);

  const rows = (f: FunctionBuilder): readonly Instruction[] => {
    const [actRow, weightRow, psumRow, left] = ["actRow", "weightRow", "psumRow", "left"].map((name) =>
      f.local("i32", name),
    );
    const [acts, low, high, weights] = ["acts", "low", "high", "weights"].map((name) =>
      f.local("v128", name),
    );
    const cells = (row: number, column: number): readonly Instruction[] => {
      const from = row * rowBytes + 4 * column;
      const add = (part: number, widen: "low" | "high", products: Instruction) =>
        store(
          "v128.store",
          get(psumRow!),
          op(
            "i32x4.add",
            load("v128.load", get(psumRow!), from + 16 * part),
            op(`i32x4.extend_${widen}_i16x8_s`, products),
          ),
          from + rowBytes + 16 * part,
        );
      return [
        set(acts!, load("v128.load", get(actRow!), row * actStride + column)),
        set(weights!, load("v128.load", get(weightRow!), row * size + column)),
        store("v128.store", get(actRow!), get(acts!), row * actStride + column + 1),
        set(low!, op("i16x8.extmul_low_i8x16_s", get(acts!), get(weights!))),
        set(high!, op("i16x8.extmul_high_i8x16_s", get(acts!), get(weights!))),
        add(0, "low", get(low!)),
        add(1, "high", get(low!)),
        add(2, "low", get(high!)),
        add(3, "high", get(high!)),
      ];
    };
    const turn: Instruction[] = [];
    for (let row = rowsPerTurn - 1; row >= 0; row--) {
      for (let column = size - LANES; column >= 0; column -= LANES) turn.push(...cells(row, column));
    }
    const last = size - rowsPerTurn;
    return [
      set(actRow!, i32(act + last * actStride)),
      set(weightRow!, i32(weight + last * size)),
      set(psumRow!, i32(psum + last * rowBytes)),
      set(left!, i32(size / rowsPerTurn)),
      ...countDown(left!, [
        ...turn,
        advance(actRow!, -rowsPerTurn * actStride),
        advance(weightRow!, -rowsPerTurn * size),
        advance(psumRow!, -rowsPerTurn * rowBytes),
      ]),
    ];
  };

  return makeKernel({
    name: `weightStationary${size}`,
    bytes: psum + (size + 1) * rowBytes,
    prepare(f, random) {
      // All else stays 0 while weights move down.
      const left = f.local("i32", "cycles");
      f.add(
        set(left, i32(4 * size)),
        ...countDown(left, [
          memoryCopy(i32(weight + size), i32(weight), i32(size * (size - 1))),
          ...storeBytes(f, random, weight, 1, size),
        ]),
      );
    },
    cycle: (f, random) => [...storeBytes(f, random, act, actStride, size), ...rows(f)],
    fold: (f, sum) => foldWords(f, sum, psum + size * rowBytes, size),
  });
}
