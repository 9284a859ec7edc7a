import type { AnyNode } from "acorn";
import type { LabelIndex, LocalIndex } from "./ir.ts";
import type { FunctionSource } from "./source/index.ts";
import type { Value } from "./value.ts";

/** What a name in the source stands for. */
export type Binding =
  /** A constant, a parameter, or a local that is never assigned again. */
  | { readonly kind: "value"; readonly value: Value }
  /** A variable. */
  | { readonly kind: "local"; readonly local: LocalIndex | undefined }
  /** Declared further down. */
  | { readonly kind: "unset" }
  /** Its declaration was refused; what uses it is not reported again. */
  | { readonly kind: "refused" };

export function isRefused(binding: Binding): boolean {
  return binding.kind === "refused";
}

/** A block of names inside a function. */
export class Scope {
  readonly #names = new Map<string, Binding>();
  readonly #outer: Scope | undefined;
  readonly #isFunction: boolean;

  /** `isFunction`: the outermost names of a function, behind which those of the function around it begin. */
  constructor(outer?: Scope, isFunction = false) {
    this.#outer = outer;
    this.#isFunction = isFunction;
  }

  /** Whether a name belongs to a function around the one that this scope is part of. */
  isOutside(name: string): boolean {
    if (this.#names.has(name)) return false;
    return this.#isFunction || (this.#outer?.isOutside(name) ?? false);
  }

  find(name: string): Binding | undefined {
    return this.#names.get(name) ?? this.#outer?.find(name);
  }

  declare(name: string, binding: Binding): void {
    this.#names.set(name, binding);
  }

  /** Changes the binding where the name is declared. */
  rebind(name: string, binding: Binding): void {
    if (this.#names.has(name)) this.#names.set(name, binding);
    else this.#outer?.rebind(name, binding);
  }
}

/** Where `break` and `continue` lead. */
export interface Target {
  readonly name: string | undefined;
  readonly breakLabel: LabelIndex;
  /** Undefined for switches and labelled blocks. */
  readonly continueLabel: LabelIndex | undefined;
  /** A labelled block is left by its name alone; loops and switches by a plain `break` as well. */
  readonly kind: "loop" | "switch" | "block";
}

/** How `return` leaves a function: to the end of its block, with the result in a local. */
export interface ReturnTarget {
  readonly label: LabelIndex;
  /** Set by the first `return` with a value. */
  result: LocalIndex | undefined;
}

/** Where a function was called from. */
export interface Caller {
  readonly frame: Frame;
  readonly node: AnyNode;
}

/** One activation of a function that is being inlined. */
export interface Frame {
  readonly source: FunctionSource;
  readonly self: Value;
  readonly scope: Scope;
  readonly targets: readonly Target[];
  readonly returns: ReturnTarget | undefined;
  readonly caller: Caller | undefined;
}
