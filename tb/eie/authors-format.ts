import { basename, join, resolve } from "node:path";
import { readBytes, readFolder, realsOf, wordsOf } from "./authors-files.ts";
import { codeOf, entryByte, paddedInputs, type PeSlice, zeroRunOf } from "./encoded-matrix.ts";
import { eieFail } from "./errors.ts";
import { checkWhole, type Layer } from "./layer.ts";

/** What the files do not say. */
export interface AuthorsLayerOptions {
  /** Default: the highest row with a weight, and one. */
  readonly outputs?: number;
}

/**
 * Reads a layer in the format of the EIE authors' own simulator (repository RalphMao/EIE-simulator).
 *
 * All words are little-endian. `act.dat`: an fp32 value an input; those that are not above 0 are not sent, so they are 0 in the
 * layer. `arithm.dat`: the codebook, 16 fp32 values, the first 0. `ptr/ptr<k>.dat`: uint32 pointers of PE k, one a column of the
 * inputs rounded up to whole rows, one of the bias column, and an end. `spm/spm<k>.dat`: pairs of uint32, code and zero run of an
 * entry. The number of PEs is that of the `ptr` files. Bias is on, ReLU off.
 *
 * @throws a `SystoleError` with a code E-EIE-… for whatever is wrong with the folder or its files
 */
export function readAuthorsLayer(folder: string, options: AuthorsLayerOptions = {}): Layer {
  if (options.outputs !== undefined) checkWhole("outputs", options.outputs, 1);
  readFolder(folder);
  const activationPath = join(folder, "act.dat");
  const activations = realsOf(readBytes(activationPath, "it holds the inputs"), activationPath);
  if (activations.length === 0) eieFail("E-EIE-EMPTY", { path: activationPath, what: "inputs" });
  for (let i = 0; i < activations.length; i += 1) if (!(activations[i]! > 0)) activations[i] = 0;
  const codebook = readCodebook(join(folder, "arithm.dat"));
  const pes = countPes(folder);
  const slices = Array.from({ length: pes }, (_, pe) => readSlice(folder, pe, activations.length, pes));
  const least = rowsTouched(slices);
  const outputs = options.outputs ?? Math.max(1, least);
  if (outputs < least) eieFail("E-EIE-OUTPUTS", { outputs, least });
  return {
    name: basename(resolve(folder)),
    inputs: activations.length,
    outputs,
    pes,
    operand: { kind: "fp32" },
    bias: true,
    relu: false,
    activations,
    codebook,
    slices,
  };
}

function readCodebook(path: string): Float32Array {
  const bytes = readBytes(path, "it holds the codebook");
  if (bytes.byteLength !== 64) eieFail("E-EIE-CODEBOOK-SIZE", { path, bytes: bytes.byteLength });
  const codebook = realsOf(bytes, path);
  if (codebook[0] !== 0) eieFail("E-EIE-CODEBOOK-ZERO", { path, value: codebook[0]! });
  return codebook;
}

/** The number of PEs; a file of a PE that is missing is named, whichever of the two it is. */
function countPes(folder: string): number {
  const pointerFiles = filesOfPes(join(folder, "ptr"), "ptr");
  const entryFiles = filesOfPes(join(folder, "spm"), "spm");
  let last = -1;
  for (const files of [pointerFiles, entryFiles]) for (const pe of files) last = Math.max(last, pe);
  if (last < 0)
    eieFail("E-EIE-MISSING", { path: join(folder, "ptr", "ptr0.dat"), because: "there is no PE at all" });
  const because = `there are files of PE ${last}`;
  for (let pe = 0; pe <= last; pe += 1) {
    if (!pointerFiles.has(pe))
      eieFail("E-EIE-MISSING", { path: join(folder, "ptr", `ptr${pe}.dat`), because });
    if (!entryFiles.has(pe)) eieFail("E-EIE-MISSING", { path: join(folder, "spm", `spm${pe}.dat`), because });
  }
  return last + 1;
}

function filesOfPes(folder: string, stem: string): ReadonlySet<number> {
  const pattern = new RegExp(`^${stem}(0|[1-9][0-9]{0,8})\\.dat$`);
  const numbers = new Set<number>();
  for (const name of readFolder(folder)) {
    const match = pattern.exec(name);
    if (match) numbers.add(Number(match[1]));
  }
  return numbers;
}

function readSlice(folder: string, pe: number, inputs: number, pes: number): PeSlice {
  const path = join(folder, "ptr", `ptr${pe}.dat`);
  const spm = join(folder, "spm", `spm${pe}.dat`);
  const pointers = wordsOf(readBytes(path, `it holds the pointers of PE ${pe}`), path, 4, "one pointer");
  const expected = paddedInputs(inputs, pes) + 2;
  if (pointers.length !== expected) {
    eieFail("E-EIE-POINTER-COUNT", { path, found: pointers.length, expected, inputs, pes });
  }
  const words = wordsOf(
    readBytes(spm, `it holds the entries of PE ${pe}`),
    spm,
    8,
    "one entry: code and zero run",
  );
  const entries = new Uint8Array(words.length / 2);
  for (let index = 0; index < entries.length; index += 1) {
    const code = words[2 * index]!;
    const zeroRun = words[2 * index + 1]!;
    if (code > 15) eieFail("E-EIE-ENTRY-RANGE", { path: spm, index, field: "code", value: code });
    if (zeroRun > 15) eieFail("E-EIE-ENTRY-RANGE", { path: spm, index, field: "zero run", value: zeroRun });
    entries[index] = entryByte(code, zeroRun);
  }
  for (let index = 0; index < pointers.length; index += 1) {
    const pointer = pointers[index]!;
    const before = index === 0 ? 0 : pointers[index - 1]!;
    if (pointer < before) eieFail("E-EIE-POINTER-FALLS", { path, index, before, pointer });
    if (pointer > entries.length) {
      eieFail("E-EIE-POINTER-BEYOND", { path, index, pointer, entries: entries.length, spm });
    }
  }
  return { pointers, entries };
}

/** The highest row that an entry other than padding names, and one; 0 if there is none. */
function rowsTouched(slices: readonly PeSlice[]): number {
  let rows = 0;
  slices.forEach(({ pointers, entries }, pe) => {
    for (let column = 0; column + 1 < pointers.length; column += 1) {
      let address = 0;
      for (let k = pointers[column]!; k < pointers[column + 1]!; k += 1) {
        address += zeroRunOf(entries[k]!);
        if (codeOf(entries[k]!) !== 0) rows = Math.max(rows, address * slices.length + pe + 1);
        address += 1;
      }
    }
  });
  return rows;
}
