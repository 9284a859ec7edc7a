import type { SignalIndex } from "../../../lower/index.ts";
import {
  type Callee,
  comment,
  type FunctionBuilder,
  i32,
  type Instruction,
  memoryCopy,
  set,
} from "../encode/index.ts";
import type { Kernel } from "../plan/plan.ts";
import type { KernelModule } from "./kernel-module.ts";
import { type LaneLoop, laneLoop } from "./lanes.ts";
import { addressOf, plainAddress } from "./scalar/addresses.ts";
import { computeCondition } from "./scalar/condition.ts";
import type { ScalarContext } from "./scalar/context.ts";
import { computeLimbs } from "./scalar/limbs-value.ts";
import { computeValue } from "./scalar/value.ts";
import { readSignal, signalLimbs } from "./scalar/reads.ts";
import { rolesOf } from "./scalar/roles.ts";
import { signalVariable, statementList, storeVariable } from "./scalar/statements.ts";
import { sameAccess } from "./same-access.ts";
import { bytesOf, storeWord } from "./words-in-memory.ts";

/** A kernel as one function that runs its instances one by one. */
export function compileScalar(kernel: Kernel, module: KernelModule): Callee {
  const isList = kernel.lanes.kind === "list";
  return module.builder.func(
    {
      name: kernel.name,
      params: isList
        ? [
            ["from", "i32"],
            ["to", "i32"],
          ]
        : [],
      results: kernel.kind === "check" ? ["i32"] : [],
    },
    (builder) => {
      builder.add(comment(`${kernel.name}: ${kernel.kind}, ${lanesText(kernel)}`));
      const lanes = laneLoop(kernel, builder);
      builder.add(...lanes.around(scalarBody(kernel, module, builder, lanes)));
      if (kernel.kind === "check") builder.add(i32(0));
    },
  );
}

function lanesText({ lanes }: Kernel): string {
  return lanes.kind === "grid"
    ? `${lanes.rows} × ${lanes.columns} instances, one by one`
    : "instances of a list";
}

/** The code of one instance, whose words are where `lanes` says. */
export function scalarBody(
  kernel: Kernel,
  module: KernelModule,
  builder: FunctionBuilder,
  lanes: LaneLoop,
): readonly Instruction[] {
  const cx: ScalarContext = {
    kernel,
    module,
    builder,
    lanes,
    scratch: module.scratch(),
    locals: new Map(),
    labels: new Map(),
    roles: rolesOf(kernel),
    current: new Map(),
    next: new Map(),
    words: new Map(),
    nameOf: (signal) => `signal.${signal}`,
    compute: { value: computeValue, condition: computeCondition, limbs: computeLimbs },
    conditional: false,
    prologue: [],
    epilogue: [],
    logs: new Map(),
    out: [],
    loaded: { outer: undefined, own: new Map() },
  };
  start(cx);
  statementList(cx, kernel.statements);
  finish(cx);
  return [...cx.prologue, ...cx.out];
}

/** Variables for what the run writes; what some path leaves alone starts with the old value. */
function start(cx: ScalarContext): void {
  const { roles, kernel } = cx;
  for (const signal of roles.driven) {
    if (roles.resident.has(signal)) continue;
    const variable = signalVariable(cx, signal, "");
    if (!roles.definite.has(signal) && kernel.signals[signal]?.read) load(cx, signal, variable);
    cx.current.set(signal, variable);
  }
  if (kernel.kind !== "update") return;
  kernel.signals.forEach((place, signal) => {
    if (!place?.write) return;
    const isInPlace = !place.read || sameAccess(place.read, place.write);
    const holds = !roles.definite.has(signal);
    if (!roles.latched.has(signal) || roles.indexed.has(signal) || roles.unread.has(signal)) {
      if (holds && !isInPlace) hold(cx, signal);
      return;
    }
    const variable = signalVariable(cx, signal, ".next");
    if (holds && place.read) load(cx, signal, variable);
    cx.next.set(signal, variable);
  });
}

function load(cx: ScalarContext, signal: SignalIndex, variable: ReturnType<typeof signalVariable>): void {
  if (variable.kind === "limbs") {
    const { address } = signalLimbs(cx, signal);
    cx.out.push(memoryCopy(i32(variable.address), address, i32(8 * variable.count)));
  } else cx.out.push(set(variable.local, readSignal(cx, signal, variable.local.type).value));
}

/** The old value goes to the shadow. */
function hold(cx: ScalarContext, signal: SignalIndex): void {
  const { type, element, write } = cx.kernel.signals[signal]!;
  const to = addressOf(cx, write!);
  if (element.kind === "limbs")
    cx.out.push(
      memoryCopy(
        plainAddress(to),
        plainAddress(addressOf(cx, cx.kernel.signals[signal]!.read!)),
        i32(bytesOf(element)),
      ),
    );
  else cx.out.push(storeWord(type, element, to, readSignal(cx, signal, "i64").value));
}

/** Writes behind the last statement: deferred ones in their order, and the variables. */
function finish(cx: ScalarContext): void {
  cx.out.push(...cx.epilogue);
  if (cx.kernel.kind === "check") return;
  for (const [signal, variable] of [...cx.current, ...cx.next]) storeVariable(cx, signal, variable);
}
