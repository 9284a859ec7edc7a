import { describe, expect, test } from "vitest";
import { bit, enumeration, input, Module, output } from "../describe/index.ts";
import { evaluated, findings } from "./lower.test-kit.ts";

const Phase = enumeration("Idle", "Load", "Run");
const stray = "Halt" as "Idle";

describe("a text where a member of an enumeration is wanted", () => {
  test("is refused where it is none of its members: assigned, compared, or a case", () => {
    abstract class Phased extends Module {
      readonly phase = input(Phase);
      readonly y = output(Phase);
      readonly same = output(bit);
    }
    class Assigned extends Phased {
      override propagate() {
        this.same.value = 0;
        this.y.value = stray as typeof this.y.value;
      }
    }
    class Compared extends Phased {
      override propagate() {
        this.y.value = this.phase.value;
        this.same.value = this.phase.value === (stray as typeof this.y.value);
      }
    }
    class Switched extends Phased {
      override propagate() {
        this.same.value = 0;
        switch (this.phase.value) {
          case stray as typeof this.y.value:
            this.y.value = Phase.Run;
            break;
          default:
            this.y.value = Phase.Idle;
        }
      }
    }
    for (const top of [new Assigned(), new Compared(), new Switched()]) {
      const [first, ...more] = findings(top);
      expect(more).toEqual([]);
      expect(first).toMatch(/^E-KIND .*Idle, Load, Run.*"Halt"/s);
    }
  });

  test("is that member where it is one", () => {
    class Top extends Module {
      readonly phase = input(Phase);
      readonly y = output(Phase);
      readonly same = output(bit);
      override propagate() {
        this.same.value = this.phase.value === ("Load" as typeof this.y.value);
        this.y.value = "Run" as typeof this.y.value;
      }
    }
    expect(evaluated(new Top(), { phase: Phase.Load }, ["same", "y"])).toEqual([1, Phase.Run]);
    expect(evaluated(new Top(), { phase: Phase.Run }, ["same"])).toEqual([0]);
  });
});
