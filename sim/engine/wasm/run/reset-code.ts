import {
  block,
  br,
  brIf,
  call,
  type Callee,
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
  when,
} from "../encode/index.ts";
import { CALLS } from "../kernel/index.ts";
import type { DesignPlan } from "../plan/design-plan.ts";
import { ASKED, FLAGS } from "./header.ts";

/** What a run does for the domains that a signal of the design resets. */
export interface ResetCode {
  /** In front of an edge: a domain that is in reset is none of the edge's. */
  readonly flags: readonly Instruction[];
  /** Behind its kernels: registers of such domains take their `init`. */
  readonly behindEdge: readonly Instruction[];
  /** Behind the settling: asynchronous resets act at once, until nothing changes. */
  readonly behindSettle: readonly Instruction[];
}

/** The loop looks at the signals; what a reset does, which is seldom, JavaScript does. `changed` is a variable of the loop's. */
export function resetCode(
  plan: DesignPlan,
  module: ModuleBuilder,
  settle: Callee,
  changed: Local,
): ResetCode {
  const domains = plan.program.design.domains.flatMap(({ index, reset }) =>
    reset?.by ? [{ index, net: reset.by.net, isLow: reset.active === "low", kind: reset.kind }] : [],
  );
  if (domains.length === 0) return { flags: [], behindEdge: [], behindSettle: [] };
  const reset = module.import(CALLS, "reset", ["i32"], ["i32"]);
  const byte = (address: number): Instruction => load("i32.load8_u", i32(0), address);
  const isActive = ({ net, isLow }: (typeof domains)[number]): Instruction =>
    isLow ? op("i32.eqz", byte(plan.addressOf[net]!)) : byte(plan.addressOf[net]!);
  const flags = domains.map((domain) =>
    store(
      "i32.store8",
      i32(0),
      op("i32.and", byte(ASKED + domain.index), op("i32.eqz", isActive(domain))),
      FLAGS + domain.index,
    ),
  );
  // Where the edge was asked for and the flag is gone, the signal was active before it.
  const behindEdge = domains.map(({ index }) =>
    when(op("i32.ne", byte(ASKED + index), byte(FLAGS + index)), [set(changed, call(reset, i32(index)))]),
  );
  const asynchronous = domains.filter(({ kind }) => kind === "async");
  if (asynchronous.length === 0) return { flags, behindEdge, behindSettle: [] };
  const again = label("again");
  const stable = label("stable");
  const round = [
    set(changed, i32(0)),
    ...asynchronous.map((domain) =>
      when(isActive(domain), [set(changed, op("i32.or", get(changed), call(reset, i32(domain.index))))]),
    ),
    brIf(stable, op("i32.eqz", get(changed))),
    call(settle),
    br(again),
  ];
  return { flags, behindEdge, behindSettle: [block(stable, [loop(again, round)])] };
}
