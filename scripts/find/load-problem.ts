import { isAbsolute, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { formatPlace } from "../../sim/errors/diagnostic.ts";
import { stackPlaces } from "../../sim/errors/stack-places.ts";
import { visible } from "../cli/text.ts";

/** Why a file could not be loaded: a sentence, and `file:line:column` if it is known. */
export interface LoadProblem {
  readonly place: string;
  readonly message: string;
}

/** Says in one line what is wrong with a user's file; `place` is relative to the working directory. */
export function loadProblem(error: unknown, file: string, cwd: string): LoadProblem {
  const shown = (path: string): string => shortPath(path, cwd);
  const text = errorText(error);
  const transform = /^(?:Transform failed with \d+ errors?:\n)(.*?):(\d+):(\d+): ERROR: (.*)/m.exec(text);
  if (transform) {
    const [, path = file, line, column, reason = ""] = transform;
    return { place: `${shown(path)}:${line}:${Number(column) + 1}`, message: visible(reason) };
  }
  const missing = /^Cannot find (module|package) '([^']*)' imported from (.*)$/m.exec(text);
  if (missing) {
    const [, kind, name = "", importer = file] = missing;
    const path = importer.startsWith("file:") ? fileURLToPath(importer) : importer;
    const what = kind === "module" ? shown(name.startsWith("file:") ? fileURLToPath(name) : name) : name;
    return { place: shown(path), message: `there is no ${kind} ${visible(what)}, which it imports` };
  }
  const message = visible(text.split("\n").find((line) => line.trim() !== "") ?? "it threw nothing");
  return { place: frameOf(error, cwd) ?? shown(file), message };
}

/** The innermost line of a stack that is in the user's own files. */
export function frameOf(error: unknown, cwd: string): string | undefined {
  const stack = error instanceof Error && typeof error.stack === "string" ? error.stack : "";
  const place = stackPlaces(stack, Infinity).find(({ file }) => isInside(file, cwd));
  return place && formatPlace({ ...place, file: shortPath(place.file, cwd) });
}

/** A path as a person in `cwd` writes it. */
export function shortPath(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return short === "" ? "." : short.startsWith("..") || isAbsolute(short) ? path : short;
}

function isInside(path: string, folder: string): boolean {
  const short = relative(folder, path);
  return !short.startsWith("..") && !isAbsolute(short);
}

function errorText(error: unknown): string {
  if (!(error instanceof Error)) {
    try {
      return `it threw ${String(error)}`;
    } catch {
      return "it threw something that can't be shown";
    }
  }
  return error.name === "Error" || error.name === "TransformError"
    ? error.message
    : `${error.name}: ${error.message}`;
}
