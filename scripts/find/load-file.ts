import { register } from "node:module";
import { pathToFileURL } from "node:url";

let ready: Promise<void> | undefined;

/**
 * Imports a TypeScript file without a build step, and without the tsconfig.json of its project, whose settings could change what
 * classes do.
 *
 * The file is evaluated once in a process.
 */
export async function loadFile(file: string): Promise<Readonly<Record<string, unknown>>> {
  await (ready ??= prepare());
  return (await import(pathToFileURL(file).href)) as Record<string, unknown>;
}

async function prepare(): Promise<void> {
  const extension = /\.[jt]s$/.exec(import.meta.url)?.[0] ?? ".js";
  // Run from its own sources, the kit is loaded by what loads TypeScript anyway.
  if (extension === ".js") {
    const tsx = await import("tsx/esm/api");
    tsx.register({ tsconfig: false });
  }
  register(`./module-format-hook${extension}`, import.meta.url);
}
