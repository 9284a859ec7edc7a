import {
  access,
  call,
  type FunctionHandle,
  get,
  i32,
  type Instruction,
  type Label,
  type Local,
  type ModuleBuilder,
  set,
  tee,
} from "../encode/index.ts";
import type { DesignPlan } from "../plan/design-plan.ts";
import type { Step } from "../plan/steps.ts";
import { defineConditions } from "./condition-code.ts";
import { FLAGS } from "./header.ts";
import { moveCode, movesCode } from "./move-code.ts";

/** The names under which JavaScript finds the loop. */
export const loopNames = { settle: "settle", edge: "edge", check: "check", run: "run" } as const;

/**
 * Defines what drives the kernels: `settle`, `edge`, `check` and `run` (see `Machine`). `kernels` are the functions of the plan's kernels: those of lists
 * take from and to, checks give a number.
 */
export function defineLoop(
  plan: DesignPlan,
  kernels: readonly FunctionHandle[],
  builder: ModuleBuilder,
): void {
  const settle = builder.define(
    loopNames.settle,
    [],
    [],
    plan.settle.flatMap((step) => stepCode(step, kernels)),
    loopNames.settle,
  );
  const edge = builder.define(
    loopNames.edge,
    [],
    [],
    inDomains(plan.edge.map(({ domain, step }) => ({ domain, code: stepCode(step, kernels) }))),
    loopNames.edge,
  );
  const judged = plan.checks.map(({ cls: { domain }, kernel }) => ({
    domain,
    code: [call(kernels[kernel]!), { op: "if" }, i32(1), "return", "end"] as Instruction[],
  }));
  const check = builder.define(loopNames.check, [], ["i32"], [...inDomains(judged), i32(0)], loopNames.check);
  const hold = defineConditions(builder);
  const most: Local = { name: "most", type: "i32" };
  const done: Local = { name: "done", type: "i32" };
  const next: Label = { name: "next" };
  const giveUp: Instruction[] = [{ op: "if" }, get(done), "return", "end"];
  builder.define(
    loopNames.run,
    [most],
    ["i32"],
    [
      { op: "loop", label: next },
      ...[get(done), get(most), "i32.ge_u", ...giveUp],
      ...(judged.length > 0 ? [call(check), ...giveUp] : []),
      ...[call(edge), call(settle)],
      ...[get(done), i32(1), "i32.add", set(done)],
      ...[call(hold), ...giveUp],
      { op: "br", label: next },
      "end",
      get(done),
    ],
    loopNames.run,
  );
}

/** Pieces of code, each for a domain whose flag is set; neighbours of one domain ask once. */
function inDomains(
  pieces: readonly { readonly domain: number; readonly code: readonly Instruction[] }[],
): readonly Instruction[] {
  return pieces.flatMap(({ domain, code }, i) => [
    ...(pieces[i - 1]?.domain === domain
      ? []
      : [i32(0), access("i32.load8_u", FLAGS + domain), { op: "if" } as const]),
    ...code,
    ...(pieces[i + 1]?.domain === domain ? [] : ["end"]),
  ]);
}

function stepCode(step: Step, kernels: readonly FunctionHandle[]): readonly Instruction[] {
  switch (step.kind) {
    case "run": {
      const kernel = kernels[step.kernel]!;
      return kernel.parameters.length === 0 ? [call(kernel)] : [i32(step.from), i32(step.to), call(kernel)];
    }
    case "turns":
      return turnsCode(step, kernels);
    case "move":
      return moveCode(step);
    case "moves":
      return movesCode(step);
  }
}

/** A loop over the table of turns. */
function turnsCode(
  { kernels: numbers, base, turns }: Extract<Step, { kind: "turns" }>,
  kernels: readonly FunctionHandle[],
): readonly Instruction[] {
  const at: Local = { name: "turn", type: "i32" };
  const next: Label = { name: "turns" };
  const done: Label = { name: "turned" };
  const cases = numbers.map((_, i): Label => ({ name: `part${i}` }));
  const open = [...cases].reverse().map((label): Instruction => ({ op: "block", label }));
  return [
    ...[i32(base), set(at)],
    { op: "loop", label: next },
    { op: "block", label: done },
    ...open,
    ...[get(at), access("i32.load", 0)],
    { op: "br_table", labels: cases.slice(0, -1), otherwise: cases.at(-1)! },
    ...numbers.flatMap((kernel): Instruction[] => [
      "end",
      ...[get(at), access("i32.load", 4)],
      ...[get(at), access("i32.load", 8)],
      call(kernels[kernel]!),
      { op: "br", label: done },
    ]),
    "end",
    ...[get(at), i32(12), "i32.add", tee(at)],
    ...[i32(base + 4 * turns.length), "i32.lt_u", { op: "br_if", label: next } as const],
    "end",
  ];
}
