import { fail } from "../errors/index.ts";
import type { WordSource } from "./memory.ts";
import { fromBits } from "./bit-patterns.ts";
import { typeText } from "./types/type-text.ts";
import type { LeafType } from "./types/type.ts";

/** A path, relative to the working directory, or a URL such as `new URL("./rom.hex", import.meta.url)`. */
export type FilePlace = string | URL;

/** Reads a file when a memory asks for its words. */
interface FileSystem {
  readFileSync(file: FilePlace): Uint8Array;
}

/**
 * Words in hexadecimal, as Verilog's $readmemh has them: separated by white space, `_` inside of them, `@1f` sets the address (in hexadecimal) of
 * the next one, `//` and `/* … *\/` are comments. A word is the bits of the memory's type, so that a negative one has its sign bit set.
 * Words that the file leaves out are unknown at power-on, and left alone by a load, as by $readmemh.
 *
 * Errors, when the memory is made or loaded: E-MEMORY-FILE.
 */
export function hexFile(file: FilePlace): WordSource {
  return {
    words: (type, depth) => parseHex(String(file), new TextDecoder().decode(readBytes(file)), type, depth),
  };
}

/**
 * Words as bytes, each in as many as its type needs, the lowest first unless `bigEndian` is set. Words beyond the file's end are left out.
 *
 * Errors, when the memory is made or loaded: E-MEMORY-FILE.
 */
export function binaryFile(file: FilePlace, options: { readonly bigEndian?: boolean } = {}): WordSource {
  return {
    words(type, depth) {
      const bytes = readBytes(file);
      const size = Math.ceil(type.width / 8);
      const refuse = (problem: string, cure: string) =>
        fail("E-MEMORY-FILE", { file: String(file), line: undefined, problem, cure });
      if (bytes.length % size !== 0)
        refuse(
          `${bytes.length} bytes are no whole number of words of ${size} bytes (${typeText(type)})`,
          "fill up the last word",
        );
      const count = bytes.length / size;
      if (count > depth)
        refuse(`${count} words don't fit a depth of ${depth}`, "shorten the file, or make the memory deeper");
      return Array.from({ length: count }, (_, word) => {
        let pattern = 0n;
        for (let i = 0; i < size; i++) {
          const byte = bytes[word * size + (options.bigEndian ? i : size - 1 - i)] as number;
          pattern = (pattern << 8n) | BigInt(byte);
        }
        return (
          valueOf(pattern, type) ??
          refuse(
            `word ${word} is 0x${pattern.toString(16)}, which ${typeText(type)} can't hold`,
            "clear the bits above the type's width",
          )
        );
      });
    },
  };
}

function readBytes(file: FilePlace): Uint8Array {
  try {
    return (process.getBuiltinModule("node:fs") as FileSystem).readFileSync(file);
  } catch (error) {
    const problem = `can't be read (${error instanceof Error ? error.message : String(error)})`;
    return fail("E-MEMORY-FILE", {
      ...{ file: String(file), line: undefined, problem },
      cure: 'give a path from the working directory, or new URL("./name", import.meta.url) for a file beside the source',
    });
  }
}

function parseHex(file: string, text: string, type: LeafType, depth: number): readonly unknown[] {
  const words: unknown[] = [];
  // Comments become white space, line by line, so that lines keep their numbers.
  const bare = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, (comment) => comment.replace(/[^\n]/g, " "));
  let address = 0;
  for (const [index, line] of bare.split("\n").entries()) {
    const refuse = (problem: string, cure: string): never =>
      fail("E-MEMORY-FILE", { file, line: index + 1, problem, cure });
    for (const token of line.split(/\s+/).filter((part) => part !== "")) {
      const digits = token.replace(/^@/, "").replaceAll("_", "");
      if (!/^[0-9a-f]+$/i.test(digits))
        refuse(
          `"${token}" is no hexadecimal number`,
          "write words in hexadecimal, without 0x; unknown bits (x, z) don't exist here",
        );
      if (token.startsWith("@")) {
        address = Number.parseInt(digits, 16);
        continue;
      }
      if (address >= depth)
        refuse(
          `the address ${address} is not below the depth ${depth}`,
          "shorten the file, or make the memory deeper",
        );
      while (words.length < address) words.push(undefined);
      words[address] =
        valueOf(BigInt(`0x${digits}`), type) ??
        refuse(`${token} does not fit ${typeText(type)}`, `give at most ${type.width} bits`);
      address += 1;
    }
  }
  return words;
}

/** The value of a type whose bits are a pattern; undefined where there is none. */
function valueOf(pattern: bigint, type: LeafType): unknown {
  if (pattern >> BigInt(type.width) !== 0n) return undefined;
  switch (type.kind) {
    case "bit":
    case "uint":
      return Number(pattern);
    case "sint":
      return Number(BigInt.asIntN(type.width, pattern));
    case "bigUint":
      return pattern;
    case "bigSint":
      return BigInt.asIntN(type.width, pattern);
    case "enumeration":
      return type.labels[Number(pattern)];
    case "float":
    case "fixed":
      return fromBits(Number(pattern), type);
  }
}
