import { type Context, type ExitCode, exitCode } from "../cli/context.ts";
import { columns } from "../cli/text.ts";
import { paramsText } from "../find/params.ts";
import { findTestbenches, type Found } from "../find/testbenches.ts";

/** `systole list`: all testbenches, a line each and their parameters below, or as one JSON array. */
export async function list(flags: { readonly json?: boolean }, context: Context): Promise<ExitCode> {
  const found = await findTestbenches(context.cwd);
  if (flags.json) context.out.write(`${JSON.stringify(listJson(found))}\n`);
  else
    context.out.write(
      listText(found)
        .map((line) => `${line}\n`)
        .join(""),
    );
  for (const { place, message } of found.broken) context.talk.write(`${place}: ${message}\n`);
  if (found.files === 0 && !flags.json)
    context.talk.write(
      `there is no testbench here: write one as *.tb.ts, or begin with ${context.command} new counter\n`,
    );
  return found.broken.length > 0 ? exitCode.elaboration : exitCode.passed;
}

function listText({ testbenches }: Found): readonly string[] {
  const heads = columns(
    testbenches.map(({ testbench, file }) => [
      testbench.name,
      testbench.tags.join(","),
      testbench.description ?? `(${file})`,
    ]),
  );
  return testbenches.flatMap(({ testbench }, i) => [
    heads[i] as string,
    ...paramsText(testbench.params).map((text) => `    --param ${text}`),
  ]);
}

function listJson({ testbenches }: Found): unknown {
  return testbenches.map(({ testbench: { name, description, tags, params }, file }) => ({
    name,
    description: description ?? null,
    tags,
    file,
    params: Object.fromEntries(
      Object.entries(params).map(([key, param]) => [
        key,
        {
          type: param.typeText,
          default: param.default ?? null,
          required: param.required && param.default === undefined,
          description: param.description ?? null,
        },
      ]),
    ),
  }));
}
