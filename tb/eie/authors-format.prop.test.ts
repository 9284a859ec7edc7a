import { mkdtempSync, rmSync, truncateSync, writeFileSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { SystoleError } from "../../sim/errors/index.ts";
import { readAuthorsLayer } from "./authors-format.ts";
import { writeAuthorsLayer } from "./authors-writer.ts";
import { countCycles } from "./cycle-model.ts";
import { goldenOutputs } from "./golden-model.ts";
import { randomLayer } from "./random-layer.ts";

const layers = fc
  .record({
    inputs: fc.integer({ min: 1, max: 30 }),
    outputs: fc.integer({ min: 1, max: 90 }),
    pes: fc.integer({ min: 1, max: 6 }),
    weightDensity: fc.constantFrom(0.02, 0.2, 1),
    activationDensity: fc.constantFrom(0, 0.4, 1),
    seed: fc.nat(),
  })
  .map((options) => randomLayer({ ...options, bias: true }));

const names = fc.constantFrom(
  "act.dat",
  "arithm.dat",
  "ptr/ptr0.dat",
  "spm/spm0.dat",
  "ptr/ptr1.dat",
  "spm/spm1.dat",
  "ptr/ptr7.dat",
);

/** Ways to harm a file. */
type Damage =
  | { readonly kind: "delete"; readonly name: string }
  | { readonly kind: "truncate"; readonly name: string; readonly bytes: number }
  | { readonly kind: "garbage"; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: "flip"; readonly name: string; readonly at: number; readonly bits: number };

const damages: fc.Arbitrary<Damage> = fc.oneof(
  fc.record({ kind: fc.constant("delete" as const), name: names }),
  fc.record({ kind: fc.constant("truncate" as const), name: names, bytes: fc.nat(200) }),
  fc.record({ kind: fc.constant("garbage" as const), name: names, bytes: fc.uint8Array({ maxLength: 200 }) }),
  fc.record({
    kind: fc.constant("flip" as const),
    name: names,
    at: fc.nat(2000),
    bits: fc.integer({ min: 1, max: 255 }),
  }),
);

function apply(folder: string, damage: Damage): void {
  const path = join(folder, damage.name);
  if (damage.kind === "garbage") return writeFileSync(path, damage.bytes);
  if (damage.kind === "delete") return rmSync(path, { force: true });
  try {
    const bytes = readFileSync(path);
    if (damage.kind === "truncate") return truncateSync(path, Math.min(bytes.length, damage.bytes));
    if (bytes.length > 0) bytes[damage.at % bytes.length]! ^= damage.bits;
    writeFileSync(path, bytes);
  } catch {
    // The file was not there to be harmed.
  }
}

it("reads whatever was written, and damaged folders give a layer that runs or one of our errors", () => {
  let refused = 0;
  let read = 0;
  fc.assert(
    fc.property(layers, fc.array(damages, { maxLength: 3 }), (layer, harm) => {
      const folder = mkdtempSync(join(tmpdir(), "eie-prop-"));
      try {
        writeAuthorsLayer(folder, layer);
        for (const damage of harm) apply(folder, damage);
        try {
          const found = readAuthorsLayer(folder, harm.length === 0 ? { outputs: layer.outputs } : {});
          if (harm.length === 0) expect(found).toEqual({ ...layer, name: found.name });
          expect(goldenOutputs(found)).toHaveLength(found.outputs);
          expect(countCycles(found, { queueDepth: 2, entriesPerRow: 8 }).cycles).toBeGreaterThanOrEqual(9);
          read += 1;
        } catch (error) {
          if (!(error instanceof SystoleError)) throw error;
          expect(error.code).toMatch(/^E-EIE-/);
          expect(harm.length).toBeGreaterThan(0);
          refused += 1;
        }
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }),
    { numRuns: 250 },
  );
  expect(refused).toBeGreaterThan(20);
  expect(read).toBeGreaterThan(20);
});
