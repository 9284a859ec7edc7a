import { compile } from "../../sim/schedule/compile.ts";
import { type Context, type ExitCode, exitCode } from "../cli/context.ts";
import { counted } from "../cli/text.ts";
import { findDesign } from "../find/design.ts";
import type { GivenParams } from "../find/params.ts";
import { findingLines } from "../run/report-text.ts";

interface LintFlags {
  readonly param?: GivenParams;
  readonly json?: boolean;
}

/** `systole lint <design>`: all warnings about a design. 0: none, 1: some. Errors of the design are thrown. */
export async function lint(design: string, flags: LintFlags, context: Context): Promise<ExitCode> {
  const { top, name } = await findDesign(design, flags.param ?? {}, context);
  const { warnings, design: elaborated } = compile(top);
  if (flags.json) context.out.write(`${JSON.stringify(warnings)}\n`);
  else
    for (const warning of warnings) context.out.write(`${findingLines(warning, context.cwd).join("\n")}\n`);
  const size = counted(elaborated.instances.length, "instance");
  context.talk.write(`${name}: ${counted(warnings.length, "warning")} in ${size}\n`);
  return warnings.length > 0 ? exitCode.failed : exitCode.passed;
}
