import type { Field, Group, Leaf } from "./leaf-text.ts";
import { type Local, type Scope, separate } from "./scope.ts";

/** The method that is being printed, at the point that the printer has reached. */
export interface Method {
  readonly lines: string[];
  readonly indent: string;
  readonly scope: Scope;
  /** Signals and groups that statements may assign here. */
  readonly assignable: readonly Leaf[];
  readonly groups: readonly Group[];
  /** Composite signals that statements may assign as a whole. */
  readonly wholes: readonly Field[];
  /** Signals that decide whether this point is reached. */
  readonly control: ReadonlySet<string>;
  /** Shared by the whole method: the next number for a local's name. */
  readonly names: { next: number };
}

/** `value` or `next`, as the phase wants it. */
export function property(method: Method): string {
  return method.scope.phase === "propagate" ? "value" : "next";
}

export function line(method: Method, text: string): void {
  method.lines.push(method.indent + text);
}

/** A scope for an expression that will flow into `targets`, or decide about them. */
export function towards(method: Method, targets: readonly Leaf[]): Scope {
  const update = method.scope.phase === "update";
  return separate(method.scope, { targets: update ? [] : targets.map((target) => target.node) });
}

/** Notes that `targets` depend on what `scope` has read and on what decided that this point is reached. */
export function depend(method: Method, targets: readonly Leaf[], scope: Scope): void {
  if (method.scope.phase === "update") return;
  for (const { node } of targets) {
    method.scope.dependences.add(node, scope.reads);
    method.scope.dependences.add(node, method.control);
  }
}

/** The inside of a statement that only some paths reach. */
export function inner(method: Method, test: Scope, assignable: readonly Leaf[]): Method {
  return {
    ...method,
    indent: `${method.indent}  `,
    assignable,
    groups: method.groups.filter((group) => group.leaves.every((leaf) => assignable.includes(leaf))),
    wholes: method.wholes.filter((field) => field.leaves.every((leaf) => assignable.includes(leaf))),
    control: new Set([...method.control, ...test.reads]),
  };
}

export function withLocal(method: Method, local: Local): Method {
  return { ...method, scope: { ...method.scope, locals: [...method.scope.locals, local] } };
}

export function freshName(method: Method, prefix: string): string {
  return `${prefix}${method.names.next++}`;
}
