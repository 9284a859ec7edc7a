import { isAbsolute } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** What V8 says of a script when it is parsed. Lines and columns from 0. */
export interface ScriptRecord {
  readonly id: string;
  readonly url: string;
  readonly isModule: boolean;
  /** Position of the first character; Vitest's wrapper makes the column negative. */
  readonly startLine: number;
  readonly startColumn: number;
  /** The URL of its source map; undefined where there is none or it is too long to keep (it stands in the source, too). */
  readonly sourceMapURL: string | undefined;
}

/** A script with its text. */
export interface Script extends ScriptRecord {
  readonly source: string;
  /** Offset of the first character of each line. */
  readonly lineStarts: readonly number[];
}

export function scriptOf(record: ScriptRecord, source: string): Script {
  const lineStarts = [0];
  for (let at = source.indexOf("\n"); at >= 0; at = source.indexOf("\n", at + 1)) lineStarts.push(at + 1);
  return { ...record, source, lineStarts };
}

/** Line and column, both from 0, as the script's source map counts them. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export function positionAt(script: Script, offset: number): Position {
  let low = 0;
  let high = script.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((script.lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const column = offset - (script.lineStarts[low] ?? 0);
  return { line: low + script.startLine, column: low === 0 ? column + script.startColumn : column };
}

export function offsetAt(script: Script, position: Position): number {
  const line = position.line - script.startLine;
  return (script.lineStarts[line] ?? 0) + position.column - (line === 0 ? script.startColumn : 0);
}

/**
 * Where a function's text starts in its script. V8's location is inside the text (at the word `class`, or at the
 * parameters), so the start is the last place before it where the text stands.
 */
export function offsetOfText(script: Script, text: string, inside: Position): number | undefined {
  const location = offsetAt(script, inside);
  const start = script.source.lastIndexOf(text, location);
  return start >= 0 && location <= start + text.length ? start : undefined;
}

/** A script's URL as a `file:` URL without query; undefined for scripts that are no files. */
export function fileUrlOf(url: string): string | undefined {
  const bare = url.replace(/[?#].*$/, "");
  if (bare.startsWith("file:")) return bare;
  return isAbsolute(bare) ? pathToFileURL(bare).href : undefined;
}

/** A `file:` URL or path as a plain path. */
export function pathOf(url: string): string {
  const bare = url.replace(/[?#].*$/, "");
  return bare.startsWith("file:") ? fileURLToPath(bare) : bare;
}
