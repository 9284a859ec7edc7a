import { type Context, type ExitCode, exitCode } from "../cli/context.ts";
import { columns } from "../cli/text.ts";
import { findTestbenches } from "../find/testbenches.ts";

/** `systole` alone: what one can do, and with what. */
export async function home(context: Context): Promise<ExitCode> {
  const { out, talk, command } = context;
  const { testbenches, broken } = await findTestbenches(context.cwd);
  const first = testbenches.find(({ testbench }) => testbench.tags.includes("quick")) ?? testbenches[0];
  const name = first?.testbench.name;
  const examples = name
    ? [
        [`${command} run`, "run the testbenches tagged quick"],
        [`${command} run ${name} --waves`, "run one, and write its waves for GTKWave"],
        [`${command} tree ${name}`, "show the hierarchy of its design"],
      ]
    : [
        [`${command} new counter`, "write a module, a testbench and a property to begin with"],
        [`${command} run counter --waves`, "run it, and write its waves for GTKWave"],
        [`${command} --help`, "show all commands"],
      ];
  const lines = columns(examples.map(([line = "", what = ""]) => [`  ${line}`, what]));
  out.write(`${lines.join("\n")}\n`);
  if (testbenches.length > 0) {
    const rows = testbenches.map(({ testbench: { name, tags, description }, file }) => [
      `  ${name}`,
      tags.join(","),
      description ?? `(${file})`,
    ]);
    out.write(`\n${columns(rows).join("\n")}\n`);
  }
  for (const { place, message } of broken) talk.write(`${place}: ${message}\n`);
  return broken.length > 0 ? exitCode.elaboration : exitCode.passed;
}
