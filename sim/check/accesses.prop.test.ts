import fc from "fast-check";
import { expect, test } from "vitest";
import type { Expression, Statement } from "../lower/index.ts";
import { accessesOf } from "./accesses.ts";

/** What a path chose at its forks, one number each; a path that needs more takes 0 and says how many there were. */
interface Walk {
  readonly choices: readonly number[];
  readonly widths: number[];
  reads: number;
  writes: number;
}

const byte = { kind: "integer", low: 0, high: 255 } as const;
const memory = 0;
const one: Expression = { op: "const", type: byte, value: 1 };
const word = (address: Expression): Expression => ({ op: "memory", type: byte, memory, address });
const foreign: Expression = { op: "memory", type: byte, memory: 1, address: one };

const expressions = fc.letrec<{ any: Expression }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 2, depthSize: "small" },
    fc.constantFrom(one, foreign),
    tie("any").map(word),
    fc
      .tuple(tie("any"), tie("any"))
      .map(([left, right]): Expression => ({ op: "binary", name: "add", type: byte, left, right })),
    fc
      .tuple(tie("any"), tie("any"), tie("any"))
      .map(([test, then, other]): Expression => ({ op: "cond", type: byte, test, then, else: other })),
  ),
})).any;

/** Lists of statements in blocks of these labels. */
function lists(labels: readonly number[], depth: number): fc.Arbitrary<readonly Statement[]> {
  const plain: fc.Arbitrary<Statement>[] = [
    expressions.map((value): Statement => ({ kind: "latch", signal: 0, value, place: undefined })),
    fc.tuple(expressions, fc.nat(1)).map(([value, to]): Statement => ({
      ...{ kind: "store", memory: to, address: one, value, mask: undefined, place: undefined },
    })),
    ...(labels.length > 0
      ? [fc.constantFrom(...labels).map((label): Statement => ({ kind: "exit", label }))]
      : []),
  ];
  if (depth === 0) return fc.array(fc.oneof(...plain), { maxLength: 3 });
  const inside = lists(labels, depth - 1);
  const label = labels.length;
  const nested: fc.Arbitrary<Statement>[] = [
    fc
      .tuple(expressions, inside, inside)
      .map(([test, then, other]): Statement => ({ kind: "if", test, then, else: other })),
    fc.tuple(inside, inside, inside).map(([a, b, otherwise]): Statement => ({
      ...{ kind: "switch", subject: word(one), otherwise },
      cases: [a, b].map((body) => ({ values: [], body })),
    })),
    lists([...labels, label], depth - 1).map((body): Statement => ({ kind: "block", label, body })),
  ];
  return fc.array(fc.oneof(...plain, ...nested), { maxLength: 3 });
}

function choose(walk: Walk, ways: number): number {
  walk.widths.push(ways);
  return walk.choices[walk.widths.length - 1] ?? 0;
}

function evaluate(expression: Expression, walk: Walk): void {
  if (expression.op === "memory") {
    evaluate(expression.address, walk);
    if (expression.memory === memory) walk.reads += 1;
  } else if (expression.op === "binary") {
    evaluate(expression.left, walk);
    evaluate(expression.right, walk);
  } else if (expression.op === "cond") {
    evaluate(expression.test, walk);
    evaluate(choose(walk, 2) === 0 ? expression.then : expression.else, walk);
  }
}

/** Runs a list along the walk's choices; gives the label of an exit on its way. */
function run(statements: readonly Statement[], walk: Walk): number | undefined {
  for (const statement of statements) {
    let leaving: number | undefined;
    if (statement.kind === "latch") evaluate(statement.value, walk);
    else if (statement.kind === "store") {
      evaluate(statement.value, walk);
      if (statement.memory === memory) walk.writes += 1;
    } else if (statement.kind === "exit") leaving = statement.label;
    else if (statement.kind === "if") {
      evaluate(statement.test, walk);
      leaving = run(choose(walk, 2) === 0 ? statement.then : statement.else, walk);
    } else if (statement.kind === "switch") {
      evaluate(statement.subject, walk);
      const bodies = [...statement.cases.map(({ body }) => body), statement.otherwise];
      leaving = run(bodies[choose(walk, bodies.length)]!, walk);
    } else if (statement.kind === "block") {
      leaving = run(statement.body, walk);
      if (leaving === statement.label) leaving = undefined;
    }
    if (leaving !== undefined) return leaving;
  }
  return undefined;
}

/** The accesses of every path, by trying all choices; undefined where they are too many. */
function everyPath(statements: readonly Statement[]): readonly Walk[] | undefined {
  const done: Walk[] = [];
  const open: number[][] = [[]];
  for (let choices = open.pop(); choices; choices = open.pop()) {
    const walk: Walk = { choices, widths: [], reads: 0, writes: 0 };
    run(statements, walk);
    done.push(walk);
    if (done.length > 3000) return undefined;
    for (let fork = choices.length; fork < walk.widths.length; fork++)
      for (let way = 1; way < walk.widths[fork]!; way++)
        open.push([...choices, ...Array<number>(fork - choices.length).fill(0), way]);
  }
  return done;
}

// These pairs alone decide whether a design keeps the ports that it states: none is missing, and each is some path's.
test("the accesses of a method are those of its paths that no other path exceeds (SEMANTICS section 4)", () => {
  let compared = 0;
  fc.assert(
    fc.property(lists([], 3), (statements) => {
      const paths = everyPath(statements);
      if (!paths) return;
      compared += 1;
      const found = accessesOf(statements, memory);
      for (const { reads, writes } of paths)
        expect(found.some((most) => most.reads >= reads && most.writes >= writes)).toBe(true);
      for (const most of found)
        expect(paths.some(({ reads, writes }) => reads === most.reads && writes === most.writes)).toBe(true);
    }),
    { numRuns: 400 },
  );
  expect(compared).toBeGreaterThan(200);
});
