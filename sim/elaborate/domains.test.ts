import { describe, expect, test } from "vitest";
import { bit, clocked, clockDomain, input, Module, output, reg } from "../describe/index.ts";
import { SystoleError } from "../errors/index.ts";
import { elaborate } from "./elaborate.ts";

class Leaf extends Module {
  readonly in = input(bit, { default: 0 });
  readonly out = output(bit);
  override propagate() {
    this.out.value = this.in.value;
  }
}

class Branch extends Module {
  readonly leaf = new Leaf();
}

const bus = clockDomain("bus");
const ddr = clockDomain("ddr", { reset: { kind: "async", active: "low" } });

/** `path: clock, reset` of each module. */
function domainsOf(top: Module): string[] {
  const { instances, domains, clocks } = elaborate(top);
  return instances.map(({ module, domain }) => {
    const { clock, reset } = domains[domain]!;
    const line = reset ? `${reset.name} ${reset.kind ?? "?"} ${reset.active ?? "?"}` : "no reset";
    return `${module.path}: ${clocks[clock]}, ${line}`;
  });
}

function codesOf(top: Module): string[] {
  try {
    elaborate(top);
  } catch (error) {
    if (error instanceof SystoleError) return error.diagnostics.map(({ code, path }) => `${code} ${path}`);
    throw error;
  }
  return [];
}

describe("domains (SEMANTICS 4 and 5)", () => {
  test("a design that names none has one clock and one reset, whose kind is the testbench's affair", () => {
    class Top extends Module {
      readonly branch = new Branch();
    }
    expect(domainsOf(new Top())).toEqual([
      "top: clk, reset ? ?",
      "top.branch: clk, reset ? ?",
      "top.branch.leaf: clk, reset ? ?",
    ]);
  });

  test("children inherit clock and reset unless given others, each by itself", () => {
    class Named extends Branch {
      readonly clock = ddr;
    }
    class Top extends Module {
      readonly plain = new Branch();
      readonly onBus = clocked(new Branch(), bus);
      readonly named = new Named();
      readonly again = clocked(new Leaf(), ddr);
      readonly released = clocked(new Branch(), { reset: false });
      readonly driven = clocked(new Branch(), { clock: bus, reset: { by: this.plain.leaf.in } });
    }
    expect(codesOf(new Top())).toEqual(["E-DOMAIN-RESET top.driven"]);
    class Legal extends Module {
      readonly source = new Leaf();
      readonly onBus = clocked(new Branch(), bus);
      readonly named = new Named();
      readonly again = clocked(new Leaf(), ddr);
      readonly released = clocked(new Branch(), { reset: false });
      readonly driven = clocked(new Branch(), { clock: bus, reset: { by: this.source.out, kind: "async" } });
    }
    expect(domainsOf(new Legal())).toEqual([
      "legal: clk, reset ? ?",
      "legal.source: clk, reset ? ?",
      "legal.onBus: bus, reset ? ?",
      "legal.onBus.leaf: bus, reset ? ?",
      "legal.named: ddr, reset_ddr async low",
      "legal.named.leaf: ddr, reset_ddr async low",
      "legal.again: ddr, reset_ddr async low",
      "legal.released: clk, no reset",
      "legal.released.leaf: clk, no reset",
      "legal.driven: bus, legal.source.out async high",
      "legal.driven.leaf: bus, legal.source.out async high",
    ]);
  });

  test("the clock of the top is the default one, and its reset is called reset", () => {
    class Top extends Module {
      readonly clock = ddr;
      readonly leaf = clocked(new Leaf(), ddr);
    }
    const design = elaborate(new Top());
    expect(design.clocks).toEqual(["ddr"]);
    expect(design.resets.map(({ name }) => name)).toEqual(["reset"]);
    expect(design.domains.length).toBe(1);
  });

  test("a field of that name that is no domain is nothing special", () => {
    class Top extends Module {
      readonly clock = input(bit);
      readonly r = reg(bit);
    }
    expect(domainsOf(new Top())).toEqual(["top: clk, reset ? ?"]);
  });

  test("a module has one domain, and a domain one reset", () => {
    class Named extends Leaf {
      readonly clock = ddr;
    }
    class Twice extends Module {
      readonly leaf = clocked(new Named(), bus);
    }
    expect(codesOf(new Twice())).toEqual(["E-DOMAIN-TWICE twice.leaf"]);
    class Resets extends Module {
      readonly a = clocked(new Leaf(), ddr);
      readonly b = clocked(new Leaf(), clockDomain("ddr", { reset: { kind: "sync" } }));
      readonly c = clocked(new Leaf(), clockDomain("ddr", { reset: { active: "low", kind: "async" } }));
    }
    expect(codesOf(new Resets())).toEqual(["E-DOMAIN-RESETS resets.b"]);
  });

  test("what is no domain is refused where it is given", () => {
    expect(() => clockDomain("2x")).toThrow("E-DOMAIN-NAME");
    expect(() => clocked(new Leaf(), { clock: "bus" as never })).toThrow("E-DOMAIN-GIVEN");
    expect(() => clocked({} as Module, bus)).toThrow("E-DOMAIN-GIVEN");
    expect(() => clocked(clocked(new Leaf(), bus), bus)).toThrow("E-DOMAIN-GIVEN");
    const late = new Leaf();
    codesOf(late);
    expect(() => clocked(late, bus)).toThrow(
      /E-DOMAIN-GIVEN[^]*leaf is part of an elaborated design already/,
    );
    class Wide extends Module {
      readonly a = input(bit);
      readonly leaf = clocked(new Leaf(), { reset: { by: { direction: "input", path: "a" } } });
    }
    expect(() => new Wide()).toThrow("E-DOMAIN-GIVEN");
  });
});
