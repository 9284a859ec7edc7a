import { findSourceMap, type SourceMapping } from "node:module";
import { fileURLToPath } from "node:url";
import type { Place } from "./diagnostic.ts";

const KIT = new URL("..", import.meta.url).pathname;
/** The command line, which calls the kit for its users. */
const COMMANDS = new URL("../../scripts/", import.meta.url).pathname;
const FRAME = /^\s*at (?:.*? \()?((?:file:\/\/)?\/?[^()]*?):(\d+):(\d+)\)?$/;

/**
 * The places of a stack that are the user's: neither the kit's, nor Node's, nor a package's; innermost first.
 *
 * Where the process does not map stacks by itself, Node's source maps are used if it has them.
 */
export function stackPlaces(stack: string | undefined, most = 1): readonly Place[] {
  const places: Place[] = [];
  for (const line of stack?.split("\n") ?? []) {
    const place = placeOfFrame(line);
    if (place) places.push(place);
    if (places.length === most) break;
  }
  return places;
}

/** The place of one line of a stack; undefined where it is not the user's. */
export function placeOfFrame(line: string): Place | undefined {
  const match = FRAME.exec(line);
  if (!match || line.includes("node:") || line.includes("/node_modules/")) return undefined;
  const file = pathOf(match[1] as string);
  if (file === undefined || isOurs(file)) return undefined;
  const place = { file, line: Number(match[2]), column: Number(match[3]) };
  return /\.[cm]?js$/.test(file) ? (originalPlace(place) ?? place) : place;
}

/** Where a line of JavaScript comes from, if Node knows its source map. */
function originalPlace({ file, line, column }: Place): Place | undefined {
  const entry = findSourceMap(file)?.findEntry(line - 1, column - 1) as Partial<SourceMapping> | undefined;
  if (entry?.originalSource === undefined || entry.originalLine === undefined) return undefined;
  return {
    file: pathOf(entry.originalSource) ?? entry.originalSource,
    line: entry.originalLine + 1,
    column: (entry.originalColumn ?? 0) + 1,
  };
}

function pathOf(text: string): string | undefined {
  if (text.startsWith("file://")) return fileURLToPath(text.split("?")[0] as string);
  return text.includes("/") || text.includes("\\") ? text.split("?")[0] : undefined;
}

/** The kit's own code; its tests and testbenches are users. */
function isOurs(file: string): boolean {
  const isKit = file.startsWith(KIT) || file.startsWith(COMMANDS);
  return isKit && !/\.(?:test|tb|prop\.test)\.[cm]?[jt]s$/.test(file);
}
