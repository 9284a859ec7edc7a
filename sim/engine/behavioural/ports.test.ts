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
} from "../../describe/index.ts";
import { engines, findings, texts } from "./findings.test-kit.ts";

const byte = uint(8);

class Accesses extends Module {
  static readonly behavioural = true;
  static readonly comb = { now: [] };
  readonly go = input(bit, { default: 1 });
  readonly now = output(byte);
  readonly last = outputReg(byte);
  readonly words;
  protected readonly counts: readonly [number, number, number];
  constructor(options: MemoryOptions<typeof byte>, counts: readonly [number, number, number]) {
    super();
    this.words = memory(byte, 8, options);
    this.counts = counts;
  }
  override propagate() {
    this.now.value = 0;
    for (let a = 0; a < this.counts[0]; a++) this.now.value = this.words.read(a);
  }
  override update() {
    for (let a = 0; a < this.counts[1]; a++) this.last.next = this.words.read(a);
    for (let a = 0; a < this.counts[2]; a++) this.words.write(a, a);
  }
}

describe.each(engines)(
  "the ports of a behavioural module's memory (SEMANTICS sections 4 and 6), %s",
  (_, Engine) => {
    test.each([
      [{ ports: { read: 2, write: 1 } }, [1, 1, 1]],
      [{ ports: { readWrite: 2 } }, [0, 1, 1]],
      [{ onCollision: "noChange", ports: { readWrite: 1 } }, [0, 0, 1]],
      [{}, [3, 3, 3]],
    ] as const)("%j take %j", (options, counts) => {
      expect(texts(findings(new Accesses(options, counts), Engine))).toEqual([]);
      expect(texts(findings(new Accesses(options, counts), Engine, { shuffle: 1 }))).toEqual([]);
    });

    test.each([
      [
        { ports: { read: 1, write: 1 } },
        [0, 2, 0],
        "1 read, 1 write a cycle, and a cycle may make 2 reads and 0 writes (update())",
      ],
      [
        { ports: { read: 1, write: 1 } },
        [1, 1, 0],
        "1 read, 1 write a cycle, and a cycle may make 2 reads and 0 writes (propagate() and update())",
      ],
      [
        { ports: { read: 1 } },
        [2, 0, 0],
        "1 read a cycle, and a cycle may make 2 reads and 0 writes (propagate())",
      ],
      [
        { ports: { read: 1 } },
        [0, 1, 1],
        "1 read a cycle, and a cycle may make 1 reads and 1 writes (update())",
      ],
    ] as const)("%j don't take %j: E-MEMORY-PORTS", (options, counts, text) => {
      const found = findings(new Accesses(options, counts), Engine);
      expect(texts(found)).toEqual([`E-MEMORY-PORTS accesses.words: accesses.words has ports for ${text}`]);
      expect(found[0]!.places![0]!.file).toMatch(/ports\.test\.ts$/);
    });

    test("a no-change memory is not read and written by one call: E-MEMORY-BOTH", () => {
      const found = findings(new Accesses({ onCollision: "noChange" }, [0, 1, 1]), Engine);
      expect(found.map(({ code }) => code)).toEqual(["E-MEMORY-BOTH"]);
    });
  },
);
