import { createVcdParser, type VcdDeclaration } from "./vcd-parser.ts";
import { unescapeString } from "./vcd-string.ts";

export interface VcdChange {
  /** In units of the file's timescale. */
  readonly time: bigint;
  /** All bits of a vector; a number as JavaScript prints it, with `-0`; a string without escapes. */
  readonly value: string;
}

/** One name of a file with all its values. */
export interface VcdTrace extends Omit<VcdDeclaration, "scope"> {
  /** Scopes and name with dots between. */
  readonly path: string;
  readonly changes: readonly VcdChange[];
}

export interface VcdContents {
  /** The unit of all times, in femtoseconds; 1 ns where the file has none. */
  readonly timescale: bigint;
  /** First and last time of the file; undefined when it has none. */
  readonly span: { readonly first: bigint; readonly last: bigint } | undefined;
  readonly traces: readonly VcdTrace[];
  /** What was not understood and passed over. */
  readonly problems: readonly string[];
}

/** Reads a whole VCD into lists of changes, one a name. */
export function readVcd(chunks: string | Iterable<string>): VcdContents {
  const declarations: VcdDeclaration[] = [];
  const raw = new Map<string, { time: bigint; kind: "bits" | "real" | "string"; text: string }[]>();
  const problems: string[] = [];
  let timescale = 10n ** 6n;
  let first: bigint | undefined;
  let now = 0n;
  let last = 0n;

  const parser = createVcdParser({
    timescale: (femtoseconds) => void (timescale = femtoseconds),
    variable: (declaration) => {
      declarations.push(declaration);
      if (!raw.has(declaration.code)) raw.set(declaration.code, []);
    },
    time: (time) => {
      if (first !== undefined && time < now) problems.push(`time goes back from ${now} to ${time}`);
      first ??= time;
      now = time;
      if (time > last) last = time;
    },
    change: (code, kind, text) => {
      const changes = raw.get(code);
      if (changes) changes.push({ time: now, kind, text });
      else problems.push(`a change of the unknown code ${code}`);
    },
    problem: (text) => void problems.push(text),
  });
  for (const chunk of typeof chunks === "string" ? [chunks] : chunks) parser.write(chunk);
  parser.end();

  const traces = declarations.map(({ scope, ...declaration }): VcdTrace => {
    const changes = raw.get(declaration.code) ?? [];
    return {
      ...declaration,
      path: [...scope, declaration.name].join("."),
      changes: changes.map(({ time, kind, text }) => ({
        time,
        value: normalise(kind, text, declaration.size),
      })),
    };
  });
  return { timescale, span: first === undefined ? undefined : { first, last }, traces, problems };
}

function normalise(kind: "bits" | "real" | "string", text: string, size: number): string {
  if (kind === "string") return unescapeString(text);
  if (kind === "bits") return fitBits(text.toLowerCase(), size);
  const special = /^([+-]?)(nan|inf(?:inity)?)$/i.exec(text);
  if (special)
    return special[2]!.toLowerCase() === "nan" ? "NaN" : `${special[1] === "-" ? "-" : ""}Infinity`;
  const value = Number(text);
  return Object.is(value, -0) ? "-0" : String(value);
}

/** Extends short vectors as the standard says: a leading 0 or 1 by zeros, anything else by itself. Keeps low bits of long ones. */
function fitBits(bits: string, size: number): string {
  if (bits.length >= size) return bits.slice(bits.length - size);
  const head = bits[0] ?? "x";
  return bits.padStart(size, head === "1" ? "0" : head);
}
