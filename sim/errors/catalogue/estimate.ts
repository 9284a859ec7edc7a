import { entry } from "../entry.ts";

const listed = (names: readonly string[]) => (names.length === 0 ? "none" : names.join(", "));

/** Codes of estimates of energy and area. */
export const estimateEntries = {
  "E-ESTIMATE-COUNT": entry<{ unit: string; operation: string; count: number }>({
    text: (f) => `the count of ${f.unit}.${f.operation} is ${f.count}`,
    remedy: () => "give finite counts of 0 or more",
  }),
  "E-ESTIMATE-UNIT": entry<{ unit: string; known: readonly string[] }>({
    text: (f) => `there is no unit ${f.unit}`,
    remedy: (f) => `use one of the units that have costs: ${listed(f.known)}`,
  }),
  "E-ESTIMATE-UNIT-TWICE": entry<{ unit: string }>({
    text: (f) => `the unit ${f.unit} stands twice in a list of costs`,
    remedy: () => "give each unit once, and its number as `instances`",
  }),
  "E-ESTIMATE-OPERATION": entry<{ unit: string; operation: string; known: readonly string[] }>({
    text: (f) => `the unit ${f.unit} has no operation ${f.operation}`,
    remedy: (f) => `use one of its operations: ${listed(f.known)}`,
  }),
  "E-ESTIMATE-COST": entry<{ unit: string; what: string; value: number }>({
    text: (f) => `${f.what} of ${f.unit} is ${f.value}`,
    remedy: () => "give a finite number of 0 or more",
  }),
  "E-ESTIMATE-TIME": entry<{ seconds: number }>({
    text: (f) => `no power follows from an energy spent in ${f.seconds} s`,
    remedy: () => "give a finite time above 0",
  }),
  "E-ESTIMATE-WIDTH": entry<{ what: string; bits: number }>({
    text: (f) => `a width of ${f.bits} bits makes no ${f.what}`,
    remedy: () => "give a finite width above 0",
  }),
  "E-ESTIMATE-CAPACITY": entry<{ bytes: number; bits: number }>({
    text: (f) => `an SRAM of ${f.bytes} bytes can't hold words of ${f.bits} bits`,
    remedy: () => "give a finite capacity of at least one word",
  }),
  "E-ESTIMATE-SHARE": entry<{ unit: string; share: number }>({
    text: (f) => `${f.share} is no share of the energy of ${f.unit} that each cycle costs`,
    remedy: () => "give a number from 0 to 1",
  }),
  "E-ESTIMATE-CALIBRATION": entry<{ unit: string }>({
    text: (f) => `${f.unit} can't be calibrated: nothing happens in it at the activity of the calibration`,
    remedy: () => "give at least one of its operations a rate and a cost above 0",
  }),
  "E-ESTIMATE-NODE": entry<{ nanometres: number }>({
    text: (f) => `${f.nanometres} nm is no technology`,
    remedy: () => "give a finite length above 0",
  }),
};
