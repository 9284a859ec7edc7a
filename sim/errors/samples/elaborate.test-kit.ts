import type { Sample } from "./sample.test-kit.ts";

export const samples: readonly Sample[] = [
  [
    "E-ELABORATED",
    { path: "top" },
    "the module top is part of a design already",
    "make a new module object for each simulation",
  ],
  [
    "E-ALIAS",
    { path: "top.b", first: "top.a" },
    "top.b is the same object as top.a, which owns it",
    "pass it through a port and connect; only bundles may hold references to signals of others",
  ],
  [
    "E-FIELD",
    { path: "top.update", problem: "is a function of the object", cure: "write it in the class" },
    "top.update is a function of the object",
    "write it in the class",
  ],
  [
    "E-UNHELD",
    { direction: "wire", partner: "top.a" },
    "top.a is connected to a signal (wire) that no field of any module holds",
    "keep the signal in a field of its module (not #private: use protected), so that it has a name and an owner",
  ],
  [
    "E-UNHELD",
    { direction: "wire", partner: "propagate() of top", uses: true },
    "propagate() of top uses a signal (wire) that no field of any module holds",
    "keep the signal in a field of its module (not #private: use protected), so that it has a name and an owner",
  ],
  [
    "E-HIERARCHY",
    { problem: "top reads the reg of another module, top.x.r" },
    "top reads the reg of another module, top.x.r",
    "a module reads its own signals and its direct children's outputs, and drives its own outputs, wires, registers and its direct children's inputs; pass the rest through ports",
  ],
  [
    "E-CONNECT-DIRECTION",
    { from: "top.a", to: "top.b" },
    "connect(top.a, top.b) runs backwards: only top.b can drive top.a",
    "swap the arguments: connect(from, to)",
  ],
  [
    "E-DRIVERS",
    { signal: "top.a", drivers: "top.b and top.c" },
    "top.a has two drivers: top.b and top.c",
    "keep one driver, or choose between the two in propagate()",
  ],
  [
    "E-RING",
    { ring: "top.a ← top.b ← top.a", kind: "connections" },
    "these connections form a ring that nothing drives: top.a ← top.b ← top.a",
    "connect one of them to a driver",
  ],
  [
    "E-RING",
    { ring: "top.a ← top.a", kind: "logic" },
    "combinational logic forms a ring: top.a ← top.a",
    "break the ring with a register",
  ],
  [
    "E-DOMAIN-NAME",
    { name: "2x" },
    "`2x` can't be the name of a clock domain",
    'use letters, digits and _, such as clockDomain("bus")',
  ],
  [
    "E-DOMAIN-GIVEN",
    { problem: "`clock` is no clock domain" },
    "clocked(…): `clock` is no clock domain",
    "write clocked(new Part(), domain) or clocked(new Part(), { clock: domain, reset: { by: signal } }), once a module",
  ],
  [
    "E-DOMAIN-TWICE",
    { module: "top.leaf", field: "ddr", given: "bus" },
    "top.leaf names the clock domain ddr in its field `clock`, and is given bus: a module has one domain",
    "drop one of the two",
  ],
  [
    "E-DOMAIN-RESETS",
    { domain: "bus", resets: ["none", "sync, active high"] },
    "the clock domain bus has two resets: none, and sync, active high",
    "declare the domain once and import it; a testbench leaves the kind and level of a declared reset alone",
  ],
  [
    "E-DOMAIN-RESET",
    { module: "top.leaf", signal: "top.a.b.r" },
    "top.leaf can't be reset by top.a.b.r: its parent can't read that signal",
    "reset it by a signal of its parent, or by an output of one of the parent's direct children",
  ],
  [
    "E-BLACKBOX",
    {
      className: "Rom",
      problem: "the input address stands at no pin",
      cure: 'name it in `ports`: { PIN: "address" }',
    },
    "`static blackbox` of Rom: the input address stands at no pin",
    'name it in `ports`: { PIN: "address" }',
  ],
];
