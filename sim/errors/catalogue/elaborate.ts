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
  "E-UNHELD": entry<{ direction: string; partner: string }>({
    text: (f) => `${f.partner} is connected to a signal (${f.direction}) that no field of any module holds`,
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
};
