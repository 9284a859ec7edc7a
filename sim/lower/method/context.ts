import type { AnyNode } from "acorn";
import type { Module } from "../../describe/index.ts";
import { type Code, diagnose, type Diagnostic, type FactsOf, type Place } from "../../errors/index.ts";
import type { Reporter } from "../arithmetic/reporter.ts";
import { Flow } from "../flow.ts";
import type { Caller, Frame, Scope } from "../frame.ts";
import type { Fields } from "../fields.ts";
import type { Guards } from "../guards.ts";
import type {
  Expression,
  LabelIndex,
  LazyPlace,
  LocalIndex,
  LocalUse,
  MemoryIndex,
  SignalIndex,
  Statement,
  ValueType,
} from "../ir.ts";
import type { FunctionSource, SourceCache } from "../source/index.ts";
import type { SignalTable } from "../signal-table.ts";
import { joinTypes } from "../value-type.ts";
import { walkExpression } from "../walk-ir.ts";
import type { Value } from "../value.ts";
import type { NodeFacts } from "./names.ts";
import type { SeenStore } from "./write-first.ts";

/** Gives up the statement that is being lowered; its finding is noted already. */
export class Refused extends Error {}

/** Leaves the rest of an optional chain whose object is undefined or null. */
export class ShortCircuit extends Error {}

export type MethodName = "propagate" | "update";

/** The parts of the lowering that call each other in a circle; put together in `lower-body.ts`. */
export interface Lowerers {
  expression(cx: MethodContext, frame: Frame, node: AnyNode): Value;
  statements(cx: MethodContext, frame: Frame, nodes: readonly AnyNode[]): void;
  statement(cx: MethodContext, frame: Frame, node: AnyNode): void;
  /** Inlines a function whose parameters are values already. */
  call(cx: MethodContext, frame: Frame, callee: Callee, args: readonly Value[], node: AnyNode): Value;
}

/** A function in the subset, with what `this` is in it. */
export interface Callee {
  readonly source: FunctionSource;
  readonly self: Value;
  /** For functions written inside a method: the scope that they see. */
  readonly scope: Scope | undefined;
}

/** Everything that changes while one method of one module is lowered. */
export class MethodContext {
  readonly module: Module;
  readonly method: MethodName;
  readonly sources: SourceCache;
  readonly table: SignalTable;
  readonly guards: Guards;
  readonly fields: Fields;
  readonly lowerers: Lowerers;
  readonly facts: NodeFacts;
  readonly diagnostics: Diagnostic[] = [];
  readonly locals: { name: string; type: ValueType }[] = [];
  flow = new Flow();
  out: Statement[] = [];
  /** Paths that left a block by its label. */
  readonly exits = new Map<LabelIndex, Flow[]>();
  /** Signals that some path assigns, with the place of the first assignment. */
  readonly assigned = new Map<SignalIndex, LazyPlace>();
  /** Reads of signals of this module that were not assigned on every path before. */
  readonly earlyReads: { readonly signal: SignalIndex; readonly frame: Frame; readonly node: AnyNode }[] = [];
  /** All signals and memories that the method reads from outside this run, also where the value turns out not to matter. */
  readonly reads = new Set<SignalIndex>();
  readonly memoryReads = new Set<MemoryIndex>();
  /** What is done before the first statement. */
  readonly prelude: Statement[] = [];
  /** Stores to write-first memories so far. */
  readonly seenStores = new Map<MemoryIndex, readonly SeenStore[]>();
  debugs = false;
  /** Iterations that loops may still unroll. */
  unrollBudget = 1 << 16;
  #labels = 0;
  /** Locals that are assigned more than once. */
  readonly #variables = new Set<LocalIndex>();

  constructor(options: {
    module: Module;
    method: MethodName;
    sources: SourceCache;
    table: SignalTable;
    guards: Guards;
    fields: Fields;
    lowerers: Lowerers;
    facts: NodeFacts;
  }) {
    this.module = options.module;
    this.method = options.method;
    this.sources = options.sources;
    this.table = options.table;
    this.guards = options.guards;
    this.fields = options.fields;
    this.lowerers = options.lowerers;
    this.facts = options.facts;
  }

  /** The place of a node, and of the calls that led to it. */
  places(frame: Frame, node: AnyNode): readonly Place[] {
    const places: Place[] = [];
    for (let at: Caller | undefined = { frame, node }; at; at = at.frame.caller) {
      const place = at.frame.source.place(at.node);
      if (place) places.push(place);
    }
    return places;
  }

  place(frame: Frame, node: AnyNode): LazyPlace {
    return () => this.places(frame, node)[0];
  }

  report<C extends Code>(
    frame: Frame,
    node: AnyNode,
    code: C,
    facts: FactsOf<C>,
    path = this.module.path,
  ): void {
    this.diagnostics.push(diagnose(code, facts, { path, places: this.places(frame, node) }));
  }

  refuse<C extends Code>(
    frame: Frame,
    node: AnyNode,
    code: C,
    facts: FactsOf<C>,
    path = this.module.path,
  ): never {
    this.report(frame, node, code, facts, path);
    throw new Refused(code);
  }

  /** Takes findings of the kit's functions that a statement led to. */
  note(frame: Frame, node: AnyNode, findings: readonly Diagnostic[]): void {
    for (const finding of findings) {
      const places = [...(finding.places ?? []), ...this.places(frame, node)];
      this.diagnostics.push({ ...finding, path: finding.path ?? this.module.path, places });
    }
  }

  /** The reporter for what concerns one node. */
  at(frame: Frame, node: AnyNode): Reporter {
    return {
      report: (code, facts) => this.report(frame, node, code, facts),
      refuse: (code, facts) => this.refuse(frame, node, code, facts),
    };
  }

  newLabel(): LabelIndex {
    return this.#labels++;
  }

  newLocal(name: string, type: ValueType): LocalIndex {
    this.locals.push({ name, type });
    return this.locals.length - 1;
  }

  /** A local that may be assigned again. */
  newVariable(name: string, type: ValueType): LocalIndex {
    const local = this.newLocal(name, type);
    this.#variables.add(local);
    return local;
  }

  localUses(): readonly LocalUse[] {
    return this.locals;
  }

  /** Emits an assignment of a local, and widens the local's own type if needed; false if the kinds differ. */
  set(local: LocalIndex, value: Expression): boolean {
    const use = this.locals[local]!;
    const joined = joinTypes(use.type, value.type);
    if (!joined) return false;
    use.type = joined;
    this.flow.locals.set(local, value.type);
    this.out.push({ kind: "set", local, value });
    return true;
  }

  /** A value that may be used several times, evaluated once, here. Constants, and locals that never change, stay what they are. */
  keep(name: string, expr: Expression): Expression {
    if (expr.op === "const" || (expr.op === "local" && !this.#variables.has(expr.local))) return expr;
    return this.copy(name, expr);
  }

  /** The value of now in a local of its own. */
  copy(name: string, expr: Expression): Expression {
    const local = this.newLocal(name, expr.type);
    this.set(local, expr);
    return { op: "local", type: expr.type, local };
  }

  /** A value that no later statement changes: what one could change is copied here. */
  fixed(value: Value): Value {
    if (value.is === "scalar")
      return this.#mayChange(value.expr) ? { ...value, expr: this.copy("before", value.expr) } : value;
    if (value.is !== "aggregate") return value;
    const elements = new Map([...value.elements].map(([key, element]) => [key, this.fixed(element)]));
    return { ...value, elements };
  }

  /** A value that was found when `count` statements had been emitted, untouched by those emitted since. */
  fixedAt(count: number, value: Value): Value {
    if (this.out.length === count) return value;
    const later = this.out.splice(count);
    const fixed = this.fixed(value);
    this.out.push(...later);
    return fixed;
  }

  /** Whether a later statement of this method can change what an expression gives. */
  #mayChange(expr: Expression): boolean {
    let may = false;
    walkExpression(expr, (part) => {
      if (part.op === "local") may ||= this.#variables.has(part.local);
      else if (part.op === "read") may ||= this.#isDrivable(part.signal);
      else if (part.op === "element") may ||= part.signals.some((signal) => this.#isDrivable(signal));
    });
    return may;
  }

  /** Registers and the module's own inputs hold still while a method runs; in update(), everything does. */
  #isDrivable(index: SignalIndex): boolean {
    if (this.method === "update") return false;
    const { direction, owner } = this.table.object(index);
    return (
      direction !== "reg" && direction !== "outputReg" && !(direction === "input" && owner === this.module)
    );
  }

  /** Runs `lower` with an empty list of statements and a copy of the flow; gives both. The context's own stay. */
  branch(
    lower: () => void,
    flow: Flow = this.flow.copy(),
  ): { readonly body: Statement[]; readonly flow: Flow } {
    const saved = { out: this.out, flow: this.flow };
    this.out = [];
    this.flow = flow;
    try {
      lower();
      return { body: this.out, flow: this.flow };
    } finally {
      this.out = saved.out;
      this.flow = saved.flow;
    }
  }

  /** Emits a block that `exit`s of its label leave; the flow behind it joins all ways out. */
  block(label: LabelIndex, lower: () => void): void {
    const { body, flow } = this.branch(lower);
    const exits = this.exits.get(label);
    this.exits.delete(label);
    if (!exits) this.out.push(...body);
    else this.out.push({ kind: "block", label, body: withoutLastExit(body, label) });
    this.flow = Flow.join([flow, ...(exits ?? [])]);
  }

  exit(label: LabelIndex): void {
    const flows = this.exits.get(label);
    if (flows) flows.push(this.flow.copy());
    else this.exits.set(label, [this.flow.copy()]);
    this.out.push({ kind: "exit", label });
    this.flow = Flow.dead();
  }
}

/** An exit as the last statement of its own block does nothing. */
function withoutLastExit(body: Statement[], label: LabelIndex): Statement[] {
  const last = body.at(-1);
  return last?.kind === "exit" && last.label === label ? body.slice(0, -1) : body;
}
