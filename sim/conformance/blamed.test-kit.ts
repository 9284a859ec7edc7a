import { readFileSync } from "node:fs";
import type { Module } from "../describe/index.ts";
import { type Diagnostic, SystoleError } from "../errors/index.ts";
import { compile } from "../schedule/compile.ts";

/** What code throws, as diagnostics; none if it does not throw. */
export function found(run: () => unknown): readonly Diagnostic[] {
  try {
    run();
  } catch (error) {
    if (error instanceof SystoleError) return error.diagnostics;
    throw error;
  }
  return [];
}

/**
 * What a user is told, one text a finding: `E-LATCH top.y | override propagate() {`, the code, the path in the hierarchy, and the line of source that
 * is blamed. A finding without a place, a path or a remedy says so in its text.
 */
export function blamed(run: () => unknown): readonly string[] {
  return found(run).map((one) => `${one.code} ${one.path ?? "NO PATH"} | ${lineOf(one)}${remedyOf(one)}`);
}

/** The same for a design that is compiled. */
export function refused(make: () => Module): readonly string[] {
  return blamed(() => compile(make()));
}

function lineOf({ places }: Diagnostic): string {
  const place = places?.[0];
  if (!place) return "NO PLACE";
  return readFileSync(place.file, "utf8").split("\n")[place.line - 1]?.trim() ?? "NO LINE";
}

function remedyOf({ remedy }: Diagnostic): string {
  return remedy.length > 15 ? "" : " NO REMEDY";
}
