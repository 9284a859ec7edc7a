import { describe, expect, it } from "vitest";
import { Module, outputReg, uint } from "../describe/index.ts";
import { compile } from "../schedule/index.ts";

describe("modules whose methods are not to be read (SEMANTICS section 6)", () => {
  it.each(["behavioural", "blackbox"])("static %s is refused by its name", (mark) => {
    class Dram extends Module {
      readonly data = outputReg(uint(8), { init: 0 });
      override update() {
        this.data.next = 1;
      }
    }
    Object.defineProperty(Dram, mark, { value: mark === "blackbox" ? { module: "dram" } : true });
    expect(() => compile(new Dram())).toThrow(/E-BEHAVIOURAL.*behavioural\.test\.ts:7:/);
  });
});
