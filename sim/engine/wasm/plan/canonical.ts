import type { AnyLeafSignal } from "../../../describe/index.ts";
import type { Instance } from "../../../elaborate/design.ts";
import { bindSignals, type Body, dependencesOf, type ModuleCode } from "../../../lower/index.ts";

/**
 * The code with one name for each net that `propagate()` drives: what is driven under one name and read under that of a connected signal
 * is then seen to be one. All instances of a code connect alike in this.
 */
export function canonical(code: ModuleCode, instance: Instance): ModuleCode {
  const { propagate } = code;
  if (!propagate || propagate.writes.length === 0) return code;
  const nets = bindSignals(code, instance.module).map((signal: AnyLeafSignal) => signal.net);
  const drivenAs = new Map(propagate.writes.map((signal) => [nets[signal], signal]));
  const nameOf = nets.map((net, signal) => drivenAs.get(net) ?? signal);
  if (nameOf.every((name, signal) => name === signal)) return code;
  const statements = renamed(propagate.statements, nameOf) as Body["statements"];
  return { ...code, propagate: { ...propagate, statements, ...dependencesOf(statements) } };
}

function renamed(node: unknown, nameOf: readonly number[]): unknown {
  if (typeof node !== "object" || node === null) return node;
  if (Array.isArray(node)) return node.map((each) => renamed(each, nameOf));
  return Object.fromEntries(
    Object.entries(node).map(([key, value]: [string, unknown]) => {
      if (key === "signal") return [key, nameOf[value as number]];
      if (key === "signals") return [key, (value as readonly number[]).map((signal) => nameOf[signal])];
      return [
        key,
        key === "type" || key === "to" || key === "of" || key === "place" ? value : renamed(value, nameOf),
      ];
    }),
  );
}
