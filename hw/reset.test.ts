import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { isModule } from "../sim/describe/index.ts";
import { resetDivergence } from "../sim/verify/reset-divergence.ts";
import { resetCases } from "./reset-cases.test-kit.ts";

const files = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" }).filter((file) =>
  /(?<!\.test|\.test-kit)\.ts$/.test(file),
);

/** The names of all module classes that files of the library export. */
async function moduleClasses(): Promise<readonly string[]> {
  const names = new Set<string>();
  for (const file of files) {
    const exported = (await import(pathToFileURL(join(import.meta.dirname, file)).href)) as Record<
      string,
      unknown
    >;
    for (const value of Object.values(exported))
      if (typeof value === "function" && isModule(value.prototype)) names.add(value.name);
  }
  return [...names].sort();
}

describe("the standing check of power-on states (SEMANTICS 7: runs with different power-on states are compared after reset)", () => {
  test("knows every module of the library", async () => {
    const classes = await moduleClasses();
    expect(classes.length).toBeGreaterThan(30);
    expect(
      classes.filter((name) => !Object.hasOwn(resetCases, name)),
      "without a case: add them to hw/reset-cases.test-kit.ts",
    ).toEqual([]);
    expect(
      Object.keys(resetCases).filter((name) => !classes.includes(name)),
      "cases without a module",
    ).toEqual([]);
    for (const [name, { make }] of Object.entries(resetCases)) expect(make().constructor.name).toBe(name);
  });

  test.each(Object.entries(resetCases))(
    "%s shows after a reset what it shows after any other, but for what is waived",
    (_, one) => {
      const { make, waived = [], ...options } = one;
      const found = resetDivergence({ dut: make, cycles: 100, ...options });
      const below = (path: string): string => path.slice(path.indexOf(".") + 1);
      const shown = found.filter(({ path }) => !waived.some(([paths]) => paths.test(below(path))));
      expect(shown).toEqual([]);
      const needless = waived.filter(([paths]) => !found.some(({ path }) => paths.test(below(path))));
      expect(
        needless.map(([paths]) => paths.source),
        "waivers that nothing needs",
      ).toEqual([]);
    },
  );
});
