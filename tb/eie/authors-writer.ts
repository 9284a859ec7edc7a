import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { codeOfError, reasonOf } from "./authors-files.ts";
import { codeOf, zeroRunOf } from "./encoded-matrix.ts";
import { eieFail } from "./errors.ts";
import type { Layer } from "./layer.ts";

/**
 * Writes a layer in the format that `readAuthorsLayer` reads, folders included.
 *
 * The format has no place for the number of outputs; rows without any weight at the end are lost unless the reader is told.
 *
 * @throws E-EIE-NOT-THIS-FORMAT for a layer that the format can't hold, E-EIE-EXISTS rather than overwrite a
 *   file, E-EIE-UNWRITABLE
 */
export function writeAuthorsLayer(folder: string, layer: Layer): void {
  const why = whyNot(layer);
  if (why) eieFail("E-EIE-NOT-THIS-FORMAT", { why });
  for (const path of [join(folder, "ptr"), join(folder, "spm")])
    writing(path, () => mkdirSync(path, { recursive: true }));
  writeNew(join(folder, "act.dat"), realBytes(layer.activations));
  writeNew(join(folder, "arithm.dat"), realBytes(layer.codebook));
  layer.slices.forEach(({ pointers, entries }, pe) => {
    const pairs = new Uint32Array(2 * entries.length);
    entries.forEach((entry, k) => {
      pairs[2 * k] = codeOf(entry);
      pairs[2 * k + 1] = zeroRunOf(entry);
    });
    writeNew(join(folder, "ptr", `ptr${pe}.dat`), wordBytes(pointers));
    writeNew(join(folder, "spm", `spm${pe}.dat`), wordBytes(pairs));
  });
}

function whyNot(layer: Layer): string | undefined {
  if (layer.operand.kind !== "fp32") return `its operands are ${layer.operand.kind}`;
  if (!layer.bias) return "it has no bias";
  if (layer.relu) return "it has a ReLU";
  const negative = layer.activations.findIndex((a) => a < 0);
  return negative < 0 ? undefined : `activation ${negative} is ${layer.activations[negative]}`;
}

/** The bytes of fp32 values, little-endian. */
export function realBytes(values: ArrayLike<number>): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  for (let i = 0; i < values.length; i += 1) view.setFloat32(4 * i, values[i]!, true);
  return new Uint8Array(view.buffer);
}

/** The bytes of uint32 words, little-endian. */
export function wordBytes(words: ArrayLike<number>): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * words.length));
  for (let i = 0; i < words.length; i += 1) view.setUint32(4 * i, words[i]!, true);
  return new Uint8Array(view.buffer);
}

function writeNew(path: string, bytes: Uint8Array): void {
  writing(path, () => writeFileSync(path, bytes, { flag: "wx" }));
}

function writing(path: string, write: () => unknown): void {
  try {
    write();
  } catch (error) {
    if (codeOfError(error) === "EEXIST") eieFail("E-EIE-EXISTS", { path });
    eieFail("E-EIE-UNWRITABLE", { path, reason: reasonOf(error) });
  }
}
