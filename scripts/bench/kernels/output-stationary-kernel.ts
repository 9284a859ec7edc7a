import {
  type FunctionBuilder,
  get,
  i32,
  type Instruction,
  load,
  op,
  set,
  store,
  when,
} from "../../../sim/engine/wasm/encode/index.ts";
import type { Kernel } from "../design.ts";
import { advance, countDown, foldWords, makeKernel, type RandomCode, STATE, storeBytes } from "./harness.ts";

const LANES = 16;

/**
 * The output-stationary array by hand, row by row from the bottom up, so that the row above is still the old one; 16 cells at a
 * time. A valid bit is a mask of a byte. `drain` is the same for all cells: a loop for each of its values.
 *
 * act, valid[r][c] and weight[r][c] are what goes into cell (r, c), with the driven inputs at c = 0 and r = 0; sum[r + 1] are the
 * sums of row r, below a row of zeros.
 */
export function outputStationaryKernel(size: number): Kernel {
  const stride = size + LANES;
  const act = STATE;
  const valid = act + size * stride;
  const weight = valid + size * stride;
  const sum = weight + (size + 1) * size;
  const rowBytes = 4 * size;

  const rows = (f: FunctionBuilder, drains: boolean): readonly Instruction[] => {
    const [actRow, weightRow, sumRow, left] = ["actRow", "weightRow", "sumRow", "left"].map((name) =>
      f.local("i32", name),
    );
    const [acts, valids, weights, low, high] = ["acts", "valids", "weights", "low", "high"].map((name) =>
      f.local("v128", name),
    );
    const cells = (column: number): readonly Instruction[] => {
      const at = 4 * column;
      const drained = [0, 1, 2, 3].map((part) =>
        store(
          "v128.store",
          get(sumRow!),
          load("v128.load", get(sumRow!), at + 16 * part),
          at + rowBytes + 16 * part,
        ),
      );
      const add = (part: number, widen: "low" | "high", products: Instruction) => {
        const offset = at + rowBytes + 16 * part;
        const wide = op(`i32x4.extend_${widen}_i16x8_s`, products);
        return store(
          "v128.store",
          get(sumRow!),
          op("i32x4.add", load("v128.load", get(sumRow!), offset), wide),
          offset,
        );
      };
      const gated = op("v128.and", get(acts!), get(valids!));
      const added = [
        set(low!, op("i16x8.extmul_low_i8x16_s", gated, get(weights!))),
        set(high!, op("i16x8.extmul_high_i8x16_s", gated, get(weights!))),
        add(0, "low", get(low!)),
        add(1, "high", get(low!)),
        add(2, "low", get(high!)),
        add(3, "high", get(high!)),
      ];
      const offsetOfValid = valid - act;
      return [
        set(acts!, load("v128.load", get(actRow!), column)),
        set(valids!, load("v128.load", get(actRow!), offsetOfValid + column)),
        set(weights!, load("v128.load", get(weightRow!), column)),
        store("v128.store", get(actRow!), get(acts!), column + 1),
        store("v128.store", get(actRow!), get(valids!), offsetOfValid + column + 1),
        store("v128.store", get(weightRow!), get(weights!), size + column),
        ...(drains ? drained : added),
      ];
    };
    const turn: Instruction[] = [];
    for (let column = size - LANES; column >= 0; column -= LANES) turn.push(...cells(column));
    return [
      set(actRow!, i32(act + (size - 1) * stride)),
      set(weightRow!, i32(weight + (size - 1) * size)),
      set(sumRow!, i32(sum + (size - 1) * rowBytes)),
      set(left!, i32(size)),
      ...countDown(left!, [
        ...turn,
        advance(actRow!, -stride),
        advance(weightRow!, -size),
        advance(sumRow!, -rowBytes),
      ]),
    ];
  };

  const inputs = (f: FunctionBuilder, random: RandomCode): readonly Instruction[] => {
    const code: Instruction[] = [];
    for (let first = 0; first < size; first += 32) {
      code.push(...random.step);
      for (let k = 0; k < 32; k++) {
        const bit = op("i32.and", op("i32.shr_u", get(random.state), i32(k)), i32(1));
        code.push(store("i32.store8", i32(0), op("i32.sub", i32(0), bit), valid + (first + k) * stride));
      }
    }
    return [...code, ...storeBytes(f, random, act, stride, size), ...storeBytes(f, random, weight, 1, size)];
  };

  return makeKernel({
    name: `outputStationary${size}`,
    bytes: sum + (size + 1) * rowBytes,
    prepare() {},
    cycle(f, random) {
      const keeps = f.local("i32", "keeps");
      return [
        ...random.step,
        set(keeps, op("i32.and", get(random.state), i32(15))),
        ...inputs(f, random),
        when(get(keeps), rows(f, false), rows(f, true)),
      ];
    },
    fold: (f, total) => foldWords(f, total, sum + size * rowBytes, size),
  });
}
