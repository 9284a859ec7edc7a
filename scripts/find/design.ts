import { statSync } from "node:fs";
import { resolve } from "node:path";
import { isModule, type Module } from "../../sim/describe/index.ts";
import { SystoleError } from "../../sim/errors/index.ts";
import { createRandom, hashText } from "../../sim/random/random.ts";
import { clocksOf, type RunClocks } from "../../sim/testbench/run-clocks.ts";
import type { Testbench } from "../../sim/testbench/testbench.ts";
import type { Context } from "../cli/context.ts";
import { exitCode } from "../cli/context.ts";
import { suggestion } from "../cli/suggest.ts";
import { visible } from "../cli/text.ts";
import { UsageError } from "../cli/usage-error.ts";
import { constructorArguments } from "./constructor-arguments.ts";
import { loadFile } from "./load-file.ts";
import { frameOf, loadProblem, shortPath } from "./load-problem.ts";
import { choose } from "./match.ts";
import { type GivenParams, missingParams, paramValues } from "./params.ts";
import { findTestbenches } from "./testbenches.ts";

/** A design that was asked for by name. */
export interface FoundDesign {
  readonly top: Module;
  /** Another one, equal to it. */
  readonly make: () => Module;
  /** The clocks and the reset that the testbench gives; a class has none. */
  readonly timing: RunClocks & { readonly reset: Testbench["reset"] };
  /** What made it: a testbench's name, or `file.ts#Class`. */
  readonly name: string;
}

/**
 * The design that `<design>` names: a testbench's, by its name or folder, or that of a class, `file.ts#Class`. A folder of several
 * testbenches gives the design of the first that needs no parameter. What a testbench prepares is that of a run with the seed.
 *
 * @throws UsageError when there is none, or when its constructor throws; SystoleError
 */
export async function findDesign(
  wanted: string,
  given: GivenParams,
  context: Context,
  seed = 1,
): Promise<FoundDesign> {
  return wanted.includes("#")
    ? classDesign(wanted, given, context)
    : testbenchDesign(wanted, given, context, seed);
}

async function testbenchDesign(
  wanted: string,
  given: GivenParams,
  { cwd, talk }: Context,
  seed: number,
): Promise<FoundDesign> {
  if (/\.[cm]?ts$/.test(wanted))
    throw new UsageError(`${visible(wanted)}: name a class of the file, as ${visible(wanted)}#Class`);
  const { testbenches, broken } = await findTestbenches(cwd);
  for (const { place, message } of broken) talk.write(`${place}: ${message}\n`);
  const matching = choose(testbenches, [wanted]).map(({ testbench }) => testbench);
  const testbench = matching.find((entry) => missingParams(entry, given).length === 0) ?? matching[0];
  if (!testbench) throw new UsageError(`no testbench matches ${visible(wanted)}`);
  const params = paramValues(testbench, given);
  const random = createRandom(hashText(`${seed}/${testbench.name}`)).split("prepare");
  let make: (() => Module) | undefined;
  const top = await construct(testbench.name, cwd, async () => {
    const prepared = await testbench.prepare?.({ params: params as never, seed, random });
    make = () => testbench.dut(params as never, prepared as never);
    return make();
  });
  const timing = { ...clocksOf(testbench, params), reset: testbench.reset };
  return { top, make: make ?? (() => top), timing, name: testbench.name };
}

async function classDesign(wanted: string, given: GivenParams, { cwd }: Context): Promise<FoundDesign> {
  const at = wanted.lastIndexOf("#");
  const file = wanted.slice(0, at);
  const name = wanted.slice(at + 1);
  const path = resolve(cwd, file);
  if (file.includes("\0") || !statSync(path, { throwIfNoEntry: false })?.isFile())
    throw new UsageError(`there is no file ${visible(file)}: write <design> as path/to/file.ts#Class`);
  const exported = await loadFile(path).catch((error: unknown) => {
    const problem = loadProblem(error, path, cwd);
    throw new UsageError(`${problem.place}: ${problem.message}`, exitCode.elaboration);
  });
  const hardware = Object.keys(exported).filter((key) =>
    isModule((exported[key] as { prototype?: unknown } | null)?.prototype),
  );
  if (!hardware.includes(name))
    throw new UsageError(
      `${shortPath(path, cwd)} exports no module ${visible(name) || '""'}: ${suggestion(name, hardware, "module in it")}`,
    );
  const Class = exported[name] as new (...given: unknown[]) => unknown;
  const make = () => new Class(...constructorArguments(Class, given));
  const top = await construct(wanted, cwd, make);
  const timing = { clock: undefined, clocks: undefined, reset: undefined };
  return { top, make: make as () => Module, timing, name: wanted };
}

async function construct(name: string, cwd: string, make: () => unknown): Promise<Module> {
  let made: unknown;
  try {
    made = await make();
  } catch (error) {
    if (error instanceof SystoleError || error instanceof UsageError) throw error;
    const place = frameOf(error, cwd);
    const message = visible(error instanceof Error ? error.message : String(error));
    throw new UsageError(
      `${place ? `${place}: ` : ""}making ${visible(name)} threw: ${message}`,
      exitCode.elaboration,
    );
  }
  if (!isModule(made)) throw new UsageError(`${visible(name)} gives no module`, exitCode.elaboration);
  return made;
}
