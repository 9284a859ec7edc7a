import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SystoleError } from "../../sim/errors/index.ts";
import { runTestbench } from "../../sim/testbench/index.ts";
import { readAuthorsLayer } from "./authors-format.ts";
import { realBytes, wordBytes, writeAuthorsLayer } from "./authors-writer.ts";
import { entryByte } from "./encoded-matrix.ts";
import { file } from "./file.tb.ts";
import type { Layer } from "./layer.ts";
import { randomLayer, type RandomLayerOptions } from "./random-layer.ts";

let root = "";
let folder = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "eie-"));
  folder = join(root, "layer");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const options: RandomLayerOptions = {
  inputs: 10,
  outputs: 21,
  pes: 4,
  weightDensity: 0.3,
  activationDensity: 0.5,
  seed: 3,
  bias: true,
};

function write(change: Partial<RandomLayerOptions> = {}): Layer {
  const layer = randomLayer({ ...options, ...change });
  writeAuthorsLayer(folder, layer);
  return layer;
}

function errorOf(run: () => unknown): SystoleError {
  try {
    run();
  } catch (error) {
    if (error instanceof SystoleError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("writing and reading a layer", () => {
  it.each([
    [10, 21, 4],
    [8, 16, 8],
    [1, 1, 1],
    [3, 5, 8],
    [65, 100, 64],
    [33, 7, 3],
  ])("gives the same layer back: %i inputs, %i outputs, %i PEs", (inputs, outputs, pes) => {
    const layer = write({ inputs, outputs, pes });
    expect(readAuthorsLayer(folder)).toEqual({ ...layer, name: "layer" });
  });

  it("stores ceil(in/N)·N + 2 little-endian pointers", () => {
    write();
    const bytes = readFileSync(join(folder, "ptr", "ptr3.dat"));
    expect(bytes.byteLength).toBe(4 * (12 + 2));
    expect(readFileSync(join(folder, "spm", "spm3.dat")).byteLength).toBe(8 * bytes.readUInt32LE(4 * 13));
  });

  it("does not send inputs that are not above 0", () => {
    write({ activationDensity: 1 });
    writeFileSync(join(folder, "act.dat"), realBytes([1, -1, -0, 0, 2, -1e-30, 1e-30, 3, 4, 5]));
    const { activations } = readAuthorsLayer(folder);
    expect([...activations]).toEqual([1, 0, 0, 0, 2, 0, Math.fround(1e-30), 3, 4, 5]);
  });

  it("takes the outputs given, if they hold every weight", () => {
    write();
    expect(readAuthorsLayer(folder).outputs).toBe(21);
    expect(readAuthorsLayer(folder, { outputs: 30 }).outputs).toBe(30);
    const error = errorOf(() => readAuthorsLayer(folder, { outputs: 20 }));
    expect(error.code).toBe("E-EIE-OUTPUTS");
    expect(error.message).toContain("outputs is 20, but the matrix has a weight in row 20");
    expect(errorOf(() => readAuthorsLayer(folder, { outputs: 0 })).code).toBe("E-EIE-SHAPE");
  });

  it("reads a layer without any weight", () => {
    const layer = write({ weightDensity: 0 });
    const none = { pointers: new Uint32Array(14), entries: new Uint8Array(0) };
    rmSync(folder, { recursive: true });
    writeAuthorsLayer(folder, { ...layer, slices: [none, none, none, none] });
    expect(readAuthorsLayer(folder)).toMatchObject({ outputs: 1, pes: 4 });
  });

  it("keeps padding of any zero run, as the format allows it", () => {
    const layer = write();
    const slices = [...layer.slices];
    const last = slices[0]!;
    const entries = Uint8Array.from([...last.entries, entryByte(0, 3)]);
    const pointers = last.pointers.slice();
    pointers[13]! += 1;
    slices[0] = { pointers, entries };
    rmSync(folder, { recursive: true });
    writeAuthorsLayer(folder, { ...layer, slices });
    expect(readAuthorsLayer(folder).slices).toEqual(slices);
  });

  it("ignores files that are not of the format", () => {
    write();
    for (const name of ["ptr01.dat", "ptr9.dat~", "ptr-1.dat", "notes.txt"])
      writeFileSync(join(folder, "ptr", name), "x");
    expect(readAuthorsLayer(folder).pes).toBe(4);
  });

  it("overwrites nothing", () => {
    write();
    const before = readFileSync(join(folder, "act.dat"));
    expect(errorOf(() => write({ seed: 4 })).code).toBe("E-EIE-EXISTS");
    expect(readFileSync(join(folder, "act.dat"))).toEqual(before);
  });

  it("says which path can't be written", () => {
    writeFileSync(folder, "x");
    expect(errorOf(() => writeAuthorsLayer(join(folder, "below"), randomLayer(options))).code).toBe(
      "E-EIE-UNWRITABLE",
    );
  });

  it.each<[string, Partial<RandomLayerOptions>]>([
    ["its operands are fixed16", { operand: { kind: "fixed16", shift: 8 } }],
    ["it has no bias", { bias: false }],
    ["it has a ReLU", { relu: true }],
    ["activation", { negativeShare: 1 }],
  ])("refuses to write what the format can't hold: %s", (why, change) => {
    const error = errorOf(() => write(change));
    expect(error.code).toBe("E-EIE-NOT-THIS-FORMAT");
    expect(error.message).toContain(why);
  });
});

/** Writes words over a file of the fixture at a word's place. */
function patch(name: string, at: number, value: number): void {
  const bytes = readFileSync(join(folder, name));
  bytes.writeUInt32LE(value, 4 * at);
  writeFileSync(join(folder, name), bytes);
}

describe("a malformed folder", () => {
  it.each<[string, string, () => void, string]>([
    ["no folder", "E-EIE-NO-FOLDER", () => rmSync(folder, { recursive: true }), "there is no folder"],
    [
      "a file instead of the folder",
      "E-EIE-NOT-FOLDER",
      () => {
        rmSync(folder, { recursive: true });
        writeFileSync(folder, "x");
      },
      "is not a folder",
    ],
    [
      "no act.dat",
      "E-EIE-MISSING",
      () => rmSync(join(folder, "act.dat")),
      "act.dat is missing: it holds the inputs",
    ],
    ["no arithm.dat", "E-EIE-MISSING", () => rmSync(join(folder, "arithm.dat")), "arithm.dat is missing"],
    [
      "no ptr folder",
      "E-EIE-NO-FOLDER",
      () => rmSync(join(folder, "ptr"), { recursive: true }),
      "there is no folder",
    ],
    [
      "a file instead of the spm folder",
      "E-EIE-NOT-FOLDER",
      () => {
        rmSync(join(folder, "spm"), { recursive: true });
        writeFileSync(join(folder, "spm"), "x");
      },
      "spm is not a folder",
    ],
    [
      "a pointer file missing",
      "E-EIE-MISSING",
      () => rmSync(join(folder, "ptr", "ptr1.dat")),
      "ptr1.dat is missing",
    ],
    [
      "the last pointer file missing",
      "E-EIE-MISSING",
      () => rmSync(join(folder, "ptr", "ptr3.dat")),
      "ptr3.dat is missing",
    ],
    [
      "an entry file missing",
      "E-EIE-MISSING",
      () => rmSync(join(folder, "spm", "spm2.dat")),
      "spm2.dat is missing: there are files of PE 3",
    ],
    [
      "a file of a far PE",
      "E-EIE-MISSING",
      () => writeFileSync(join(folder, "ptr", "ptr999999999.dat"), ""),
      "ptr4.dat is missing: there are files of PE 999999999",
    ],
    [
      "no PE at all",
      "E-EIE-MISSING",
      () => {
        for (const name of ["ptr", "spm"]) {
          rmSync(join(folder, name), { recursive: true });
          mkdirSync(join(folder, name));
        }
      },
      "there is no PE at all",
    ],
    [
      "a folder instead of a file",
      "E-EIE-NOT-FILE",
      () => {
        rmSync(join(folder, "act.dat"));
        mkdirSync(join(folder, "act.dat"));
      },
      "is not a regular file",
    ],
    [
      "no inputs",
      "E-EIE-EMPTY",
      () => truncateSync(join(folder, "act.dat"), 0),
      "act.dat is empty, where inputs are expected",
    ],
    [
      "a cut act.dat",
      "E-EIE-TRUNCATED",
      () => truncateSync(join(folder, "act.dat"), 39),
      "has 39 bytes, which is no multiple of 4",
    ],
    [
      "a cut pointer",
      "E-EIE-TRUNCATED",
      () => truncateSync(join(folder, "ptr", "ptr0.dat"), 54),
      "no multiple of 4 (one pointer)",
    ],
    [
      "a cut entry",
      "E-EIE-TRUNCATED",
      () => truncateSync(join(folder, "spm", "spm0.dat"), 12),
      "no multiple of 8",
    ],
    [
      "too few pointers",
      "E-EIE-POINTER-COUNT",
      () => truncateSync(join(folder, "ptr", "ptr2.dat"), 52),
      "ptr2.dat has 13 pointers, where 10 inputs on 4 PEs have 14",
    ],
    [
      "inputs of another layer",
      "E-EIE-POINTER-COUNT",
      () => writeFileSync(join(folder, "act.dat"), realBytes([1])),
      "have 6",
    ],
    ["a pointer that falls", "E-EIE-POINTER-FALLS", () => patch("ptr/ptr0.dat", 0, 5), "falls from 5 to"],
    [
      "a pointer beyond the entries",
      "E-EIE-POINTER-BEYOND",
      () => patch("ptr/ptr0.dat", 13, 1000),
      "pointer 13 of",
    ],
    [
      "too few entries",
      "E-EIE-POINTER-BEYOND",
      () => truncateSync(join(folder, "spm", "spm1.dat"), 8),
      "beyond the 1 entries of",
    ],
    ["a code out of range", "E-EIE-ENTRY-RANGE", () => patch("spm/spm0.dat", 4, 16), "entry 2 of"],
    [
      "a zero run out of range",
      "E-EIE-ENTRY-RANGE",
      () => patch("spm/spm0.dat", 1, 0xffffffff),
      "has the zero run 4294967295",
    ],
    [
      "a short codebook",
      "E-EIE-CODEBOOK-SIZE",
      () => truncateSync(join(folder, "arithm.dat"), 60),
      "has 60 bytes",
    ],
    [
      "a codebook that does not begin with 0",
      "E-EIE-CODEBOOK-ZERO",
      () => patch("arithm.dat", 0, 0x3f800000),
      "arithm.dat is 1",
    ],
    ["an infinite weight", "E-EIE-NOT-FINITE", () => patch("arithm.dat", 3, 0x7f800000), "value 3 of"],
    ["an input that is no number", "E-EIE-NOT-FINITE", () => patch("act.dat", 9, 0x7fc00000), "is NaN"],
    [
      "swapped folders",
      "E-EIE-MISSING",
      () => {
        renameSync(join(folder, "ptr"), join(folder, "other"));
        renameSync(join(folder, "spm"), join(folder, "ptr"));
        renameSync(join(folder, "other"), join(folder, "spm"));
      },
      "there is no PE at all",
    ],
  ])("is refused, by the testbench too before it starts: %s", async (_, code, damage, text) => {
    write();
    damage();
    const error = errorOf(() => readAuthorsLayer(folder));
    expect(error.code).toBe(code);
    expect(error.message).toContain(text);
    expect(error.message).toContain("→ ");
    expect(error.message.split("\n")).toHaveLength(3);
    const out = join(root, "output.dat");
    const { failure } = await runTestbench(file, { params: { dir: folder, out } });
    expect(failure).toMatchObject({ stage: "prepare", diagnostics: error.diagnostics });
    expect(existsSync(out)).toBe(false);
  });

  it("can have a path that no system takes", () => {
    expect(errorOf(() => readAuthorsLayer("a\0b")).code).toBe("E-EIE-UNREADABLE");
  });

  it("refuses an empty pointer file and takes an empty entry file that nothing points into", () => {
    write();
    writeFileSync(join(folder, "ptr", "ptr0.dat"), wordBytes(new Uint32Array(14)));
    truncateSync(join(folder, "spm", "spm0.dat"), 0);
    expect(readAuthorsLayer(folder).slices[0]!.entries).toHaveLength(0);
    truncateSync(join(folder, "ptr", "ptr0.dat"), 0);
    expect(errorOf(() => readAuthorsLayer(folder)).code).toBe("E-EIE-POINTER-COUNT");
  });
});
