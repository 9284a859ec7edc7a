import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../errors/index.ts";
import { reads } from "./reach-reads.test-kit.ts";
import { drives, latches, stores } from "./reach-writes.test-kit.ts";
import { changedBy, type Method, saidOf, toldOfEach } from "./reach-table.test-kit.ts";

function shown(told: ReadonlyMap<string, readonly Diagnostic[]>, texts: readonly string[]): string {
  const lines = texts.flatMap((text) => {
    const findings = told.get(text) ?? [];
    return findings.length === 0
      ? []
      : [
          text,
          ...findings.map(
            ({ code, path, message, remedy }) => `  ${code} ${path}: ${message}\n    ${remedy}`,
          ),
        ];
  });
  return `\n${lines.join("\n")}\n`;
}

const isRefused = (told: ReadonlyMap<string, readonly Diagnostic[]>) => (text: string) =>
  told.get(text)?.some(({ severity }) => severity === "error") ?? false;

function check(method: Method, texts: readonly string[]): void {
  const told = toldOfEach(method, texts);
  const accepted = texts.filter((text) => !isRefused(told)(text));
  const { lowered, script } = saidOf(method, accepted);
  expect(lowered).toEqual(script);
  expect(lowered).toHaveLength(accepted.length);
  expect(`\n${lowered.join("\n")}\n`).toMatchSnapshot("what is said");
  expect(shown(told, texts)).toMatchSnapshot("what is told");
}

const said = (texts: readonly string[]) => texts.map((text) => `0 ⇒ ${text}`);

describe("what a method reaches, through indices, children, bundles and tables (SEMANTICS 1 and 3)", () => {
  test("in propagate()", () => check("propagate", [...said(reads), ...drives]));
  test("in update()", () => check("update", said(reads)));
});

test("what an edge changes, of signals and memories behind indices too (SEMANTICS 1, 2 and 4)", () => {
  const told = toldOfEach("update", latches);
  const { lowered, script } = changedBy(latches.filter((text) => !isRefused(told)(text)));
  expect(lowered).toEqual(script);
  expect(`\n${lowered.join("\n")}\n`).toMatchSnapshot("what is changed");
  expect(shown(told, latches)).toMatchSnapshot("what is told");
});

test("what stores leave, and what later reads of one call see, by each way in which they may collide (SEMANTICS 4)", () => {
  const told = new Map(stores.flatMap((text) => [...toldOfEach("update", [text], "Storing")]));
  const changes = stores.filter((text) => !isRefused(told)(text)).map((text) => changedBy([text], "Storing"));
  const lowered = changes.flatMap((one) => one.lowered);
  expect(lowered).toEqual(changes.flatMap(({ script }) => script));
  expect(`\n${lowered.join("\n")}\n`).toMatchSnapshot("what is changed");
  expect(shown(told, stores)).toMatchSnapshot("what is told");
});
