import { describe, expect, it } from "vitest";
import { SystoleError } from "../../sim/errors/index.ts";
import { type EieCode, eieEntries, eieFail, type EieFacts } from "./errors.ts";

/** Facts of each code and the sentence that they make. */
const cases: { readonly [C in EieCode]: readonly [EieFacts<C>, string] } = {
  "E-EIE-SHAPE": [{ field: "pes", value: 0, least: 1 }, "a layer can't have pes = 0"],
  "E-EIE-DENSITY": [{ field: "weightDensity", value: 2 }, "weightDensity is 2, which is no share"],
  "E-EIE-SHIFT": [{ shift: 15 }, "the shift of a fixed16 layer is 15"],
  "E-EIE-LENGTH": [{ what: "columns", found: 3, expected: 4 }, "there are 3 columns, where 4 are needed"],
  "E-EIE-VALUE": [
    { what: "activation", index: 2, value: 0.5, kind: "fixed16" },
    "activation 2 is 0.5, which fixed16 can't hold",
  ],
  "E-EIE-CODEBOOK-ZERO": [
    { value: 3, path: "a/arithm.dat" },
    "the first value of the codebook in a/arithm.dat is 3",
  ],
  "E-EIE-MATRIX": [
    { column: 1, row: 2, why: "has the code 0" },
    "the weight at row 2, column 1 has the code 0",
  ],
  "E-EIE-DEPTH": [{ depth: 1 }, "queueDepth is 1"],
  "E-EIE-LINE": [{ entries: 3 }, "lineEntries is 3"],
  "E-EIE-TILE": [
    { entries: 70000, columns: 64, mostEntries: 65535, mostPointers: 16384 },
    "64 columns with up to 70000 entries in a PE can't be cut into parts of 65535 entries and 16384 pointers",
  ],
  "E-EIE-ACTIVATION-SRAM": [
    { words: 1100, most: 1024, inputs: 65536, outputs: 4000 },
    "a layer of 65536 inputs and 4000 outputs needs 1100 words of the activation SRAM in a PE, which has 1024",
  ],
  "E-EIE-CHAIN": [{ layer: 2, inputs: 5, values: 6 }, "layer 2 has 5 inputs, and gets 6 values"],
  "E-EIE-NETWORK": [{ text: "5" }, "5 names no layers"],
  "E-EIE-NO-FOLDER": [{ path: "a" }, "there is no folder a"],
  "E-EIE-NOT-FOLDER": [{ path: "a" }, "a is not a folder"],
  "E-EIE-NOT-FILE": [{ path: "a" }, "a is not a regular file"],
  "E-EIE-MISSING": [{ path: "a", because: "it holds the inputs" }, "a is missing: it holds the inputs"],
  "E-EIE-UNREADABLE": [{ path: "a", reason: "EACCES" }, "a can't be read: EACCES"],
  "E-EIE-EMPTY": [{ path: "a", what: "inputs" }, "a is empty, where inputs are expected"],
  "E-EIE-TRUNCATED": [
    { path: "a", bytes: 7, unit: 4, what: "one pointer" },
    "a has 7 bytes, which is no multiple of 4 (one pointer)",
  ],
  "E-EIE-CODEBOOK-SIZE": [
    { path: "a", bytes: 60 },
    "a has 60 bytes, where a codebook has 64 (16 fp32 values)",
  ],
  "E-EIE-NOT-FINITE": [{ path: "a", index: 3, value: Number.NaN }, "value 3 of a is NaN"],
  "E-EIE-POINTER-COUNT": [
    { path: "a", found: 13, expected: 14, inputs: 10, pes: 4 },
    "a has 13 pointers, where 10 inputs on 4 PEs have 14 (inputs rounded up to whole rows, one bias column, one end)",
  ],
  "E-EIE-POINTER-FALLS": [{ path: "a", index: 3, before: 9, pointer: 8 }, "a falls from 9 to 8 at pointer 3"],
  "E-EIE-POINTER-BEYOND": [
    { path: "a", index: 3, pointer: 9, entries: 8, spm: "b" },
    "pointer 3 of a is 9, beyond the 8 entries of b",
  ],
  "E-EIE-ENTRY-RANGE": [{ path: "a", index: 3, field: "code", value: 16 }, "entry 3 of a has the code 16"],
  "E-EIE-OUTPUTS": [{ outputs: 9, least: 10 }, "outputs is 9, but the matrix has a weight in row 9"],
  "E-EIE-EXISTS": [{ path: "a" }, "a is there already and is not overwritten"],
  "E-EIE-OUTPUT": [
    { path: "a", holds: "it has other values" },
    "a is there already and is not overwritten: it has other values",
  ],
  "E-EIE-UNWRITABLE": [{ path: "a", reason: "ENOSPC" }, "a can't be written: ENOSPC"],
  "E-EIE-NOT-THIS-FORMAT": [
    { why: "it has no bias" },
    "this layer can't be written in the format of the authors' simulator: it has no bias",
  ],
};

describe("the errors of EIE's layers", () => {
  it.each(Object.keys(eieEntries) as EieCode[])(
    "%s says what is wrong, with its values, and what to do",
    (code) => {
      const [facts, text] = cases[code];
      let thrown: unknown;
      try {
        eieFail(code, facts as never);
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(SystoleError);
      const [diagnostic] = (thrown as SystoleError).diagnostics;
      expect(diagnostic).toMatchObject({ code, severity: "error", message: text });
      expect(diagnostic!.remedy).toMatch(/^\S.{10,}[^.]$/);
      expect(diagnostic!.remedy).not.toMatch(/undefined|NaN|\[object/);
    },
  );
});
