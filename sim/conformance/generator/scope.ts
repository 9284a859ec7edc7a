import type { OnCollision } from "../../describe/index.ts";
import type { Dependences } from "./dependences.ts";
import type { GeneratedType, Group, Leaf } from "./leaf-text.ts";

/** A local variable of a method. */
export interface Local {
  readonly name: string;
  readonly type: GeneratedType | { readonly kind: "boolean" };
  /** Signals that its value depends on; grows when a variable is assigned again. */
  readonly reads: Set<string>;
}

export interface GeneratedMemory {
  readonly name: string;
  readonly type: GeneratedType;
  readonly depth: number;
  readonly onCollision: OnCollision;
}

/** What an expression at one point of a method may use. */
export interface Scope {
  readonly phase: "propagate" | "update";
  /** Signals that may be read: of `propagate()`, those that are driven by others or surely assigned before. */
  readonly leaves: readonly Leaf[];
  readonly groups: readonly Group[];
  readonly locals: readonly Local[];
  readonly memories: readonly GeneratedMemory[];
  /** The class has `helper`, which this method may call. */
  readonly helper: boolean;
  readonly dependences: Dependences;
  /** Signals that the value will flow into, or decide about: nothing that depends on them may be read. */
  readonly targets: readonly string[];
  /** Signals read so far, by all that shares the scope. */
  readonly reads: Set<string>;
  /** Signals that a condition of this method has seen: their range may be narrower than their type from here on. */
  readonly tested: Set<string>;
}

export function mayRead(scope: Scope, nodes: Iterable<string>): boolean {
  for (const node of nodes) {
    if (scope.targets.some((target) => scope.dependences.reaches(node, target))) return false;
  }
  return true;
}

/** Notes the reads and gives the text. */
export function reading(scope: Scope, nodes: Iterable<string>, text: string): string {
  for (const node of nodes) scope.reads.add(node);
  return text;
}

/** The same scope with reads of its own. */
export function separate(scope: Scope, changes: Partial<Scope> = {}): Scope {
  return { ...scope, ...changes, reads: new Set() };
}
