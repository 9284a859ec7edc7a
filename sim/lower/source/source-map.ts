import { readFileSync } from "node:fs";
import { findSourceMap } from "node:module";
import { originalPositionFor, TraceMap, type SourceMapInput } from "@jridgewell/trace-mapping";
import type { Place } from "../../errors/index.ts";
import { fileUrlOf, pathOf, positionAt, type Script } from "./script.ts";

/** Turns offsets in a running script into places in the file that a person wrote. */
export interface PlaceFinder {
  placeAt(offset: number): Place | undefined;
  /** As placeAt, for the declaration of a name: transpilers disagree on whether `readonly` and the like belong to it. */
  placeOfName(offset: number, name: string): Place | undefined;
}

const modifiers = /^(?:(?:public|private|protected|readonly|override|declare|static|abstract)\s+)+/;

/** Finds the source map of a script: in its text, beside it, or with Node. Without one the script is its own source. */
export function createPlaceFinder(script: Script): PlaceFinder {
  const fileUrl = fileUrlOf(script.url);
  const map = loadMap(script, fileUrl);
  const file = fileUrl && pathOf(fileUrl);
  const textLines = new Map<string, readonly string[]>();

  const placeAt = (offset: number): Place | undefined => {
    const { line, column } = positionAt(script, offset);
    if (!map) return file === undefined ? undefined : { file, line: line + 1, column: column + 1 };
    const original = originalPositionFor(map, { line: line + 1, column: Math.max(0, column) });
    if (original.source === null || original.line === null) return undefined;
    return { file: pathOf(original.source), line: original.line, column: original.column + 1 };
  };
  return {
    placeAt,
    placeOfName(offset, name) {
      const place = placeAt(offset);
      if (!place || !map) return place;
      const lines = textLines.get(place.file) ?? originalLines(map, place.file);
      textLines.set(place.file, lines);
      const rest = lines[place.line - 1]?.slice(place.column - 1) ?? "";
      const skipped = modifiers.exec(rest)?.[0].length ?? 0;
      return rest.startsWith(name, skipped) ? { ...place, column: place.column + skipped } : place;
    },
  };
}

/** The lines of the file that a person wrote: from the map if it holds them, or else from the file. */
function originalLines(map: TraceMap, file: string): readonly string[] {
  const index = map.resolvedSources.findIndex((source) => pathOf(source) === file);
  const text = map.sourcesContent?.[index] ?? readIfThere(file);
  return text.split(/\r\n|\n|\r/);
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function loadMap(script: Script, fileUrl: string | undefined): TraceMap | undefined {
  const url = script.sourceMapURL ?? sourceMapUrlIn(script.source);
  try {
    if (url?.startsWith("data:")) return new TraceMap(decodeDataUrl(url), fileUrl);
    if (url && fileUrl) {
      const beside = new URL(url, fileUrl);
      if (beside.protocol === "file:") return new TraceMap(readFileSync(beside, "utf8"), beside.href);
    }
  } catch {
    // A map that is missing or broken leaves Node's own, or the running text.
  }
  const known = fileUrl ? (findSourceMap(pathOf(fileUrl)) ?? findSourceMap(fileUrl)) : undefined;
  return known ? new TraceMap(known.payload as unknown as SourceMapInput, fileUrl) : undefined;
}

/** The last comment of the form `//# sourceMappingURL=…`. */
function sourceMapUrlIn(source: string): string | undefined {
  const at = source.lastIndexOf("# sourceMappingURL=");
  if (at < 2) return undefined;
  return /^# sourceMappingURL=([^\s'"]+)/.exec(
    source.slice(at, source.indexOf("\n", at) + 1 || undefined),
  )?.[1];
}

function decodeDataUrl(url: string): string {
  const comma = url.indexOf(",");
  const data = url.slice(comma + 1);
  return url.slice(0, comma).endsWith(";base64")
    ? Buffer.from(data, "base64").toString("utf8")
    : decodeURIComponent(data);
}
