import { input, Module, output, uint } from "../../describe/index.ts";

/** An object of a class of one's own. */
class Scale {
  readonly by: number;
  constructor(by: number) {
    this.by = by;
  }
  of(x: number): number {
    return this.by * x;
  }
  get twice(): number {
    return 2 * this.by;
  }
}

/** A child with a method, which is not for its parent to call. */
export class Cell extends Module {
  readonly a = input(uint(4));
  readonly y = output(uint(4));
  count(): number {
    return 3;
  }
  override propagate() {
    this.y.value = this.a.value;
  }
}

/** A field that is no signal: what methods may use of it, and what they may not. */
export const thingsOf = () => ({
  scale: Object.freeze(new Scale(3)),
  scales: [Object.freeze(new Scale(2)), Object.freeze(new Scale(5))],
  half: (x: number) => x >> 1,
  whole: (x: number, least = 3) => (x < least ? least : x),
  waiting: async function fetched(): Promise<number> {
    return Promise.resolve(1);
  },
  functions: [(x: number) => x + 1, (x: number) => 2 * x],
  pairs: [
    [1, 2],
    [3, 4],
  ],
  zero: 0,
  yes: true,
  long: 5n,
});

/** What stands outside of the class. */
export const outsideOf = () => ({
  theMap: new Map([[1, 2]]),
  theSet: new Set([1]),
  theWeakMap: new WeakMap(),
  theWeakSet: new WeakSet(),
  theDate: new Date(0),
  thePromise: Promise.resolve(1),
  loose: new Scale(4),
  firm: Object.freeze(new Scale(4)),
  double: (x: number) => 2 * x,
  endless,
});

function endless(x: number): number {
  return endless(x - 1);
}
