import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ComparedFigure, judge, type PublishedFigure } from "./published.ts";
import { numberText, percentText } from "./number-text.ts";
import { textHtml } from "./inline-text.ts";
import { toHtml } from "./html.ts";
import { toMarkdown } from "./markdown.ts";
import { checkDocument } from "./check-document.ts";
import { chartSvg } from "./chart-svg.ts";
import { isReport, report } from "./report.ts";
import type { Block, Chart, ReportDocument, Scale } from "./blocks.ts";

const figure = (
  given: Partial<PublishedFigure>,
  measured: number | undefined,
  why?: string,
): ComparedFigure => ({
  published: { id: "a", what: "A", value: 10, unit: "µs", class: "exact", source: "S, Table 1", ...given },
  measured,
  ...(why === undefined ? {} : { why }),
});

const documentOf = (...blocks: Block[]): ReportDocument => ({
  name: "r",
  title: "R",
  description: undefined,
  sections: [{ title: "One", blocks }],
});

describe("judge", () => {
  it.each([
    ["an exact figure is met at its printed digits", figure({ value: 8.9 }, 8.86), "met", -0.0045],
    ["and missed a digit beside them", figure({ value: 8.9 }, 8.84), "missed", -0.0067],
    ["digits of a number in exponent form", figure({ value: 1.5e-7 }, 1.54e-7), "met", 0.0267],
    ["and their miss", figure({ value: 1.5e-7 }, 1.6e-7), "missed", 0.0667],
    ["digits can be given", figure({ value: 13, digits: 1 }, 13.2), "missed", 0.0154],
    ["a band counts both ways, its ends too", figure({ class: "band", band: 0.1 }, 9), "met", -0.1],
    ["beyond a band", figure({ class: "band", band: 0.1 }, 11.2), "missed", 0.12],
    ["at most", figure({ class: "bound", bound: "atMost" }, 10.1), "missed", 0.01],
    ["at least", figure({ class: "bound", bound: "atLeast" }, 10.1), "met", 0.01],
  ] as const)("%s", (_, compared, verdict, difference) => {
    const judged = judge(compared);
    expect(judged.verdict).toBe(verdict);
    expect(judged.difference).toBeCloseTo(difference, 4);
  });

  it("without a measurement there is no verdict, and from 0 no relative difference", () => {
    expect(judge(figure({}, undefined))).toEqual({ verdict: "not measured", difference: undefined });
    expect(judge(figure({ value: 0 }, 0))).toEqual({ verdict: "met", difference: undefined });
  });
});

it("numbers read well", () => {
  expect([1234, 12345, 1234567.5, -0.00001, -2.5].map((value) => numberText(value))).toEqual([
    "1234",
    "12\u2009345",
    "1\u2009234\u2009567.5",
    "0",
    "−2.5",
  ]);
  expect(numberText(2, 3)).toBe("2.000");
  expect([0.054, -0.12, 0].map(percentText)).toEqual(["+5.4 %", "−12.0 %", "+0.0 %"]);
});

it("text blocks know paragraphs, lists, code, bold and links, and nothing else", () => {
  expect(textHtml("a `b<c` **d** [e](https://f.g)\nh\n\n- i\n- j\n  k")).toBe(
    '<p>a <code>b&#60;c</code> <strong>d</strong> <a href="https://f.g">e</a> h</p>\n<ul><li>i</li><li>j k</li></ul>',
  );
  expect(textHtml("<script>x</script> [y](javascript:z)")).not.toMatch(/<script|<a/);
});

describe("the writers", () => {
  const chart: Chart = {
    kind: "line",
    x: { title: "x", scale: "log2" },
    y: { title: "y", from: 0 },
    points: [
      { series: "s", x: 2, y: 1 },
      { series: "s", x: 4, y: 2 },
    ],
  };

  it("show text of any kind as it is: no cell is lost, nothing becomes markup", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string(), { minLength: 3, maxLength: 3 }), { minLength: 1 }),
        (rows) => {
          const block: Block = {
            kind: "table",
            caption: rows[0]![0]!,
            columns: [{ title: rows[0]![1]! }, { title: "b" }, { title: "c" }],
            rows,
          };
          const document = documentOf(block);
          const lines = toMarkdown(document, String)
            .split("\n")
            .filter((line) => line.startsWith("|"));
          expect(lines).toHaveLength(rows.length + 2);
          for (const line of lines) expect(line.replace(/\\./g, "").split("|")).toHaveLength(5);
          const html = toHtml(document, []);
          expect(html.match(/<td/g)).toHaveLength(2 * rows.length);
          expect(html.match(/<tr>/g)).toHaveLength(rows.length + 1);
        },
      ),
    );
  });

  it("put the verdict in words, and the sources and remarks with it", () => {
    const block: Block = {
      kind: "comparison",
      caption: "Times",
      figures: [figure({}, 10), figure({ id: "b", what: "B" }, 12, "because <of>\r it & more")],
    };
    const html = toHtml(documentOf(block), []);
    expect(html).toContain('<span class="v met">met</span>');
    expect(html).toContain('<span class="v missed">missed</span>');
    expect(html).toContain("2 published figures");
    expect(html).toContain("because &#60;of&#62;\r it &#38; more");
    expect(html).toContain("Source: S, Table 1.");
    expect(toMarkdown(documentOf(block), String)).toContain(
      "| B | 10 µs | 12 µs | +20.0 % | exact | missed | because &lt;of&gt; it &amp; more |",
    );
  });

  it("draw charts the same each time, named, without scripts, in the page's own colours", async () => {
    const svg = await chartSvg(chart, 'Load & "balance"');
    expect(await chartSvg(chart, 'Load & "balance"')).toBe(svg);
    expect(svg).toContain('role="img" aria-label="Load &#38; &#34;balance&#34;"');
    expect(svg).toContain("currentColor");
    expect(svg).not.toContain("<script");
    expect(toHtml(documentOf({ kind: "chart", caption: "c", chart }), [svg])).toContain(svg);
    expect(toMarkdown(documentOf({ kind: "chart", caption: "c", chart }), (n) => `r-${n}.svg`)).toContain(
      "![c](r-1.svg)",
    );
  });

  it.each(["bar", "stacked"] as const)(
    "draw %s charts with a bar a point, the paper's pale",
    async (kind) => {
      const points = ["a", "b"].flatMap((x) => [
        { series: "ours", x, y: 3 },
        { series: "ours", x, y: 4, published: true },
      ]);
      const svg = await chartSvg({ kind, x: { title: "x" }, y: { title: "y" }, points }, "c");
      expect(svg.match(/opacity="0.4"/g)!.length).toBeGreaterThanOrEqual(2);
    },
  );
});

const charted = (kind: Chart["kind"], scale: Scale, y: number): Block => ({
  ...{ kind: "chart", caption: "c" },
  chart: { kind, x: { title: "x" }, y: { title: "y", scale }, points: [{ series: "s", x: "a", y }] },
});

describe("a report that can't be written is refused with all that is wrong", () => {
  it.each([
    ["E-REPORT-FIGURE", { kind: "comparison", caption: "c", figures: [figure({}, 1), figure({}, 2)] }],
    ["E-REPORT-FIGURE", { kind: "comparison", caption: "c", figures: [figure({}, NaN)] }],
    ["E-REPORT-FIGURE", { kind: "comparison", caption: "c", figures: [figure({ class: "band" }, 1)] }],
    ["E-REPORT-FIGURE", { kind: "comparison", caption: "c", figures: [figure({ class: "bound" }, 1)] }],
    ["E-REPORT-TABLE", { kind: "table", caption: "c", columns: [{ title: "a" }], rows: [["x", "y"]] }],
    [
      "E-REPORT-CHART",
      { kind: "chart", caption: "c", chart: { kind: "bar", x: { title: "" }, y: { title: "" }, points: [] } },
    ],
    ["E-REPORT-TABLE", { kind: "table", caption: "c", columns: [{ title: "a" }], rows: [[NaN]] }],
    ["E-REPORT-CHART", charted("bar", "log2", 1)],
    ["E-REPORT-CHART", charted("line", "log10", 0)],
    ["E-REPORT-CHART", charted("line", "linear", Infinity)],
    ["E-REPORT-BLOCK", { kind: "video" } as never],
  ] as [string, Block][])("%s", (code, block) => {
    expect(() => checkDocument(documentOf(block))).toThrow(code);
  });

  it("and one that can is not", () => {
    checkDocument(
      documentOf({
        kind: "comparison",
        caption: "c",
        figures: [figure({}, 1), figure({ id: "b" }, undefined)],
      }),
    );
  });
});

it("report() makes data that is known again", () => {
  const made = report({ name: "r", title: "R", sections: () => [] });
  expect(isReport(made)).toBe(true);
  expect(isReport({ name: "r" })).toBe(false);
  expect(Object.isFrozen(made)).toBe(true);
});
