import { describe, expect, it } from "vitest";
import { frameOf, loadProblem, shortPath } from "./load-problem.ts";

describe("what is wrong with a file", () => {
  it("has the place of a syntax error", () => {
    const error = new Error(
      'Transform failed with 1 error:\n/home/u/p/a.tb.ts:2:18: ERROR: Expected identifier but found "{"',
    );
    expect(loadProblem(error, "/home/u/p/a.tb.ts", "/home/u/p")).toEqual({
      place: "a.tb.ts:2:19",
      message: 'Expected identifier but found "{"',
    });
  });

  it("names what is missing and who imports it", () => {
    const error = new Error("Cannot find module '/home/u/p/nope' imported from /home/u/p/sub/a.tb.ts");
    expect(loadProblem(error, "/home/u/p/a.tb.ts", "/home/u/p")).toEqual({
      place: "sub/a.tb.ts",
      message: "there is no module nope, which it imports",
    });
  });

  it("has the innermost place in the user's files of what was thrown", () => {
    const error = new TypeError("x is null");
    error.stack =
      "TypeError: x is null\n    at f (/home/u/p/node_modules/k/i.js:1:1)\n    at g (file:///home/u/p/b.ts?x=1:7:3)\n    at /home/u/p/a.tb.ts:1:1";
    expect(frameOf(error, "/home/u/p")).toBe("b.ts:7:3");
    expect(loadProblem(error, "/home/u/p/a.tb.ts", "/home/u/p").message).toBe("TypeError: x is null");
    expect(frameOf(error, "/elsewhere")).toBeUndefined();
  });

  it("can be anything that can be thrown", () => {
    for (const thrown of [undefined, null, 1, "text", Object.create(null), Symbol("s")])
      expect(loadProblem(thrown, "/p/a.tb.ts", "/p").place).toBe("a.tb.ts");
  });

  it("has short paths inside the working directory only", () => {
    expect(shortPath("/p/a.ts", "/p")).toBe("a.ts");
    expect(shortPath("/q/a.ts", "/p")).toBe("/q/a.ts");
    expect(shortPath("/p", "/p")).toBe(".");
  });
});
