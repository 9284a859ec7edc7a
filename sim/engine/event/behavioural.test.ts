import { describe, expect, it } from "vitest";
import { bit, input, Module, output, outputReg, state, uint } from "../../describe/index.ts";
import { compile } from "../../schedule/index.ts";
import { codesOf } from "../codes-of.test-kit.ts";
import { WasmEngine } from "../wasm/run/wasm-engine.ts";
import { EventEngine } from "./event-engine.ts";

/** Remembers the words that it saw, and gives how many there are. */
class Log extends Module {
  static readonly behavioural = true;
  static readonly comb = { last: [], both: ["word"] };
  readonly word = input(uint(8));
  readonly clear = input(bit);
  readonly last = output(uint(8));
  readonly both = output(uint(9));
  readonly count = outputReg(uint(8), { init: 0 });
  readonly dice = outputReg(uint(16), { init: 0 });
  readonly seen = state({ words: [] as number[], most: 0 });

  override propagate() {
    const { words } = this.seen.value;
    this.last.value = words.at(-1) ?? 0;
    this.both.value = this.word.value + (words.at(-1) ?? 0);
  }

  override update() {
    const word = this.word.value;
    this.seen.update((draft) => {
      draft.words.push(word);
    });
    this.seen.update((draft) => {
      draft.most = Math.max(...draft.words);
    });
    if (this.clear.value) this.seen.next = { words: [], most: this.seen.value.most };
    this.count.next = this.seen.value.words.length;
    this.dice.next = this.random.bits(16);
  }
}

const engines = [EventEngine, WasmEngine] as const;

function start(EngineClass: (typeof engines)[number], seed = 1) {
  const top = new Log();
  const engine = new EngineClass(compile(top), { seed });
  engine.settle();
  const tick = (word: number, clear: 0 | 1 = 0) => {
    engine.drive(top.word.net, word);
    engine.drive(top.clear.net, clear);
    engine.settle();
    engine.edge([0]);
  };
  return { top, engine, tick };
}

describe.each(engines)(
  "state() and random numbers of behavioural modules (SEMANTICS section 6), %o",
  (EngineClass) => {
    it("reads give the value before the edge, changes of one call add up, writes commit at the edge", () => {
      const { top, tick } = start(EngineClass);
      tick(5);
      expect(top.seen.value).toEqual({ words: [5], most: 5 });
      expect(top.count.value).toBe(0);
      expect(top.last.value).toBe(5);
      expect(top.both.value).toBe(10);
      tick(9);
      expect(top.seen.value).toEqual({ words: [5, 9], most: 9 });
      expect(top.count.value).toBe(1);
      tick(3, 1);
      expect(top.seen.value).toEqual({ words: [], most: 9 });
      expect(top.count.value).toBe(2);
      expect(top.last.value).toBe(0);
    });

    it("snapshots read and write states and streams: going on from there is the same", () => {
      const { top, engine, tick } = start(EngineClass, 7);
      for (const word of [1, 2, 3]) tick(word);
      const kept = { state: engine.state(0).peek(), random: engine.random(0).peek() };
      const follow = () =>
        [4, 5].map((word) => (tick(word), [top.seen.value, top.dice.value, top.last.value]));
      const first = follow();
      engine.state(0).poke(kept.state);
      engine.random(0).poke(kept.random);
      engine.settle();
      expect(top.last.value).toBe(3);
      expect(follow()).toEqual(first);
    });

    it("random numbers depend on seed and path alone", () => {
      const draw = (seed: number) => {
        const { top, tick } = start(EngineClass, seed);
        return [1, 2, 3].map((word) => (tick(word), top.dice.value));
      };
      expect(draw(1)).toEqual(draw(1));
      expect(draw(1)).not.toEqual(draw(2));
    });

    it("reset gives the initial value back", () => {
      const { top, engine, tick } = start(EngineClass);
      tick(5);
      engine.setReset(0, true);
      tick(6);
      expect(top.seen.value).toEqual({ words: [], most: 0 });
      expect(top.last.value).toBe(0);
    });

    it("values are frozen at any depth; changing one is refused", () => {
      const { top, tick } = start(EngineClass);
      tick(5);
      expect(Object.isFrozen(top.seen.value.words)).toBe(true);
      expect(() => (top.seen.value.words as number[]).push(1)).toThrow(TypeError);
      expect(() => ((top.seen.initial as { most: number }).most = 1)).toThrow(TypeError);
    });

    it("holds plain data only", () => {
      expect(codesOf(() => state(new Map()))).toEqual(["E-STATE"]);
      const { engine } = start(EngineClass);
      expect(() => engine.state(0).poke({ words: [new Set()] })).toThrow(
        /log\.seen .*\.words\[0\] is a Set object/,
      );
      const ring: unknown[] = [];
      ring.push(ring);
      expect(() => engine.state(0).poke(ring)).toThrow(/contains itself/);
      expect(() => engine.state(0).poke(() => 1)).toThrow(/it is a function/);
    });

    it("only update() of the module writes it, and draws random numbers", () => {
      const { top } = start(EngineClass);
      expect(codesOf(() => (top.seen.next = { words: [], most: 0 }))).toEqual(["E-WRITER"]);
      expect(codesOf(() => top.seen.next)).toEqual(["E-NEXT-READ"]);
      class Eager extends Log {
        override propagate() {
          super.propagate();
          this.seen.next = { words: [], most: 1 };
        }
      }
      expect(codesOf(() => new EngineClass(compile(new Eager())).settle())).toEqual(["E-PHASE"]);
      class Gambler extends Log {
        override propagate() {
          super.propagate();
          this.last.value = this.random.bits(8);
        }
      }
      expect(codesOf(() => new EngineClass(compile(new Gambler())).settle())).toEqual(["E-RANDOM"]);
    });

    it("an edge that throws leaves states and streams as they were", () => {
      class Fragile extends Log {
        override update() {
          super.update();
          if (this.word.value === 66) throw new Error("no");
        }
      }
      const top = new Fragile();
      const engine = new EngineClass(compile(top));
      const before = [engine.state(0).peek(), engine.random(0).peek()];
      engine.drive(top.word.net, 66);
      engine.settle();
      expect(codesOf(() => engine.edge([0]))).toEqual(["E-METHOD-THREW"]);
      expect([engine.state(0).peek(), engine.random(0).peek()]).toEqual(before);
      engine.drive(top.word.net, 1);
      engine.settle();
      engine.edge([0]);
      expect(top.seen.value.words).toEqual([1]);
    });
  },
);
