import fc from "fast-check";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { bit, Module, outputReg, wrap } from "../describe/index.ts";
import { elaborate } from "../elaborate/index.ts";
import { createSourceCache, lowerDesign } from "./index.ts";

const draws = () => Math.random();
const asks = () => Date.now();
const both = () => draws() + asks();
const around = () => both() + draws();
function even(n: number): boolean {
  return n === 0 ? draws() > 0 : odd(n - 1);
}
function odd(n: number): boolean {
  return n > 0 && even(n - 1);
}
const bound = draws.bind(null);
const clock = { now: () => 3 };

abstract class Drawing extends Module {
  static readonly behavioural = true;
  readonly q = outputReg(bit, { init: 0 });
  protected n = 0;
}

/** What is told of a behavioural class, with the lines that its places name. */
function toldOf(Class: new () => Module): readonly string[] {
  const sources = createSourceCache();
  try {
    const text = readFileSync(new URL(import.meta.url), "utf8").split("\n");
    const design = elaborate(new Class());
    return lowerDesign(design, sources).diagnostics.map(({ code, message, remedy, path, places }) => {
      expect([code, path]).toEqual(["E-BEHAVIOURAL", design.top.module.path]);
      expect(remedy).toMatch(message.includes("Math.random") ? /^draw from this\.random/ : /^count edges/);
      return [message, ...(places ?? []).map(({ line }) => text[line - 1]!.trim())].join(" | ");
    });
  } finally {
    sources.close();
  }
}

const random = (name: string) => `${name} draws from Math.random, whose numbers no seed repeats`;
const time = (name: string, what: string) => `${name} asks ${what} what time it is, which no run repeats`;

test("each way to what no run repeats is told, with the calls that lead there (SEMANTICS 6)", () => {
  class Ways extends Drawing {
    get drawn() {
      return Math.random(); // get
    }
    set drawn(x: number) {
      this.n = x + Math.random(); // set
    }
    protected helper() {
      return performance.now(); // helper
    }
    override propagate() {
      this.n = asks(); // propagate
    }
    override update() {
      const inner = () => Math.random(); // update
      this.n = inner() + new Date().getTime(); // date
    }
  }
  expect(toldOf(Ways)).toEqual([
    `${random("Ways")} | return Math.random(); // get`,
    `${random("Ways")} | this.n = x + Math.random(); // set`,
    `${time("Ways", "performance.now")} | return performance.now(); // helper`,
    `${time("Ways", "Date.now")} | const asks = () => Date.now(); | this.n = asks(); // propagate`,
    `${random("Ways")} | const inner = () => Math.random(); // update`,
    `${time("Ways", "new Date()")} | this.n = inner() + new Date().getTime(); // date`,
  ]);
});

test("of a base class it is told by its name, of functions once a way, and of functions that call each other once", () => {
  class Base extends Drawing {
    protected roll() {
      return around(); // roll
    }
  }
  class Derived extends Base {
    override update() {
      this.n = even(3) ? 1 : 0; // even
    }
  }
  const [drawn, asked] = ["const draws = () => Math.random();", "const asks = () => Date.now();"];
  const [joined, circled] = [
    "const both = () => draws() + asks();",
    "const around = () => both() + draws();",
  ];
  expect(toldOf(Derived)).toEqual([
    `${random("Derived")} | ${drawn} | return n === 0 ? draws() > 0 : odd(n - 1); | this.n = even(3) ? 1 : 0; // even`,
    `${random("Base")} | ${drawn} | ${joined} | ${circled} | return around(); // roll`,
    `${time("Base", "Date.now")} | ${asked} | ${joined} | ${circled} | return around(); // roll`,
    `${random("Base")} | ${drawn} | ${circled} | return around(); // roll`,
  ]);
});

test("what is repeated, and what nobody can read, is let be", () => {
  class Repeated extends Drawing {
    override update() {
      const { random } = { random: () => 0.5 };
      const date = new Date(0);
      this.n = random() + date.getTime() + Math.max(1, 2) + clock.now() + bound();
      this.n += wrap(3) + Number(fc.sample(fc.nat(), 1)[0]) + new Map([[Date, Math]]).size;
      this.q.next = 1;
    }
  }
  expect(toldOf(Repeated)).toEqual([]);
});
