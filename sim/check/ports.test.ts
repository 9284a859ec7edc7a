import { describe, expect, test } from "vitest";
import {
  bit,
  input,
  memory,
  type MemoryOptions,
  Module,
  output,
  outputReg,
  uint,
} from "../describe/index.ts";
import { SystoleError } from "../errors/index.ts";
import { compile } from "../schedule/compile.ts";

const byte = uint(8);
type Options = MemoryOptions<typeof byte>;

function messages(top: Module): readonly string[] {
  try {
    compile(top);
    return [];
  } catch (error) {
    if (!(error instanceof SystoleError)) throw error;
    return error.diagnostics.map(({ code, message, path }) => `${code} ${path}: ${message}`);
  }
}

/** Reads, or returns early, or writes: no cycle does two of it. */
class Exclusive extends Module {
  readonly read = input(bit);
  readonly stop = input(bit);
  readonly address = input(uint(2));
  readonly out = outputReg(byte);
  readonly words;
  constructor(options: Options) {
    super();
    this.words = memory(byte, 4, options);
  }
  override update() {
    if (this.read.value) {
      this.out.next = this.words.read(this.address.value);
      return;
    }
    if (this.stop.value) return;
    this.words.write(this.address.value, 1);
  }
}

/** A read in each cycle, a second one on a condition, and a write beside the first. */
class Beside extends Module {
  readonly more = input(bit);
  readonly out = outputReg(byte);
  readonly other = outputReg(byte);
  readonly words;
  constructor(options: Options) {
    super();
    this.words = memory(byte, 4, options);
  }
  override update() {
    this.out.next = this.words.read(0);
    if (this.more.value) this.other.next = this.words.read(1);
    else this.words.write(1, 3);
  }
}

/** An asynchronous port beside the write. */
class Asynchronous extends Module {
  readonly out = outputReg(byte);
  readonly words;
  constructor(options: Options) {
    super();
    this.words = memory(byte, 4, options);
  }
  protected get word(): number {
    return this.words.read(2);
  }
  override update() {
    this.out.next = this.word + this.word > 3 ? 1 : 0;
    this.words.write(0, 1);
  }
}

describe("ports of a memory (SEMANTICS section 4)", () => {
  test("one port for either serves a module whose paths exclude each other", () => {
    expect(messages(new Exclusive({ ports: { readWrite: 1 }, onCollision: "noChange" }))).toEqual([]);
    expect(messages(new Exclusive({ ports: { read: 1 } }))).toEqual([
      "E-MEMORY-PORTS exclusive.words: exclusive.words has ports for 1 read a cycle, and a cycle may make 0 reads and 1 writes (update())",
    ]);
  });

  test("are counted along paths", () => {
    expect(messages(new Beside({ ports: { read: 2, write: 1 } }))).toEqual([]);
    expect(messages(new Beside({ ports: { read: 1, readWrite: 1 } }))).toEqual([]);
    expect(messages(new Beside({ ports: { readWrite: 2 } }))).toEqual([]);
    expect(messages(new Beside({ ports: { read: 1, write: 1 } }))).toEqual([
      "E-MEMORY-PORTS beside.words: beside.words has ports for 1 read, 1 write a cycle, and a cycle may make 2 reads and 0 writes (update())",
    ]);
    expect(messages(new Beside({ ports: {} }))[0]).toContain("has ports for no access a cycle");
  });

  test("a word that is read twice takes two ports", () => {
    expect(messages(new Asynchronous({ ports: { read: 2, write: 1 } }))).toEqual([]);
    expect(messages(new Asynchronous({ ports: { read: 1, write: 1 } }))[0]).toContain("2 reads and 1 writes");
  });

  test("of propagate() count beside those of update(): both happen in one cycle", () => {
    class Both extends Module {
      readonly address = input(uint(2));
      readonly now = output(byte);
      readonly out = outputReg(byte);
      readonly words;
      constructor(options: Options) {
        super();
        this.words = memory(byte, 4, options);
      }
      override propagate() {
        this.now.value = this.words.read(this.address.value);
      }
      override update() {
        this.out.next = this.words.read(3);
      }
    }
    expect(messages(new Both({ ports: { read: 2 } }))).toEqual([]);
    expect(messages(new Both({ ports: { read: 1 } }))).toEqual([
      "E-MEMORY-PORTS both.words: both.words has ports for 1 read a cycle, and a cycle may make 2 reads and 0 writes (propagate() and update())",
    ]);
    // A port that a memory does not limit is no concern of this check.
    expect(messages(new Both({}))).toEqual([]);
  });

  test("a no-change memory is not read and written by one call", () => {
    expect(messages(new Beside({ onCollision: "noChange" }))).toEqual([
      "E-MEMORY-BOTH beside.words: a call of update() may read and write beside.words, whose onCollision is noChange",
    ]);
  });

  test("a write-first memory is read behind its writes", () => {
    expect(messages(new Beside({ onCollision: "writeFirst" }))).toEqual([
      "E-MEMORY-ORDER beside.words: beside.words is write-first, and update() reads it before this write",
    ]);
  });
});
