import type { OnCollision } from "../../describe/index.ts";
import type { Dependences } from "./dependences.ts";
import type { Field, GeneratedType, Group, Leaf } from "./leaf-text.ts";

/** A local variable of a method. */
export interface Local {
  readonly name: string;
  readonly type: GeneratedType | { readonly kind: "boolean" };
  /** Signals that its value depends on; grows when a variable is assigned again. */
  readonly reads: Set<string>;
}

export interface Helper {
  /** `this.helper`, `super.offset`. */
  readonly text: string;
  readonly reads: readonly string[];
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
  /** Composite signals all of whose leaves may be read. */
  readonly wholes: readonly Field[];
  readonly locals: readonly Local[];
  readonly memories: readonly GeneratedMemory[];
  /** Functions of a byte that this method may call; they give 0…65535. */
  readonly helpers: readonly Helper[];
  /** Assertions may fail. */
  readonly failing: boolean;
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
