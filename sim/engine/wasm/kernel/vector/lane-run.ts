import {
  type LabelIndex,
  type LocalIndex,
  type SignalIndex,
  type Statement,
  typeOfLeaf,
} from "../../../../lower/index.ts";
import type { Kernel } from "../../plan/plan.ts";
import { bytesOf } from "../words-in-memory.ts";
import { choose, integerOf, laneValue, type LaneScope } from "./lane-expression.ts";
import type { LaneGraph, LaneNode, Level } from "./lane-graph.ts";
import { obstacle } from "./obstacle.ts";

/** What a run of a kernel leaves, as values of one lane. */
export interface LaneResult {
  /** In the order of the signals' numbers. */
  readonly writes: readonly { readonly signal: SignalIndex; readonly value: LaneNode }[];
}

/** Values of locals and signals at a point of a path, which changes them as it goes on. */
interface State {
  readonly locals: Map<LocalIndex, LaneNode>;
  readonly current: Map<SignalIndex, LaneNode>;
  readonly next: Map<SignalIndex, LaneNode>;
}

function copyOf({ locals, current, next }: State): State {
  return { locals: new Map(locals), current: new Map(current), next: new Map(next) };
}

/** An exit that was met: where to, on which path from the start of the run, with which values. */
interface Exit {
  readonly label: LabelIndex;
  readonly path: LaneNode;
  readonly state: State;
}

interface Run {
  readonly kernel: Kernel;
  readonly graph: LaneGraph;
  readonly exits: Exit[];
}

/** Undefined: no path goes on behind the list. */
type After = State | undefined;

/** Runs all paths of a kernel's statements at once. Throws an obstacle where vectors can't do it. */
export function runLanes(kernel: Kernel, graph: LaneGraph): LaneResult {
  if (kernel.kind === "check") obstacle("assertions are judged one by one");
  const run: Run = { kernel, graph, exits: [] };
  const start: State = { locals: new Map(), current: new Map(), next: new Map() };
  const end = runList(kernel.statements, start, graph.always(true), run);
  if (!end || run.exits.length > 0) return obstacle("a path leaves the method in its midst");
  const values = kernel.kind === "propagate" ? end.current : end.next;
  const writes: { signal: SignalIndex; value: LaneNode }[] = [];
  kernel.signals.forEach((place, signal) => {
    if (!place?.write) return;
    const value = values.get(signal) ?? (kernel.kind === "update" ? loaded(run, signal) : undefined);
    if (value) writes.push({ signal, value });
  });
  return { writes };
}

/** The word of a signal from before the run. */
function loaded({ kernel, graph }: Run, signal: SignalIndex): LaneNode {
  const place = kernel.signals[signal];
  const read = place?.read;
  if (!place || !read) return obstacle(`signal ${signal} is not read`);
  if (read.kind !== "affine") return obstacle("a signal is found by a table of addresses");
  const level: Level = read.columnStride !== 0 ? 2 : read.rowStride !== 0 ? 1 : 0;
  const type = typeOfLeaf(place.type);
  switch (type.kind) {
    case "integer":
    case "fixed":
      return graph.load(signal, level, type.low, type.high);
    case "enumeration":
      return graph.load(signal, level, 0, type.of.labels.length - 1);
    case "float":
      if (bytesOf(place.element) !== 4) obstacle("it has floats of more than 32 bits");
      return graph.loadFloat(signal, level);
    default:
      return obstacle("it has wide integers");
  }
}

function scopeOf(state: State, run: Run): LaneScope {
  return {
    graph: run.graph,
    signal: (signal) => state.current.get(signal) ?? loaded(run, signal),
    // A path that does not set a local does not use it either.
    local: (local) => state.locals.get(local) ?? run.graph.constant(0),
  };
}

function runList(statements: readonly Statement[], state: State, path: LaneNode, run: Run): After {
  let now: After = state;
  for (const statement of statements) {
    if (!now) return undefined;
    now = runOne(statement, now, path, run);
  }
  return now;
}

function runOne(statement: Statement, state: State, path: LaneNode, run: Run): After {
  const { graph } = run;
  const scope = scopeOf(state, run);
  switch (statement.kind) {
    case "set":
      state.locals.set(statement.local, laneValue(statement.value, scope));
      return state;
    case "drive":
    case "latch":
      return assigned(state, statement.kind, [[statement.signal, held(statement.value, scope)]]);
    case "driveElement":
    case "latchElement": {
      const at = laneValue(statement.at, scope);
      const value = held(statement.value, scope);
      const kind = statement.kind === "driveElement" ? "drive" : "latch";
      const before = kind === "drive" ? state.current : state.next;
      const all = statement.signals.map((signal, i): readonly [SignalIndex, LaneNode] => {
        const old = before.get(signal) ?? loaded(run, signal);
        // What an index that is known names is the only one that changes.
        const flags = statement.signals.map((_, k) => (k === i ? value : old));
        const isIt = at.op === "const" ? undefined : graph.compare("eq", at, graph.constant(i));
        return [signal, isIt ? graph.select(isIt, value, old) : choose(at, flags, graph)];
      });
      return assigned(state, kind, all);
    }
    case "store":
      return obstacle("it writes a memory");
    case "if": {
      const test = laneValue(statement.test, scope);
      return branch(test, state, path, run, statement.then, statement.else);
    }
    case "switch":
      return runSwitch(statement, state, path, run);
    case "block":
      return runBlock(statement, state, path, run);
    case "exit":
      run.exits.push({ label: statement.label, path, state });
      return undefined;
    case "loop":
      return runList(statement.iterations.flat(), state, path, run);
    case "assert":
      return state;
  }
}

function runSwitch(
  { subject, cases, otherwise }: Extract<Statement, { kind: "switch" }>,
  start: State,
  path: LaneNode,
  run: Run,
): After {
  const { graph } = run;
  const scope = scopeOf(start, run);
  const at = laneValue(subject, scope);
  const members = new Set(cases.flatMap(({ values }) => values.map(({ value }) => value)));
  const isWhole = subject.type.kind === "enumeration" && members.size === subject.type.of.labels.length;
  const from = (i: number, state: State, on: LaneNode): After => {
    const one = cases[i];
    if (!one) return runList(otherwise, state, on, run);
    // The last of all members needs no test.
    if (isWhole && i === cases.length - 1) return runList(one.body, state, on, run);
    const test = one.values
      .map((value) => sameAs(at, laneValue(value, scope), graph))
      .reduce((a, b) => graph.or(a, b), graph.always(false));
    return either(
      test,
      state,
      on,
      run,
      (then, inside) => runList(one.body, then, inside, run),
      (rest, outside) => from(i + 1, rest, outside),
    );
  };
  return from(0, start, path);
}

function sameAs(a: LaneNode, b: LaneNode, graph: LaneGraph): LaneNode {
  return a.kind === "mask" ? graph.select(a, b, graph.not(b)) : graph.compare("eq", a, b);
}

/** Signals hold numbers: of a boolean its bit. */
function held(value: Parameters<typeof laneValue>[0], scope: LaneScope): LaneNode {
  const node = laneValue(value, scope);
  return node.kind === "float" ? node : integerOf(node, scope.graph);
}

function assigned(
  state: State,
  kind: "drive" | "latch",
  values: readonly (readonly [SignalIndex, LaneNode])[],
): State {
  const target = kind === "drive" ? state.current : state.next;
  for (const [signal, value] of values) target.set(signal, value);
  return state;
}

function branch(
  test: LaneNode,
  state: State,
  path: LaneNode,
  run: Run,
  then: readonly Statement[],
  otherwise: readonly Statement[],
): After {
  return either(
    test,
    state,
    path,
    run,
    (from, on) => runList(then, from, on, run),
    (from, on) => runList(otherwise, from, on, run),
  );
}

type Side = (state: State, path: LaneNode) => After;

function either(test: LaneNode, state: State, path: LaneNode, run: Run, then: Side, otherwise: Side): After {
  const { graph } = run;
  if (test.op === "always") return (test.value === 1 ? then : otherwise)(state, path);
  const a = then(copyOf(state), graph.and(path, test));
  const b = otherwise(state, graph.and(path, graph.not(test)));
  return a && b ? merged(test, a, b, run) : (a ?? b);
}

/**
 * The values behind a block: those of the path that reaches its end, unless an exit was taken, the first one that was. Exits in the order in which
 * they stand: a lane that took one has passed none of the later ones, whatever their paths say.
 */
function runBlock(
  statement: Extract<Statement, { kind: "block" }>,
  state: State,
  path: LaneNode,
  run: Run,
): After {
  const { graph } = run;
  const own: Run = { ...run, exits: [] };
  const end = runList(statement.body, state, graph.always(true), own);
  const mine: Exit[] = [];
  let taken = graph.always(false);
  for (const exit of own.exits) {
    if (exit.label === statement.label) {
      mine.push(exit);
      taken = graph.or(taken, exit.path);
    } else {
      // Further out: on this block's own path, by lanes that have not left it before.
      const inside = graph.and(exit.path, graph.not(taken));
      run.exits.push({ ...exit, path: graph.and(path, inside) });
    }
  }
  const last = mine.at(-1);
  let after = end ?? last?.state;
  if (!after) return undefined;
  for (const exit of (end ? mine : mine.slice(0, -1)).reverse())
    after = merged(exit.path, exit.state, after, run);
  return after;
}

/** Where the mask is set the values of `a`, else those of `b`, which becomes the result. */
function merged(mask: LaneNode, a: State, b: State, run: Run): State {
  const join = <K>(
    x: Map<K, LaneNode>,
    y: Map<K, LaneNode>,
    missing: (key: K) => LaneNode | undefined,
  ): void => {
    for (const [key, p] of x) {
      const q = y.get(key) ?? missing(key);
      if (p === q) continue;
      y.set(key, q ? run.graph.select(mask, ...alike(p, q, run.graph)) : p);
    }
    for (const [key, q] of y) {
      if (x.has(key)) continue;
      const p = missing(key);
      if (p && p !== q) y.set(key, run.graph.select(mask, ...alike(p, q, run.graph)));
    }
  };
  // A local that one side has not set is not used behind it.
  join(a.locals, b.locals, () => undefined);
  join(a.current, b.current, (signal) => loaded(run, signal));
  join(a.next, b.next, (signal) => loaded(run, signal));
  return b;
}

/** A bit may be a mask here and a number there. */
function alike(a: LaneNode, b: LaneNode, graph: LaneGraph): readonly [LaneNode, LaneNode] {
  if (a.kind === b.kind) return [a, b];
  return [integerOf(a, graph), integerOf(b, graph)];
}
