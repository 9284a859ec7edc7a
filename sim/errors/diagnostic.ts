/** A position in a source file as a person counts it: lines and columns from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Where in the design and in its source a diagnostic belongs. */
export interface Where {
  /** Path in the hierarchy, such as `tpu.array.cell[3][7].psumIn`. */
  readonly path?: string | undefined;
  /** The source places, the one to look at first in front. */
  readonly places?: readonly Place[] | undefined;
}

/** One finding: a stable code, a sentence that says what is wrong, where it is, and what to do about it. */
export interface Diagnostic extends Where {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly remedy: string;
}

/** `file:line:column`, the form that terminals and editors turn into a link. */
export function formatPlace(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`;
}

/**
 * The text of one diagnostic:
 *
 * ```text
 * E-RANGE  tb/x.ts:12:9  top.counter
 *   the sum has the range 0…9007199254740992, beyond the safe integers
 *   → wrap an operand …
 * ```
 */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const head = [diagnostic.code];
  const [first, ...others] = diagnostic.places ?? [];
  if (first) head.push(formatPlace(first));
  if (diagnostic.path) head.push(diagnostic.path);
  const lines = [head.join("  "), `  ${diagnostic.message}`];
  for (const place of others) lines.push(`  also ${formatPlace(place)}`);
  lines.push(`  → ${diagnostic.remedy}`);
  return lines.join("\n");
}

/**
 * The only error that the kit throws at its users: all findings of one stage, not just the first.
 *
 * `code` is the code of the first finding.
 */
export class SystoleError extends Error {
  readonly diagnostics: readonly Diagnostic[];
  readonly code: string;

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(formatDiagnostic).join("\n"));
    this.name = "SystoleError";
    this.diagnostics = diagnostics;
    this.code = diagnostics[0]?.code ?? "E-INTERNAL";
  }
}
