import { expect, test } from "vitest";
import type { KernelClass } from "./classes.ts";
import { type Regularity, regularityOf } from "./fit.ts";
import { type Homes, indexIn, makePlane } from "./homes.ts";

const LOOSE = -1;

/** How instances are connected, the one at each position to the word at a position of a plane, or to a loose one. */
function connected(rows: number, columns: number, to: readonly number[]): Regularity | undefined {
  const plane = makePlane("q", { kind: "integer", bytes: 1, signed: false }, rows, columns);
  const homes: Pick<Homes, "planes" | "planeOf" | "indexOf"> = {
    planes: [plane],
    planeOf: Int32Array.from(to, (at) => (at === LOOSE ? -1 : 0)),
    indexOf: Int32Array.from(to, (at) => (at === LOOSE ? 0 : indexIn(plane, at))),
  };
  const cls: Pick<KernelClass, "words" | "stride" | "grid"> & { readonly instances: { length: number } } = {
    words: Int32Array.from(to, (_, position) => position),
    stride: 1,
    grid: { rows, columns, order: to.map((_, i) => i) },
    instances: { length: to.length },
  };
  return regularityOf(cls as KernelClass, 0, homes as Homes);
}

const row = (length: number): readonly number[] => Array.from({ length }, (_, i) => i);

test("a row whose every third word is elsewhere goes on by one, in pairs of neighbours", () => {
  const to = row(12).map((at) => (at % 3 === 2 ? LOOSE : at));
  expect(connected(1, 12, to)).toEqual({
    ...{ plane: 0, base: 0, rowStep: 0, columnStep: 1 },
    exceptions: [2, 5, 8, 11],
  });
});

test("a row that begins and ends elsewhere", () => {
  expect(connected(1, 9, [LOOSE, ...row(7), LOOSE])).toEqual({
    ...{ plane: 0, base: -1, rowStep: 0, columnStep: 1 },
    exceptions: [0, 8],
  });
});

test("rows: steps within a row are not those from its end to the next one's beginning", () => {
  // Two columns: as many steps lead to the next row as within one.
  const pitch = makePlane("q", { kind: "integer", bytes: 1, signed: false }, 5, 2).pitch;
  expect(connected(5, 2, row(10))).toEqual({
    ...{ plane: 0, base: 0, rowStep: pitch, columnStep: 1 },
    exceptions: [],
  });
});

test("no plane that half of them use, or no order in one: nothing is regular", () => {
  expect(connected(1, 9, [0, 1, LOOSE, LOOSE, LOOSE, LOOSE, LOOSE, 7, LOOSE])).toBeUndefined();
  expect(connected(1, 9, [0, 8, 3, 1, 7, 2, 6, 4, 5])).toBeUndefined();
});
