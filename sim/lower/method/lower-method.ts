import { type AnyLeafSignal, type Module } from "../../describe/index.ts";
import { diagnose, type Diagnostic } from "../../errors/index.ts";
import { dependencesOf } from "../dependences.ts";
import { type Frame, Scope } from "../frame.ts";
import type { Fields } from "../fields.ts";
import type { Guards } from "../guards.ts";
import type { Body } from "../ir.ts";
import { prune } from "../prune.ts";
import type { SignalTable } from "../signal-table.ts";
import type { FunctionSource, SourceCache } from "../source/index.ts";
import { staticValue } from "../value.ts";
import { type Lowerers, MethodContext, type MethodName, Refused } from "./context.ts";
import { lowerExpression } from "./expressions.ts";
import { inlineCall } from "./functions.ts";
import type { NodeFacts } from "./names.ts";
import { lowerStatement, lowerStatements } from "./statements.ts";

const lowerers: Lowerers = {
  expression: lowerExpression,
  statements: lowerStatements,
  statement: lowerStatement,
  call: inlineCall,
};

export interface LoweredMethod {
  readonly body: Body;
  readonly diagnostics: readonly Diagnostic[];
}

/** Lowers one method of one instance; what it looked up is noted in `guards`, what it uses in `table`. */
export function lowerMethod(
  module: Module,
  method: MethodName,
  source: FunctionSource,
  shared: {
    readonly sources: SourceCache;
    readonly table: SignalTable;
    readonly guards: Guards;
    readonly fields: Fields;
    readonly facts: NodeFacts;
  },
): LoweredMethod {
  const cx = new MethodContext({ module, method, lowerers, ...shared });
  const self = staticValue(module, []);
  const frame: Frame = {
    source,
    self,
    scope: new Scope(),
    targets: [],
    returns: undefined,
    caller: undefined,
  };
  try {
    inlineCall(cx, frame, { source, self, scope: undefined }, [], { ...source.node, start: -1 });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
  const failed = cx.diagnostics.some((finding) => finding.severity === "error");
  if (!failed && method === "propagate") checkAssignments(cx);
  const statements = prune([...cx.prelude, ...cx.out]);
  const facts = dependencesOf(statements, (index) => cx.table.root(index));
  return {
    body: {
      statements,
      locals: cx.localUses(),
      debugs: cx.debugs,
      place: () => source.place(source.node),
      ...facts,
      // A method may read what its code then has no use for; an engine that runs the method itself sees that read.
      reads: [...new Set([...facts.reads, ...cx.reads])],
      memoryReads: [...new Set([...facts.memoryReads, ...cx.memoryReads])],
    },
    diagnostics: cx.diagnostics,
  };
}

/** Every signal that propagate() drives is driven on every path, and not read before. */
function checkAssignments(cx: MethodContext): void {
  for (const [index, placeOf] of cx.assigned) {
    if (cx.flow.driven.has(cx.table.root(index))) continue;
    const signal: AnyLeafSignal = cx.table.object(index);
    const place = placeOf();
    const places = place ? [place] : [];
    cx.diagnostics.push(diagnose("E-LATCH", { signal: signal.path }, { path: signal.path, places }));
  }
  const told = new Set<number>();
  for (const { signal: index, frame, node } of cx.earlyReads) {
    if (!cx.assigned.has(index) || told.has(index)) continue;
    told.add(index);
    const signal = cx.table.object(index);
    cx.diagnostics.push(
      diagnose(
        "E-READ-BEFORE-WRITE",
        { signal: signal.path },
        { path: signal.path, places: cx.places(frame, node) },
      ),
    );
  }
}
