import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { runTestbench } from "../../sim/testbench/index.ts";
import { realBytes, writeAuthorsLayer } from "./authors-writer.ts";
import { file } from "./file.tb.ts";
import { goldenOutputs } from "./golden-model.ts";
import { type Layer, makeLayer } from "./layer.ts";
import { randomLayer, type RandomLayerOptions } from "./random-layer.ts";
import { sparseFromWeights } from "./sparse-matrix.ts";

let root = "";
let dir = "";
let out = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "eie-file-"));
  dir = join(root, "layer");
  out = join(root, "output.dat");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const options: RandomLayerOptions = {
  inputs: 10,
  outputs: 21,
  pes: 4,
  weightDensity: 0.5,
  activationDensity: 0.5,
  seed: 3,
  bias: true,
};

function write(change: Partial<RandomLayerOptions> = {}): Layer {
  const layer = randomLayer({ ...options, ...change });
  writeAuthorsLayer(dir, layer);
  return layer;
}

const run = (params: Record<string, unknown> = {}) => runTestbench(file, { params: { dir, out, ...params } });

/** The code of the refusal before the run, with its message. */
async function refusal(params: Record<string, unknown> = {}): Promise<readonly [string | undefined, string]> {
  const { failure } = await run(params);
  expect(failure?.stage).toBe("prepare");
  return [failure?.diagnostics[0]?.code, failure?.message ?? ""];
}

test("layers from files, whose sizes are no multiples of the PEs, run as both models say", async () => {
  const shapes = fc.record({
    inputs: fc.integer({ min: 1, max: 30 }),
    outputs: fc.integer({ min: 1, max: 60 }),
    pes: fc.constantFrom(1, 2, 3, 5, 8),
    weightDensity: fc.constantFrom(0.05, 0.3, 1),
    activationDensity: fc.constantFrom(0, 0.4, 1),
    seed: fc.nat(),
  });
  const machines = fc.record({
    queueDepth: fc.integer({ min: 2, max: 9 }),
    lineEntries: fc.constantFrom(2, 8, 16),
  });
  await fc.assert(
    fc.asyncProperty(shapes, machines, async (shape, machine) => {
      rmSync(dir, { recursive: true, force: true });
      rmSync(out, { force: true });
      const layer = write(shape);
      const { failure, metrics } = await run({ ...machine, outputs: layer.outputs });
      expect(failure?.message).toBeUndefined();
      expect(metrics["outputs"]).toBe(layer.outputs);
      expect([...readFileSync(out)]).toEqual([...realBytes(goldenOutputs(layer))]);
    }),
    { numRuns: 12 },
  );
});

test("metrics are those of the issue, and consistent", async () => {
  write({ inputs: 40, outputs: 50 });
  const { metrics } = await run();
  const figure = (name: string) => metrics[name] as number;
  expect(figure("cycles")).toBeGreaterThanOrEqual(figure("cyclesAuthorsStop"));
  expect(figure("microseconds")).toBe(figure("cycles") / 800);
  expect(figure("efficiency")).toBe(figure("writes") / (figure("cycles") * options.pes));
  expect(figure("pointerReads") % options.pes).toBe(0);
  expect(figure("matrixReads")).toBeGreaterThan(0);
});

test("without outputs they end with the last row that has a weight", async () => {
  const layer = makeLayer({
    name: "short",
    pes: 4,
    operand: { kind: "fp32" },
    bias: true,
    relu: false,
    activations: [1, 0, 2],
    codebook: [0, ...Array.from({ length: 15 }, (_, i) => i + 1)],
    matrix: sparseFromWeights(60, 4, [
      [3, 0, 7],
      [12, 2, 1],
    ]),
  });
  writeAuthorsLayer(dir, layer);
  expect((await refusal({ outputs: 12 }))[0]).toBe("E-EIE-OUTPUTS");
  const { metrics, failure } = await run();
  expect(failure).toBeUndefined();
  expect(metrics["outputs"]).toBe(13);
  expect([...readFileSync(out)]).toEqual([...realBytes([0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 2])]);
});

describe("the file of the outputs", () => {
  it("stays as it is when a run gives the same again, at any depth", async () => {
    write();
    expect((await run()).log.join()).toContain("wrote");
    const again = await run({ queueDepth: 2 });
    expect(again.passed).toBe(true);
    expect(again.log.join()).toContain("left as it was");
  });

  it("is not overwritten, and the run is refused before it starts", async () => {
    write();
    writeFileSync(out, "precious");
    const [code, message] = await refusal();
    expect([code, message]).toEqual([
      "E-EIE-OUTPUT",
      expect.stringContaining("it has 8 bytes, the outputs 84"),
    ]);
    expect(readFileSync(out, "utf8")).toBe("precious");
    const other = new Uint8Array(84).fill(1);
    writeFileSync(out, other);
    expect((await refusal())[1]).toContain("it has other values");
    expect([...readFileSync(out)]).toEqual([...other]);
  });

  it("is none of the layer's own files, no folder, no link, and in a folder that exists", async () => {
    write();
    const input = readFileSync(join(dir, "act.dat"));
    expect((await refusal({ out: join(dir, "act.dat") }))[0]).toBe("E-EIE-OUTPUT");
    expect(readFileSync(join(dir, "act.dat"))).toEqual(input);
    mkdirSync(out);
    expect((await refusal())[1]).toContain("no regular file");
    const target = join(root, "target");
    symlinkSync(target, join(root, "link"));
    expect((await refusal({ out: join(root, "link") }))[0]).toBe("E-EIE-OUTPUT");
    expect(existsSync(target)).toBe(false);
    for (const path of [
      join(root, "none", "a"),
      join(dir, "act.dat", "a"),
      join(dir, "act.dat", "a", "b"),
      "a\0b",
    ])
      expect((await refusal({ out: path }))[0]).toBe("E-EIE-UNWRITABLE");
  });

  it("is not written when it was made while the layer ran, nor by a run that fails", async () => {
    write();
    const { failure } = await runTestbench(file, {
      params: { dir, out },
      observers: () => {
        writeFileSync(out, "mine");
        return [];
      },
    });
    expect(failure?.diagnostics[0]?.code).toBe("E-EIE-OUTPUT");
    expect(readFileSync(out, "utf8")).toBe("mine");
    rmSync(out);
    const broken = await runTestbench(file, { params: { dir, out }, timeout: 5 });
    expect(broken.passed).toBe(false);
    expect(existsSync(out)).toBe(false);
  });
});

it.each([
  ["E-PARAM", { dir: undefined }],
  ["E-EIE-DEPTH", { queueDepth: 1 }],
  ["E-EIE-LINE", { lineEntries: 12 }],
  ["E-PARAM", { lineEntries: 1 }],
  ["E-EIE-NO-FOLDER", { dir: "nowhere" }],
])("%s: %o is refused before anything else", async (code, params) => {
  write();
  expect((await refusal(params))[0]).toBe(code);
});

test("the command line says in one line what is wrong with a folder", () => {
  write();
  rmSync(join(dir, "spm", "spm2.dat"));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      "--import",
      "tsx",
      "scripts/systole.ts",
      "run",
      "eie/file",
      "--param",
      `dir=${dir}`,
      "--param",
      `out=${out}`,
    ],
    { encoding: "utf8", timeout: 60_000 },
  );
  expect(stdout).toBe("");
  expect(stderr).toMatch(
    /^eie\/file did not start: .*spm2\.dat is missing: there are files of PE 3 → .*\n.*1 did not start\n$/,
  );
  expect(status).toBe(2);
});

const shipped = process.env["EIE_LAYER_DIR"];
const title = shipped
  ? "the authors' shipped layer runs on the accelerator as on their simulator"
  : "the authors' shipped layer runs on the accelerator (skipped: EIE_LAYER_DIR is unset)";

test.skipIf(!shipped)(title, { timeout: 300_000 }, async () => {
  const { failure, metrics } = await run({ dir: shipped });
  expect(failure?.message).toBeUndefined();
  // What their simulator prints, compiled for this layer with a buffer of 8.
  expect(metrics).toMatchObject({
    cyclesAuthorsStop: 7926,
    pointerReads: 112640,
    matrixReads: 100900,
    outputs: 1000,
  });
  expect((metrics["efficiency"] as number).toFixed(6)).toBe("0.894501");
});
