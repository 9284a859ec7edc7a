import type { AnyNode } from "acorn";
import type { Module } from "../../describe/index.ts";
import { type Code, diagnose, type Diagnostic, type FactsOf, type Place } from "../../errors/index.ts";
import type { Reporter } from "../arithmetic/reporter.ts";
import { Flow } from "../flow.ts";
import type { Caller, Frame, Scope } from "../frame.ts";
import type { Guards } from "../guards.ts";
import type {
  Expression,
  LabelIndex,
  LocalIndex,
  LocalUse,
  SignalIndex,
  Statement,
  ValueType,
} from "../ir.ts";
import type { FunctionSource, SourceCache } from "../source/index.ts";
import type { SignalTable } from "../signal-table.ts";
import { joinTypes } from "../value-type.ts";
import type { Value } from "../value.ts";
import type { NodeFacts } from "./names.ts";

/** Gives up the statement that is being lowered; its finding is noted already. */
export class Refused extends Error {}

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
  readonly lowerers: Lowerers;
  readonly facts: NodeFacts;
  readonly diagnostics: Diagnostic[] = [];
  readonly locals: { name: string; type: ValueType }[] = [];
  flow = new Flow();
  out: Statement[] = [];
  /** Paths that left a block by its label. */
  readonly exits = new Map<LabelIndex, Flow[]>();
  /** Signals that some path assigns, with the place of the first assignment. */
  readonly assigned = new Map<SignalIndex, Place | undefined>();
  /** Reads of signals of this module that were not assigned on every path before. */
  readonly earlyReads: { readonly signal: SignalIndex; readonly frame: Frame; readonly node: AnyNode }[] = [];
  debugs = false;
  /** Iterations that loops may still unroll. */
  unrollBudget = 1 << 16;
  #labels = 0;

  constructor(options: {
    module: Module;
    method: MethodName;
    sources: SourceCache;
    table: SignalTable;
    guards: Guards;
    lowerers: Lowerers;
    facts: NodeFacts;
  }) {
    this.module = options.module;
    this.method = options.method;
    this.sources = options.sources;
    this.table = options.table;
    this.guards = options.guards;
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

  place(frame: Frame, node: AnyNode): Place | undefined {
    return this.places(frame, node)[0];
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

  /** A value that may be used several times, evaluated once, here. Constants and locals stay what they are. */
  keep(name: string, expr: Expression): Expression {
    if (expr.op === "const" || expr.op === "local") return expr;
    const local = this.newLocal(name, expr.type);
    this.set(local, expr);
    return { op: "local", type: expr.type, local };
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
