import { entry } from "../entry.ts";

/** Codes of the stage that finds the hierarchy and joins connections to nets. */
export const elaborateEntries = {
  "E-ELABORATED": entry<{ path: string }>({
    text: (f) => `the module ${f.path} is part of a design already`,
    remedy: () => "make a new module object for each simulation",
  }),
  "E-ALIAS": entry<{ path: string; first: string }>({
    text: (f) => `${f.path} is the same object as ${f.first}, which owns it`,
    remedy: () => "pass it through a port and connect; only bundles may hold references to signals of others",
  }),
  "E-FIELD": entry<{ path: string; problem: string; cure: string }>({
    text: (f) => `${f.path} ${f.problem}`,
    remedy: (f) => f.cure,
  }),
  "E-UNHELD": entry<{ direction: string; partner: string; uses?: true }>({
    text: (f) =>
      `${f.partner} ${f.uses ? "uses" : "is connected to"} a signal (${f.direction}) that no field of any module holds`,
    remedy: () =>
      "keep the signal in a field of its module (not #private: use protected), so that it has a name and an owner",
  }),
  "E-HIERARCHY": entry<{ problem: string }>({
    text: (f) => f.problem,
    remedy: () =>
      "a module reads its own signals and its direct children's outputs, and drives its own outputs, wires, registers and its direct children's inputs; pass the rest through ports",
  }),
  "E-CONNECT-DIRECTION": entry<{ from: string; to: string }>({
    text: (f) => `connect(${f.from}, ${f.to}) runs backwards: only ${f.to} can drive ${f.from}`,
    remedy: () => "swap the arguments: connect(from, to)",
  }),
  "E-DRIVERS": entry<{ signal: string; drivers: string }>({
    text: (f) => `${f.signal} has two drivers: ${f.drivers}`,
    remedy: () => "keep one driver, or choose between the two in propagate()",
  }),
  "E-RING": entry<{ ring: string; kind: "connections" | "logic" }>({
    text: (f) =>
      f.kind === "connections"
        ? `these connections form a ring that nothing drives: ${f.ring}`
        : `combinational logic forms a ring: ${f.ring}`,
    remedy: (f) =>
      f.kind === "connections" ? "connect one of them to a driver" : "break the ring with a register",
  }),
  "E-DOMAIN-NAME": entry<{ name: string }>({
    text: (f) => `\`${f.name}\` can't be the name of a clock domain`,
    remedy: () => 'use letters, digits and _, such as clockDomain("bus")',
  }),
  "E-DOMAIN-GIVEN": entry<{ problem: string }>({
    text: (f) => `clocked(…): ${f.problem}`,
    remedy: () =>
      "write clocked(new Part(), domain) or clocked(new Part(), { clock: domain, reset: { by: signal } }), once a module",
  }),
  "E-DOMAIN-TWICE": entry<{ module: string; field: string; given: string }>({
    text: (f) =>
      `${f.module} names the clock domain ${f.field} in its field \`clock\`, and is given ${f.given}: a module has one domain`,
    remedy: () => "drop one of the two",
  }),
  "E-DOMAIN-RESETS": entry<{ domain: string; resets: readonly [string, string] }>({
    text: (f) => `the clock domain ${f.domain} has two resets: ${f.resets[0]}, and ${f.resets[1]}`,
    remedy: () =>
      "declare the domain once and import it; a testbench leaves the kind and level of a declared reset alone",
  }),
  "E-DOMAIN-RESET": entry<{ module: string; signal: string }>({
    text: (f) => `${f.module} can't be reset by ${f.signal}: its parent can't read that signal`,
    remedy: () =>
      "reset it by a signal of its parent, or by an output of one of the parent's direct children",
  }),
  "E-BLACKBOX": entry<{ className: string; problem: string; cure: string }>({
    text: (f) => `\`static blackbox\` of ${f.className}: ${f.problem}`,
    remedy: (f) => f.cure,
  }),
};
