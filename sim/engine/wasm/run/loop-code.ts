import {
  block,
  br,
  brIf,
  brTable,
  call,
  type Callee,
  type FunctionBuilder,
  get,
  i32,
  type Instruction,
  label,
  load,
  type Local,
  loop,
  type ModuleBuilder,
  op,
  set,
  store,
  tee,
  when,
} from "../encode/index.ts";
import type { DesignPlan } from "../plan/design-plan.ts";
import type { Step } from "../plan/steps.ts";
import { defineConditions } from "./condition-code.ts";
import { CALLS } from "../kernel/index.ts";
import { DONE, FLAGS, FOLLOWING, PENDING } from "./header.ts";
import { moveCode, movesCode } from "./move-code.ts";
import { resetCode } from "./reset-code.ts";

/**
 * Defines what drives the kernels: `settle`, `edge`, `check` and `run` (see `Machine`). `kernels` are the functions of the plan's kernels: those of lists
 * take from and to, checks give a number. `moment` follows what is behind an edge, in front of the next one.
 */
export function defineLoop(
  plan: DesignPlan,
  kernels: readonly Callee[],
  moment: Callee,
  module: ModuleBuilder,
): void {
  const settle = module.func({ name: "settle", exported: true }, (builder) =>
    builder.add(...plan.settle.flatMap((step) => stepCode(step, kernels, builder))),
  );
  const edge = module.func({ name: "edge", exported: true }, (builder) =>
    builder.add(...inDomains(plan.edge, ({ step }) => stepCode(step, kernels, builder))),
  );
  const check = module.func({ name: "check", exported: true, results: ["i32"] }, (builder) => {
    const result = builder.local("i32", "result");
    const failed = label("failed");
    const checks = plan.checks.map(({ cls: { domain }, kernel }) => ({ domain, kernel }));
    const judged = inDomains(checks, ({ kernel }) => [
      brIf(failed, tee(result, op("i32.ne", call(kernels[kernel]!), i32(0)))),
    ]);
    builder.add(block(failed, judged), get(result));
  });
  const holds = defineConditions(module);
  const has = (method: "propagate" | "update"): boolean =>
    plan.classes.some(({ code }) => code.behavioural && code[method]);
  const before = has("update") ? module.import(CALLS, "before", [], ["i32"]) : undefined;
  const behind = has("update") ? module.import(CALLS, "behind", [], []) : undefined;
  module.func({ name: "run", exported: true, params: [["most", "i32"]], results: ["i32"] }, (builder) => {
    const [most] = builder.params as readonly [Local];
    const done = builder.local("i32", "done");
    const resets = resetCode(plan, module, settle, builder.local("i32", "changed"));
    const stop = label("stop");
    const next = label("next");
    const cycle = [
      brIf(stop, op("i32.ge_u", get(done), get(most))),
      when(load("i32.load", i32(0), PENDING), [brIf(stop, call(moment))]),
      ...resets.flags,
      ...(plan.checks.length > 0 ? [brIf(stop, call(check))] : []),
      ...(before ? [brIf(stop, call(before))] : []),
      call(edge),
      ...(behind ? [call(behind)] : []),
      ...resets.behindEdge,
      call(settle),
      ...resets.behindSettle,
      set(done, op("i32.add", get(done), i32(1))),
      store("i32.store", i32(0), get(done), DONE),
      store("i32.store", i32(0), load("i32.load", i32(0), FOLLOWING), PENDING),
      brIf(stop, call(holds)),
      br(next),
    ];
    builder.add(block(stop, [loop(next, cycle)]), get(done));
  });
}

/** Pieces of code, each for a domain whose flag is set; neighbours of one domain ask once. */
function inDomains<T extends { readonly domain: number }>(
  pieces: readonly T[],
  codeOf: (piece: T) => readonly Instruction[],
): readonly Instruction[] {
  const blocks: Instruction[] = [];
  for (let start = 0, end = 0; start < pieces.length; start = end) {
    const { domain } = pieces[start]!;
    const skip = label("skip");
    const body: Instruction[] = [brIf(skip, op("i32.eqz", load("i32.load8_u", i32(0), FLAGS + domain)))];
    for (; pieces[end]?.domain === domain; end++) body.push(...codeOf(pieces[end]!));
    blocks.push(block(skip, body));
  }
  return blocks;
}

function stepCode(step: Step, kernels: readonly Callee[], builder: FunctionBuilder): readonly Instruction[] {
  switch (step.kind) {
    case "run": {
      const kernel = kernels[step.kernel]!;
      return [kernel.params.length === 0 ? call(kernel) : call(kernel, i32(step.from), i32(step.to))];
    }
    case "turns":
      return turnsCode(step, kernels, builder);
    case "move":
      return moveCode(step, builder);
    case "moves":
      return movesCode(step, builder);
  }
}

/** A loop over the table of turns. */
function turnsCode(
  { kernels: numbers, base, turns }: Extract<Step, { kind: "turns" }>,
  kernels: readonly Callee[],
  { local }: FunctionBuilder,
): readonly Instruction[] {
  const at = local("i32", "turn");
  const next = label("turns");
  const done = label("turned");
  const cases = numbers.map((_, i) => label(`part${i}`));
  let code: readonly Instruction[] = [brTable(cases.slice(0, -1), cases.at(-1)!, load("i32.load", get(at)))];
  numbers.forEach((kernel, i) => {
    const turn = call(kernels[kernel]!, load("i32.load", get(at), 4), load("i32.load", get(at), 8));
    code = [block(cases[i]!, code), turn, br(done)];
  });
  const isMore = op("i32.lt_u", tee(at, op("i32.add", get(at), i32(12))), i32(base + 4 * turns.length));
  return [set(at, i32(base)), loop(next, [block(done, code), brIf(next, isMore)])];
}
