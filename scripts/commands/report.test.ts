import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createCommandRunner, makeProject } from "../cli/command-runner.test-kit.ts";

const runner = createCommandRunner();
afterAll(() => runner.close());

const small = `import { param, report } from "systole";
export const small = report({
  name: "small",
  title: "A small report",
  params: { factor: param.integer({ default: 2, min: 1, max: 9 }) },
  sections: ({ params, seed }) => [
    {
      title: "Product",
      blocks: [
        {
          kind: "comparison",
          caption: "Twice 21",
          figures: [
            {
              published: { id: "small/product", what: "product", value: 42, unit: "", class: "exact", source: "Arithmetic" },
              measured: 21 * params.factor,
            },
          ],
        },
        { kind: "text", text: "seed " + seed },
        {
          kind: "chart",
          caption: "Products",
          chart: { kind: "bar", x: { title: "x" }, y: { title: "y" }, points: [{ series: "s", x: "a", y: 1 }] },
        },
      ],
    },
  ],
});
export const broken = report({ name: "broken", title: "No chart", sections: () => [
  { title: "T", blocks: [{ kind: "chart", caption: "Empty", chart: { kind: "bar", x: { title: "" }, y: { title: "" }, points: [] } }] },
] });
`;
const folder = makeProject({ "small.report.ts": small });
const read = (file: string) => readFileSync(join(folder, file), "utf8");

describe("systole report", () => {
  it("lists the reports with their parameters", async () => {
    const { code, out } = await runner.run(folder, ["report"]);
    expect(code).toBe(0);
    expect(out).toBe("broken  No chart\nsmall   A small report\n    --param factor=2 (integer 1…9)\n");
  });

  it("writes Markdown, a page and the charts, and writes them anew", async () => {
    for (const seed of ["7", "8"]) {
      const { code, out } = await runner.run(folder, ["report", "small", "--seed", seed]);
      expect(code).toBe(0);
      expect(out).toContain("small: 1 published figure, 1 met, 0 missed, 0 not measured");
      expect(read("reports/small.md")).toContain(`seed ${seed}`);
      expect(read("reports/small.html")).toContain("<svg");
      expect(read("reports/small-1.svg")).toContain("<svg");
    }
  });

  it("prints a line of JSON a figure, and with --strict ends with 1 if one is missed", async () => {
    const words = ["report", "small", "--param", "factor=3", "--json", "--out", "other"];
    const { code, out } = await runner.run(folder, words);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      id: "small/product",
      value: 42,
      measured: 63,
      verdict: "missed",
      difference: 0.5,
    });
    expect((await runner.run(folder, [...words, "--strict"])).code).toBe(1);
  });

  it("leaves files alone that no report has written", async () => {
    const mine = makeProject({ "small.report.ts": small, "reports/small.md": "# mine\n" });
    const { code, talk } = await runner.run(mine, ["report", "small"]);
    expect(code).toBe(2);
    expect(talk).toContain("was not written by a report: name another folder with --out");
    expect(existsSync(join(mine, "reports/small.html"))).toBe(false);
  });

  it("says what is wrong with names, parameters, files and contents", async () => {
    expect((await runner.run(folder, ["report", "smal"])).talk).toContain(
      "there is no report smal: did you mean small?",
    );
    const wrong = await runner.run(folder, ["report", "small", "--param", "factor=0"]);
    expect([wrong.code, wrong.talk]).toEqual([2, expect.stringContaining("0 is less than 1")]);
    const empty = await runner.run(folder, ["report", "broken"]);
    expect([empty.code, empty.talk]).toEqual([1, expect.stringContaining("E-REPORT-CHART")]);
    writeFileSync(join(folder, "bad.report.ts"), "export const nothing = 1;\n");
    const bad = await runner.run(folder, ["report"]);
    expect([bad.code, bad.talk]).toEqual([3, expect.stringContaining("bad.report.ts: it exports no report")]);
  });
});
