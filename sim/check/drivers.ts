import { type AnyLeafSignal, isBehavioural, type Module } from "../describe/index.ts";
import type { DeclarationPlaces, Design } from "../elaborate/index.ts";
import { diagnose, type Diagnostic } from "../errors/index.ts";
import { follow } from "../lower/index.ts";
import type { BoundModule } from "./bound-module.ts";

/** Who drives each net: every net has one driver, and nobody assigns what a connection drives. */
export function checkDrivers(
  design: Design,
  bound: readonly BoundModule[],
  places: DeclarationPlaces,
): readonly Diagnostic[] {
  const findings: Diagnostic[] = [];
  const driven = new Uint8Array(design.nets.length);
  for (const { code, nets, instance } of bound) {
    for (const index of code.propagate?.writes ?? []) {
      const { root } = design.nets[nets[index]!]!;
      const signal = follow(instance.module, code.signals[index]!.path) as AnyLeafSignal;
      if (root === signal) {
        driven[signal.net] = 1;
        continue;
      }
      const facts = {
        signal: signal.path,
        drivers: `the connection from ${root.path}, and propagate() of ${instance.module.path}`,
      };
      findings.push(diagnose("E-DRIVERS", facts, { path: signal.path, places: placesOf(signal, places) }));
    }
  }
  const alike = new Map<
    string,
    { code: "E-UNCONNECTED" | "E-UNDRIVEN"; root: AnyLeafSignal; others: number }
  >();
  const note = (code: "E-UNCONNECTED" | "E-UNDRIVEN", root: AnyLeafSignal): void => {
    const key = `${root.owner!.constructor.name} ${root.key.replace(/\d+/g, "n")}`;
    const known = alike.get(key);
    if (known) known.others++;
    else alike.set(key, { code, root, others: 0 });
  };
  for (let net = 0; net < driven.length; net++) {
    const { root } = design.nets[net]!;
    if (driven[net] || root.direction === "reg" || root.direction === "outputReg") continue;
    if (root.direction === "input") {
      const isTop = root.owner === design.top.module;
      if (!isTop && root.options.default === undefined) note("E-UNCONNECTED", root);
    } else note("E-UNDRIVEN", root);
  }
  for (const { code, root, others } of alike.values()) {
    const where = { path: root.path, places: placesOf(root, places) };
    const facts = { signal: root.path, direction: root.direction, others };
    findings.push(
      code === "E-UNDRIVEN"
        ? diagnose(code, { ...facts, isBehavioural: isBehavioural(root.owner!) }, where)
        : diagnose(code, facts, where),
    );
  }
  return findings;
}

function placesOf(signal: AnyLeafSignal, places: DeclarationPlaces) {
  return places(signal.owner as Module, signal.key);
}
