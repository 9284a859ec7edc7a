import { printWat } from "../../sim/engine/wasm/encode/index.ts";
import { vectorText } from "../../sim/engine/wasm/kernel/index.ts";
import { makePlan } from "../../sim/engine/wasm/plan/make-plan.ts";
import { type ClassReport, type KernelReport, reportPlan } from "../../sim/engine/wasm/plan/plan-report.ts";
import { compiledKernels } from "../../sim/engine/wasm/run/compiled-kernels.ts";
import { planModule } from "../../sim/engine/wasm/run/wasm-machine.ts";
import { codeText } from "../../sim/lower/print/index.ts";
import type { Instance } from "../../sim/elaborate/index.ts";
import type { ModuleCode } from "../../sim/lower/index.ts";
import { compile } from "../../sim/schedule/index.ts";
import type { Program } from "../../sim/schedule/program.ts";
import { type Context, type ExitCode, exitCode } from "../cli/context.ts";
import { counted } from "../cli/text.ts";
import { findDesign } from "../find/design.ts";
import type { GivenParams } from "../find/params.ts";
import { findTestbenches } from "../find/testbenches.ts";

export interface ExplainFlags {
  readonly param?: GivenParams;
  readonly json?: boolean;
  readonly dumpWat?: boolean;
  readonly code?: boolean;
}

/** Whether `<what>` names a design, and no code of an error: it looks like a path, or a testbench has the name or lies in the folder. */
export async function isDesign(what: string, { cwd }: Context): Promise<boolean> {
  if (/^[ew]-/i.test(what)) return false;
  if (/[#/]/.test(what)) return true;
  const { testbenches } = await findTestbenches(cwd);
  return testbenches.some(({ testbench: { name } }) => name === what || name.startsWith(`${what}/`));
}

/**
 * `systole explain <design>`: what the WebAssembly engine makes of it, class by class, or as the text of its module; or what all engines run,
 * the methods' code with proven bounds.
 */
export async function explainDesign(
  wanted: string,
  { param = {}, json = false, dumpWat = false, code = false }: ExplainFlags,
  context: Context,
): Promise<ExitCode> {
  const { top } = await findDesign(wanted, param, context);
  const program = compile(top);
  const { out, talk } = context;
  if (code) {
    out.write(`${codesOf(program).join("\n\n")}\n`);
    return exitCode.passed;
  }
  const plan = makePlan(program);
  if (dumpWat) {
    out.write(printWat(planModule(plan, compiledKernels)));
    return exitCode.passed;
  }
  const classes = reportPlan(plan, vectorText);
  if (json) out.write(`${JSON.stringify(classes)}\n`);
  else out.write(classes.flatMap(classLines).join("\n") + "\n");
  const instances = plan.program.design.instances.length;
  talk.write(
    `${counted(instances, "instance")}, ${counted(plan.kernels.length, "kernel")}, ${counted(plan.bytes, "byte")}\n`,
  );
  return exitCode.passed;
}

/** Each class's code once a shape, under the instances that have it. */
function codesOf({ design, codeOf }: Program): readonly string[] {
  const having = new Map<ModuleCode, Instance[]>();
  for (const instance of design.instances) {
    const code = codeOf(instance);
    const others = having.get(code);
    if (others) others.push(instance);
    else having.set(code, [instance]);
  }
  return [...having].map(([code, instances]) => {
    const more = instances.length === 1 ? "" : ` and ${instances.length - 1} more`;
    const title = `${code.className}  ${instances[0]!.module.path}${more}`;
    return [title, ...codeText(code).map((line) => `  ${line}`)].join("\n");
  });
}

function classLines({
  name,
  instances,
  rows,
  columns,
  bytes,
  constants,
  split,
  kernels,
}: ClassReport): readonly string[] {
  const shape = instances === 1 ? "one" : rows > 1 ? `${rows} × ${columns}` : `${columns}`;
  const memories = bytes.memories > 0 ? `, ${counted(bytes.memories, "byte")} of memories` : "";
  return [
    `${name}  ${shape}, ${counted(bytes.signals, "byte")} of signals${memories}`,
    ...(split === undefined ? [] : [`    apart from the ${name} above: ${split}`]),
    ...(constants === 0
      ? []
      : [`    ${counted(constants, "constant")} ${constants === 1 ? "differs" : "differ"}, and are data`]),
    ...kernels.flatMap(kernelLines),
  ];
}

function kernelLines({
  name,
  order,
  affine,
  shared,
  tables,
  shadows,
  vectors,
}: KernelReport): readonly string[] {
  return [
    `    ${name}: ${order}; ${counted(affine, "signal")} at constant distances${shared > 0 ? `, of which ${shared} shared by all` : ""}`,
    `        ${vectors}`,
    ...(tables.length === 0 ? [] : [`        by a table: ${tables.join(", ")}`]),
    ...(shadows.length === 0 ? [] : [`        not in place: ${shadows.join(", ")}`]),
  ];
}
