import type { Sample } from "./sample.test-kit.ts";

export const samples: readonly Sample[] = [
  [
    "E-ESTIMATE-COUNT",
    { unit: "sram", operation: "read", count: -1 },
    "the count of sram.read is -1",
    "give finite counts of 0 or more",
  ],
  [
    "E-ESTIMATE-UNIT",
    { unit: "sarm", known: ["sram", "adder"] },
    "there is no unit sarm",
    "use one of the units that have costs: sram, adder",
  ],
  [
    "E-ESTIMATE-UNIT",
    { unit: "sram", known: [] },
    "there is no unit sram",
    "use one of the units that have costs: none",
  ],
  [
    "E-ESTIMATE-UNIT-TWICE",
    { unit: "sram" },
    "the unit sram stands twice in a list of costs",
    "give each unit once, and its number as `instances`",
  ],
  [
    "E-ESTIMATE-OPERATION",
    { unit: "sram", operation: "erase", known: ["read", "write"] },
    "the unit sram has no operation erase",
    "use one of its operations: read, write",
  ],
  [
    "E-ESTIMATE-COST",
    { unit: "sram", what: "the energy of read", value: -5 },
    "the energy of read of sram is -5",
    "give a finite number of 0 or more",
  ],
  [
    "E-ESTIMATE-TIME",
    { seconds: 0 },
    "no power follows from an energy spent in 0 s",
    "give a finite time above 0",
  ],
  [
    "E-ESTIMATE-WIDTH",
    { what: "multiplier", bits: 0 },
    "a width of 0 bits makes no multiplier",
    "give a finite width above 0",
  ],
  [
    "E-ESTIMATE-CAPACITY",
    { bytes: 4, bits: 64 },
    "an SRAM of 4 bytes can't hold words of 64 bits",
    "give a finite capacity of at least one word",
  ],
  [
    "E-ESTIMATE-SHARE",
    { unit: "sram", share: 1.5 },
    "1.5 is no share of the energy of sram that each cycle costs",
    "give a number from 0 to 1",
  ],
  [
    "E-ESTIMATE-CALIBRATION",
    { unit: "sram" },
    "sram can't be calibrated: nothing happens in it at the activity of the calibration",
    "give at least one of its operations a rate and a cost above 0",
  ],
  ["E-ESTIMATE-NODE", { nanometres: 0 }, "0 nm is no technology", "give a finite length above 0"],
];
