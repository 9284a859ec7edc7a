import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { input, Module, output, reg, uint } from "../describe/index.ts";
import { SystoleError } from "../errors/index.ts";
import { compile } from "../schedule/compile.ts";

/**
 * For the test file at `url`: where `construct` starts on the one line that ends in the comment `// <- name`, or follows
 * `// below: name`; transpilers move both, so a place that fits went through the source map.
 */
export function markedPlace(url: string, name: string, construct: string): string {
  const lines = readFileSync(new URL(url), "utf8").split("\n");
  const found = lines.flatMap((line, i) => {
    if (line.endsWith(` // <- ${name}`)) return [i];
    return line.endsWith(` // below: ${name}`) ? [i + 1] : [];
  });
  expect(found, `lines marked ${name}`).toHaveLength(1);
  const column = lines[found[0]!]!.indexOf(construct);
  expect(column, `${construct} in the line marked ${name}`).toBeGreaterThanOrEqual(0);
  return `${found[0]! + 1}:${column + 1}`;
}

/** The first finding as `code place`, and its file. */
export function refused(top: Module): { readonly found: string; readonly file: string | undefined } {
  try {
    compile(top);
  } catch (error) {
    if (!(error instanceof SystoleError)) throw error;
    const [first] = error.diagnostics;
    const place = first?.places?.[0];
    return { found: `${first?.code} ${place?.line}:${place?.column}`, file: place?.file };
  }
  return { found: "nothing refused", file: undefined };
}

/** Ports for methods that are refused; those under test drive only `y`. */
export abstract class Ports extends Module {
  readonly a = input(uint(8));
  readonly y = output(uint(8));
  readonly r = reg(uint(8), { init: 0 });
  readonly table: readonly number[] = [1, 2, 3, 4];
  override update() {
    this.r.next = this.a.value;
  }
}
