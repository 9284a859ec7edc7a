import {
  bigUint,
  bit,
  enumeration,
  fixed,
  fp16,
  input,
  Module,
  output,
  outputReg,
  reg,
  sint,
  struct,
  uint,
  vec,
  wire,
} from "../../describe/index.ts";
import type { TableEntry } from "./entry.ts";

const Kind = enumeration("Idle", "Data", "End");
const Lane = struct({ weight: fp16, taps: vec(sint(4), 2), gain: fixed(2, 2) });
const Packet = struct({ tag: Kind, id: bigUint(70), lanes: vec(Lane, 2), last: bit });

/** A vec of structs of vecs of structs, taken whole, taken apart, and put together. */
class Nested extends Module {
  readonly in = input(vec(Packet, 2));
  readonly which = input(uint(1));
  readonly lane = input(uint(1));
  readonly whole = output(vec(Packet, 2));
  readonly picked = output(Packet);
  readonly tap = output(sint(4));
  readonly made = wire(Lane);
  readonly held = reg(Packet, {
    init: {
      tag: Kind.End,
      id: 2n ** 69n,
      lanes: [
        { weight: 1.5, taps: [-8, 7], gain: -2 },
        { weight: -0, taps: [0, 1], gain: 1.75 },
      ],
      last: 1,
    },
  });

  override propagate() {
    this.whole.value = this.in.value;
    const packet = this.in[this.which.value]!.value;
    this.picked.value = { ...packet, last: packet.tag === Kind.End };
    this.tap.value = this.in[this.which.value]!.lanes[this.lane.value]!.taps[1]!.value;
    const { weight, taps, gain } = this.in[0]!.lanes[1]!.value;
    this.made.value = { weight: -weight, taps: [taps[1]!, taps[0]!], gain };
  }

  override update() {
    // Only the lane that is chosen changes; all else holds.
    this.held.lanes[this.lane.value]!.next = this.made.value;
    if (this.which.value === 1) this.held.tag.next = this.in[0]!.tag.value;
  }
}

/** A whole write, then one field: the last write counts, field by field. */
class Overwritten extends Module {
  readonly a = input(Lane);
  readonly b = input(Lane);
  readonly swap = input(bit);
  readonly out = output(Lane);
  readonly pair = outputReg(vec(Lane, 2));

  override propagate() {
    this.out.value = this.swap.value ? this.b.value : this.a.value;
    if (this.swap.value) this.out.taps[0]!.value = 3;
  }

  override update() {
    if (this.swap.value) this.pair.next = [this.pair[1]!.value, this.pair[0]!.value];
    else this.pair[0]!.next = this.a.value;
    this.pair[1]!.gain.next = this.b.gain.value;
  }
}

const lane = (
  path: string,
  weight: readonly number[],
  low: readonly number[],
  high: readonly number[],
  gain: readonly number[],
) => ({
  [`${path}.weight`]: weight,
  [`${path}.taps.0`]: low,
  [`${path}.taps.1`]: high,
  [`${path}.gain`]: gain,
});

export const composites: readonly TableEntry[] = [
  {
    name: "a vec of structs of vecs of structs: whole reads and writes, elements by index, one lane latched",
    rule: "2",
    make: () => new Nested(),
    cycles: 3,
    reset: [2],
    stimulus: {
      which: [0, 1, 1],
      lane: [1, 0, 1],
      "in.0.tag": ["Data", "End", "Idle"],
      "in.0.id": [1n, 2n, 3n],
      "in.0.last": [0, 1, 0],
      ...lane("in.0.lanes.0", [1, 2, 3], [1, 2, 3], [4, 5, 6], [0.25, 0.5, 0.75]),
      ...lane("in.0.lanes.1", [0, -0, 65504], [-8, -7, -6], [-1, -2, -3], [-2, 1.75, 0]),
      "in.1.tag": "End",
      "in.1.id": 2n ** 70n - 1n,
      "in.1.last": 0,
      ...lane("in.1.lanes.0", [0.5, 0.5, 0.5], [0, 0, 0], [7, 7, 7], [1, 1, 1]),
      ...lane("in.1.lanes.1", [0.5, 0.5, 0.5], [0, 0, 0], [6, 6, 6], [1, 1, 1]),
    },
    expected: {
      "whole.1.id": 2n ** 70n - 1n,
      "whole.0.lanes.1.taps.0": [-8, -7, -6],
      "picked.tag": ["Data", "End", "End"],
      "picked.last": [0, 1, 1],
      "picked.lanes.0.weight": [1, 0.5, 0.5],
      tap: [-1, 7, 6],
      "made.weight": [-0, 0, -65504],
      "made.taps.0": [-1, -2, -3],
      "held.tag": ["End", "End", "End"],
      "held.id": 2n ** 69n,
      "held.lanes.0.weight": [1.5, 1.5, 0],
      "held.lanes.0.taps.1": [7, 7, -7],
      "held.lanes.1.weight": [-0, -0, -0],
      "held.lanes.1.taps.0": [0, -1, -1],
      "held.lanes.1.gain": [1.75, -2, -2],
    },
  },
  {
    name: "a whole write and then one element: the last write counts, element by element",
    rule: "2",
    make: () => new Overwritten(),
    cycles: 4,
    stimulus: {
      swap: [0, 1, 1, 0],
      ...lane("a", [1, 2, 3, 4], [1, 2, 3, 4], [-1, -2, -3, -4], [0, 0.25, 0.5, 0.75]),
      ...lane("b", [5, 6, 7, 8], [5, 6, 7, -8], [-5, -6, -7, 0], [1, 1.25, 1.5, 1.75]),
    },
    expected: {
      "out.weight": [1, 6, 7, 4],
      "out.taps.0": [1, 3, 3, 4],
      "out.taps.1": [-1, -6, -7, -4],
      "pair.0.weight": [0, 1, 0, 1],
      "pair.1.weight": [0, 0, 1, 0],
      // Swapped, but for the one field that b gives.
      "pair.0.gain": [0, 0, 1, 1.25],
      "pair.1.gain": [0, 1, 1.25, 1.5],
    },
  },
];
