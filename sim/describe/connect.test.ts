import { describe, expect, test } from "vitest";
import {
  type AnyLeafSignal,
  bit,
  Bundle,
  connect,
  input,
  isBundle,
  output,
  sint,
  streamSink,
  streamSource,
  uint,
  vec,
  wire,
} from "./index.ts";
import { unplaced } from "../errors/unplaced.test-kit.ts";

class Bus extends Bundle {
  readonly address = input(uint(8));
  readonly lanes = [input(bit), input(bit)];
  readonly depth: number = 4;
}

class Narrow extends Bundle {
  readonly address = input(uint(8));
}

class Other extends Bundle {
  readonly address = input(uint(8));
  readonly lanes = [input(bit), input(bit)];
  readonly width = 2;
}

/** `from → to`, with `?` where either end may drive, of the connections of some signals, each once. */
function linksOf(signals: readonly unknown[]): readonly string[] {
  const leaves = signals as readonly AnyLeafSignal[];
  const links = new Set(leaves.flatMap((leaf) => leaf.links));
  const name = (leaf: AnyLeafSignal) => leaves.indexOf(leaf);
  return [...links].map(({ from, to, eitherWay }) => `${name(from)} → ${name(to)}${eitherWay ? "?" : ""}`);
}

describe("connect", () => {
  test("joins two leaves, each of which knows of it; the direction is as written", () => {
    const [a, b, c] = [output(uint(8)), wire(uint(8)), input(uint(8))];
    expect(a.links).toEqual([]);
    connect(a, b);
    connect(b, c);
    expect(linksOf([a, b, c])).toEqual(["0 → 1", "1 → 2"]);
    expect([a, b, c].map(({ links }) => links.length)).toEqual([1, 2, 1]);
  });

  test("joins vec and struct signals element by element", () => {
    const [from, to] = [output(vec(bit, 2)), wire(vec(bit, 2))];
    connect(from, to);
    expect(linksOf([from[0], from[1], to[0], to[1]])).toEqual(["0 → 2", "1 → 3"]);
  });

  test("joins bundles field by field, either way, through arrays, past their constants", () => {
    const [from, to] = [new Bus(), new Bus()];
    connect(from, to);
    expect(linksOf([from.address, ...from.lanes, to.address, ...to.lanes])).toEqual([
      "0 → 3?",
      "1 → 4?",
      "2 → 5?",
    ]);
    const [source, sink] = [streamSource(uint(4)), streamSink(uint(4))];
    connect(source, sink);
    expect(
      linksOf([source.valid, source.ready, source.payload, sink.valid, sink.ready, sink.payload]),
    ).toEqual(["0 → 3?", "1 → 4?", "2 → 5?"]);
  });

  const any = connect as (from: unknown, to: unknown) => void;
  test.each([
    [
      () => any(wire(uint(8)), wire(uint(9))),
      "E-CONNECT-TYPE\n  connect joins equal types only: uint(8) is not uint(9)",
    ],
    [
      () => any(wire(vec(bit, 2)), wire(vec(bit, 3))),
      "joins equal types only: vec(bit, 2) is not vec(bit, 3)",
    ],
    [
      () => any(streamSource(uint(4)), streamSink(sint(4))),
      "equal types only (field payload): uint(4) is not sint(4)",
    ],
    [
      () => any(new Bus(), new Narrow()),
      "E-CONNECT-SHAPE\n  these can't be connected: only one side has lanes, depth",
    ],
    [() => any(new Narrow(), new Bus()), "these can't be connected: only one side has lanes, depth"],
    [() => any(new Bus(), new Other()), "these can't be connected: only one side has depth, width"],
    [() => any(new Bus(), wire(bit)), "a bundle (Bus) can't be joined with a signal (wire bit)"],
    [() => any(input(bit), new Bus()), "a signal (input bit) can't be joined with a bundle (Bus)"],
    [
      () => any(wire(bit), wire(vec(bit, 1))),
      "a signal (wire bit) can't be joined with a signal (wire vec(bit, 1))",
    ],
    [() => any([wire(bit)], [wire(bit), wire(bit)]), "an array of 1 can't be joined with an array of 2"],
    [() => any([wire(bit)], wire(bit)), "an array of 1 can't be joined with a signal (wire bit)"],
    [() => any(wire(bit), undefined), "a signal (wire bit) can't be joined with undefined"],
    [() => any(4, "x"), "a number can't be joined with a string"],
  ])("refuses what can't be joined, by name: %#", (join, message) => {
    expect(unplaced(join)).toThrow(message);
  });

  test("names the field in which two bundles differ", () => {
    class Deep extends Bundle {
      readonly lanes;
      constructor(second: unknown) {
        super();
        this.lanes = [wire(bit), second];
      }
    }
    expect(() => any(new Deep(wire(bit)), new Deep(wire(uint(2))))).toThrow(
      "joins equal types only (field lanes.1): bit is not uint(2)",
    );
    expect(() => any(new Deep(wire(bit)), new Deep(4))).toThrow(
      "can't be connected (field lanes.1): a signal (wire bit) can't be joined with a number",
    );
    expect(() => any(new Deep(4), new Deep(wire(bit)))).toThrow("a number can't be joined with a signal");
    expect(() => any(new Deep(4), new Deep(5))).not.toThrow();
  });

  test("arrays of equal length are joined outside of bundles as well, as they are written", () => {
    const [from, to] = [
      [output(bit), output(bit)],
      [input(bit), input(bit)],
    ];
    any(from, to);
    expect(linksOf([...from, ...to])).toEqual(["0 → 2", "1 → 3"]);
  });
});

test("a bundle is known as one, and nothing else is", () => {
  expect([new Bus(), streamSink(bit), {}, null, undefined, 1, () => 1].map(isBundle)).toEqual([
    ...[true, true, false, false, false, false, false],
  ]);
});
