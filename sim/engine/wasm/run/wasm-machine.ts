import {
  block,
  br,
  brTable,
  call,
  type Callee,
  createModule,
  encodeModule,
  get,
  i32,
  label,
  type Instruction,
  type Local,
  type ModuleBuilder,
  op,
  set,
  type WasmModule,
  webAssembly,
} from "../encode/index.ts";
import { CALLS } from "../kernel/index.ts";
import type { DesignPlan } from "../plan/design-plan.ts";
import { defineFollow } from "../follow/define-follow.ts";
import type { FollowCalls, FollowCode } from "../follow/follow-calls.ts";
import { machineAreas } from "./areas.ts";
import { defineChanged } from "./change-code.ts";
import { defineLoop } from "./loop-code.ts";
import type { Calls, Machine } from "./machine.ts";

/** Defines the functions of all kernels of a plan, in their order: those of lists take from and to, checks give a number. */
export interface KernelSource {
  define(plan: DesignPlan, module: ModuleBuilder): readonly Callee[];
  /** What the functions import from JavaScript, by module and name. */
  imports(plan: DesignPlan, memory: ArrayBuffer): Readonly<Record<string, object>>;
}

const PAGE = 65_536;

/** The module of a plan as data, for machines and dumps. */
export function planModule(plan: DesignPlan, source: KernelSource): WasmModule {
  const module = createModule(plan.program.design.top.module.path);
  const kernels = source.define(plan, module);
  const { change, follow, end } = machineAreas(plan);
  defineLoop(plan, kernels, defineFollow(module, follow), module);
  defineDispatch(kernels, module);
  defineChanged(plan, change, module);
  return module.finish({ pages: Math.ceil(end / PAGE), imported: true });
}

/** A machine in WebAssembly. Its memory never grows. */
export function wasmMachine(plan: DesignPlan, source: KernelSource, calls: Calls): Machine {
  const module = planModule(plan, source);
  const { Memory, Module, Instance } = webAssembly();
  const memory = new Memory({ initial: module.memory!.pages });
  const { buffer } = memory;
  const { change, follow } = machineAreas(plan);
  const following: Pick<FollowCode, "calls"> = { calls: undefined };
  const { exports } = new Instance(new Module(encodeModule(module)), {
    ...source.imports(plan, buffer),
    [CALLS]: { ...importedCalls(plan, calls), ...followCalls(() => following.calls!) },
    env: { memory },
  });
  const { settle, edge, check, run, kernel, changed, look, write, moment } = exports as unknown as {
    readonly settle: () => void;
    readonly edge: () => void;
    readonly check: () => number;
    readonly run: (most: number) => number;
    readonly kernel: (number: number, from: number, to: number) => number;
    readonly changed: () => number;
    readonly look: () => number;
    readonly write: (out: number) => number;
    readonly moment: () => number;
  };
  return {
    memory: buffer,
    kernel,
    settle,
    edge,
    check: () => check() !== 0,
    run: (most) => run(most) >>> 0,
    changed: () => new Uint32Array(buffer, change.list, changed()),
    follow: Object.assign(following, { ...follow, look, write, moment }),
  };
}

/** Those of the follower, whoever that is when they are called. */
function followCalls(now: () => FollowCalls): Readonly<Record<keyof FollowCalls, object>> {
  return {
    take: (out: number) => now().take(out),
    real: (value: number, out: number) => now().real(value, out),
    times: () => now().times(),
  };
}

/** The functions that a module may import, by name. */
function importedCalls({ kernels }: DesignPlan, calls: Calls): Readonly<Record<string, object>> {
  const own = kernels.flatMap(({ kind }, number) =>
    kind === "call"
      ? [[`kernel${number}`, (from = 0, to = 0) => calls.kernel(number, from, to)] as const]
      : [],
  );
  return {
    ...Object.fromEntries(own),
    before: () => calls.before(),
    behind: () => calls.behind(),
    reset: (domain: number) => calls.reset(domain),
  };
}

/** Defines `kernel`, which runs a kernel by its number. */
function defineDispatch(kernels: readonly Callee[], module: ModuleBuilder): void {
  module.func(
    {
      name: "kernel",
      exported: true,
      params: [
        ["number", "i32"],
        ["from", "i32"],
        ["to", "i32"],
      ],
      results: ["i32"],
    },
    (builder) => {
      const [number, from, to] = builder.params as readonly [Local, Local, Local];
      const result = builder.local("i32", "result");
      const done = label("done");
      const cases = kernels.map((_, i) => label(`kernel${i}`));
      let code: readonly Instruction[] = [brTable(cases, done, get(number))];
      kernels.forEach((kernel, i) => {
        const run = kernel.params.length === 0 ? call(kernel) : call(kernel, get(from), get(to));
        const ran = kernel.results.length === 0 ? run : set(result, op("i32.ne", run, i32(0)));
        code = [block(cases[i]!, code), ran, br(done)];
      });
      builder.add(block(done, code), get(result));
    },
  );
}
