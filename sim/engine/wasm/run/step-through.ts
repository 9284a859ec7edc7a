import type { DesignPlan } from "../plan/design-plan.ts";
import type { Step } from "../plan/steps.ts";
import { FLAGS } from "./header.ts";
import type { Machine } from "./machine.ts";
import type { Views } from "./words.ts";

/** Runs the steps of a plan one by one from JavaScript. `behind` is called behind each kernel's turn, of one instance at a time where they may need each other. */
export function stepThrough(
  steps: readonly Step[],
  views: Views,
  kernel: Machine["kernel"],
  behind: ((kernel: number) => void) | undefined = undefined,
): void {
  const turn = (number: number, from: number, to: number): void => {
    if (!behind || from === to) {
      kernel(number, from, to);
      behind?.(number);
      return;
    }
    for (let at = from; at < to; at++) {
      kernel(number, at, at + 1);
      behind(number);
    }
  };
  for (const step of steps) {
    switch (step.kind) {
      case "run":
        turn(step.kernel, step.from, step.to);
        break;
      case "turns":
        for (let at = 0; at < step.turns.length; at += 3)
          turn(step.kernels[step.turns[at]!]!, step.turns[at + 1]!, step.turns[at + 2]!);
        break;
      case "move":
        for (let row = 0; row < step.rows; row++) {
          const from = step.from + row * step.stride;
          views.u8.copyWithin(step.to + row * step.stride, from, from + step.bytes);
        }
        break;
      case "moves":
        for (let at = 0; at < step.pairs.length; at += 2) {
          const from = step.pairs[at]!;
          views.u8.copyWithin(step.pairs[at + 1]!, from, from + step.bytes);
        }
    }
  }
}

/** The steps of an edge for the domains whose flags are set. */
export function edgeSteps({ edge }: DesignPlan, { u8 }: Views): readonly Step[] {
  return edge.filter(({ domain }) => u8[FLAGS + domain] === 1).map(({ step }) => step);
}

/** Whether an assertion of the domains whose flags are set fails. */
export function anyFails({ checks }: DesignPlan, { u8 }: Views, kernel: Machine["kernel"]): boolean {
  return checks.some(({ cls, kernel: number }) => u8[FLAGS + cls.domain] === 1 && kernel(number, 0, 0) !== 0);
}
