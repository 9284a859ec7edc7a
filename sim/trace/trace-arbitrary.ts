import fc from "fast-check";
import type { TraceScope, TraceType, TraceVariable } from "./trace-source.ts";

/** A tree of signals whose values a test steps through, and what the file should hold of each. */
export interface RecordedRun {
  readonly root: TraceScope;
  /** Times of the records in femtoseconds, rising. */
  readonly times: readonly number[];
  /** Makes the values of record `step` the current ones. */
  readonly goTo: (step: number) => void;
  /** Nets whose value differs from the record before. */
  readonly changed: (step: number) => number[];
  /** The text of every variable's value at a record, by path. */
  readonly expected: (step: number) => Map<string, string>;
}

interface SignalPlan {
  readonly type: TraceType;
  readonly storage: "wire" | "reg";
  readonly values: readonly unknown[];
}

const label = fc.stringMatching(/^[A-Z][a-z]{0,4}$/);

const typeArbitrary: fc.Arbitrary<TraceType> = fc.oneof(
  fc.record({
    kind: fc.constant("bits" as const),
    width: fc.oneof(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 130 }),
      fc.constantFrom(1, 31, 32, 33, 53, 54),
    ),
    signed: fc.boolean(),
  }),
  fc.constant({ kind: "real" as const }),
  fc.constant({ kind: "string" as const }),
  fc.uniqueArray(label, { minLength: 1, maxLength: 9 }).map((labels) => ({
    kind: "enumeration" as const,
    width: Math.max(1, Math.ceil(Math.log2(labels.length))),
    labels,
  })),
);

function valueArbitrary(type: TraceType): fc.Arbitrary<unknown> {
  if (type.kind === "real") return fc.double();
  if (type.kind === "string") return fc.string({ unit: "grapheme", maxLength: 6 });
  if (type.kind === "enumeration") return fc.constantFrom(...type.labels);
  const least = type.signed ? -(1n << BigInt(type.width - 1)) : 0n;
  const wide = fc.bigInt({ min: least, max: least + (1n << BigInt(type.width)) - 1n });
  if (type.width > 53) return wide;
  return type.width === 1 && !type.signed ? fc.boolean() : wide.map(Number);
}

/** What a reader must give back for a value, worked out without the writer's code. */
export function expectedText(type: TraceType, value: unknown): string {
  if (type.kind === "real") return Object.is(value, -0) ? "-0" : String(value);
  if (type.kind === "string") return String(value);
  const integer =
    type.kind === "enumeration"
      ? BigInt(type.labels.indexOf(value as string))
      : BigInt(value as number | bigint | boolean);
  const width = BigInt(type.width);
  return (((integer % (1n << width)) + (1n << width)) % (1n << width)).toString(2).padStart(type.width, "0");
}

/** Random trees of up to three levels with random values; times are multiples of `unit` femtoseconds. */
export function recordedRun(unit: number): fc.Arbitrary<RecordedRun> {
  return fc
    .record({
      gaps: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 8 }),
      types: fc.array(typeArbitrary, { minLength: 1, maxLength: 12 }),
    })
    .chain(({ gaps, types }) =>
      fc.record({
        gaps: fc.constant(gaps),
        signals: fc.tuple(
          ...types.map((type): fc.Arbitrary<SignalPlan> =>
            fc.record({
              type: fc.constant(type),
              storage: fc.constantFrom("wire" as const, "reg" as const),
              values: fc.array(valueArbitrary(type), { minLength: gaps.length, maxLength: gaps.length }),
            }),
          ),
        ),
        // For each name: the signal that it shows, and the scope that it is in.
        names: fc.array(fc.tuple(fc.nat(types.length - 1), fc.nat(6)), { minLength: 1, maxLength: 24 }),
      }),
    )
    .map(({ gaps, signals, names }) => buildRun(gaps, signals, names, unit));
}

function buildRun(
  gaps: readonly number[],
  signals: readonly SignalPlan[],
  names: readonly (readonly [number, number])[],
  unit: number,
): RecordedRun {
  let step = 0;
  const variablesOf = (place: number): TraceVariable[] =>
    names.flatMap(([net, where], index) => {
      const plan = signals[net]!;
      if (where !== place) return [];
      const name = index % 3 === 0 ? `m(${index})` : `s${index}`;
      return [{ name, type: plan.type, storage: plan.storage, net, read: () => plan.values[step] }];
    });
  const leaf = (name: string, place: number): TraceScope => ({
    name,
    variables: variablesOf(place),
    scopes: [],
  });
  const root: TraceScope = {
    name: "top",
    variables: variablesOf(0),
    scopes: [
      { name: "pe[0]", variables: variablesOf(1), scopes: [leaf("queue", 2), leaf("unit", 3)] },
      { name: "pe[1]", variables: variablesOf(4), scopes: [leaf("queue", 5)] },
      leaf("control", 6),
    ],
  };
  const places = [
    "top",
    "top.pe[0]",
    "top.pe[0].queue",
    "top.pe[0].unit",
    "top.pe[1]",
    "top.pe[1].queue",
    "top.control",
  ];
  let time = 0;
  const times = gaps.map((gap, index) => (time += index === 0 ? 0 : gap * unit));
  return {
    root,
    times,
    goTo: (to) => void (step = to),
    changed: (to) =>
      signals
        .flatMap(({ values }, net) => (to > 0 && Object.is(values[to], values[to - 1]) ? [] : [net]))
        .reverse(),
    expected: (at) =>
      new Map(
        names.map(([net, where], index) => {
          const plan = signals[net]!;
          const name = index % 3 === 0 ? `m(${index})` : `s${index}`;
          return [`${places[where]}.${name}`, expectedText(plan.type, plan.values[at])];
        }),
      ),
  };
}
