import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  bigSint,
  binaryFile,
  enumeration,
  fp16,
  hexFile,
  type LeafType,
  memory,
  sint,
  uint,
} from "./index.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "systole-words-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(content: string | Uint8Array): string {
  const path = join(folder, "words");
  writeFileSync(path, content);
  return path;
}
const hex = (content: string, type: LeafType, depth: number) => hexFile(file(content)).words(type, depth);

describe("hexFile", () => {
  it("reads words, addresses and comments; what is left out stays open", () => {
    const text = "// a table\n0a F_F /* two\nlines 33 */ 1\n@4 7f @0 1\n";
    expect(hex(text, uint(8), 6)).toEqual([1, 255, 1, undefined, 127]);
    expect(hex("@2 5", uint(8), 4)).toEqual([undefined, undefined, 5]);
    expect(hex("1/**/2", uint(8), 4)).toEqual([1, 2]);
    expect(hex("", uint(8), 4)).toEqual([]);
  });

  it("takes words as the bits of their type", () => {
    expect(hex("ff 80 7f", sint(8), 3)).toEqual([-1, -128, 127]);
    expect(hex("1_0000_0000_0000_0000", bigSint(65), 1)).toEqual([-(2n ** 64n)]);
    expect(hex("3c00 c000", fp16, 2)).toEqual([1, -2]);
    expect(hex("1", enumeration("Idle", "Busy"), 2)).toEqual(["Busy"]);
  });

  it("fills a memory, also by URL", () => {
    const made = memory(uint(4), 3, { init: hexFile(pathToFileURL(file("a b c"))) });
    expect(made.options.init).toEqual([10, 11, 12]);
  });

  it.each([
    ["1\n0g", uint(8), /words:2: "0g" is no hexadecimal number/],
    ["1 xx", uint(8), /"xx" is no hexadecimal number/],
    ["100", uint(8), /words:1: 100 does not fit uint\(8\)/],
    ["\n1 2\n3 4 5", uint(8), /words:3: the address 4 is not below the depth 4/],
    ["@4 1", uint(8), /the address 4 is not below the depth 4/],
    ["3", enumeration("A", "B", "C"), /3 does not fit/],
  ] as const)("refuses %j for what it is", (content, type, problem) => {
    expect(() => hex(content, type, 4)).toThrow(problem);
  });

  it("names a file that is not there", () => {
    expect(() => memory(uint(8), 1, { init: hexFile(join(folder, "none.hex")) })).toThrow(
      /E-MEMORY-FILE[\s\S]*none\.hex.*ENOENT/,
    );
  });
});

describe("binaryFile", () => {
  it("reads words of whole bytes, the lowest first or last", () => {
    const path = file(new Uint8Array([0x34, 0x12, 0xff, 0x0f]));
    expect(binaryFile(path).words(uint(16), 3)).toEqual([0x1234, 0x0fff]);
    expect(binaryFile(path, { bigEndian: true }).words(uint(16), 2)).toEqual([0x3412, 0xff0f]);
    expect(binaryFile(path).words(sint(32), 1)).toEqual([0x0fff1234]);
  });

  it("refuses parts of words, too many of them, and bits above the width", () => {
    const path = file(new Uint8Array([1, 2, 3]));
    expect(() => binaryFile(path).words(uint(16), 4)).toThrow(/3 bytes are no whole number of words of 2/);
    expect(() => binaryFile(path).words(uint(8), 2)).toThrow(/3 words don't fit a depth of 2/);
    expect(() => binaryFile(path).words(uint(1), 3)).toThrow(/word 1 is 0x2, which uint\(1\) can't hold/);
  });
});

describe("the options of a memory", () => {
  it("are copied, so that later changes of an array do nothing", () => {
    const words = [1, 2];
    const made = memory(uint(8), 2, { init: words });
    words[0] = 9;
    expect(made.options.init).toEqual([1, 2]);
  });

  it("may be left undefined", () => {
    expect(() => memory(uint(8), 2, { init: undefined, ports: { read: 1, write: undefined } })).not.toThrow();
  });

  it.each([
    [{ onCollision: "oldData" }, /onCollision of a memory can't be oldData/],
    [{ ports: { read: -1 } }, /ports\.read of a memory can't be -1/],
    [{ ports: { reads: 1 } }, /ports\.reads of a memory can't be 1/],
    [{ ports: 1 }, /ports of a memory can't be 1/],
    [{ init: {} }, /\[object Object\] is no list of words/],
    [{ init: new Set([1]) }, /\[object Set\] is no list of words/],
    [{ init: [1, undefined] }, /at 1.*undefined/],
    [{ init: [1, 2, 3] }, /3 words don't fit a depth of 2/],
    [{ init: (address: number) => 256 * address }, /at 1.*256/],
  ])("are refused where they make no sense: %j", (options, problem) => {
    expect(() => memory(uint(8), 2, options as never)).toThrow(problem);
  });
});
