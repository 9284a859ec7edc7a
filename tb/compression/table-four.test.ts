import { expect, it } from "vitest";
import { checkDocument } from "../../sim/report/index.ts";
import { compressionEntries, compressionFail } from "./errors.ts";
import { compressionSections } from "./compression-sections.ts";

it(
  "Table 4: every layer's size before Huffman coding is within 12 % of the printed one",
  { timeout: 60_000 },
  () => {
    const sections = compressionSections(1);
    checkDocument({ name: "t", title: "T", description: undefined, sections });
    const figures = sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === "comparison" ? block.figures : [])),
    );
    for (const { published, measured } of figures) {
      const off = Math.abs(measured! / published.value - 1);
      expect(off, published.id).toBeLessThan(published.id.endsWith("/huffman") ? 0.21 : 0.12);
    }
  },
);

it("each code names the case and the cure", () => {
  for (const code of Object.keys(compressionEntries) as (keyof typeof compressionEntries)[]) {
    const facts = {
      density: 2,
      index: 1,
      value: 3,
      clusters: 0,
      bits: 0,
      position: 1,
      length: 1,
      symbol: 1,
      symbols: 1,
      problem: "p",
      found: 1,
      wanted: 2,
      weights: 1,
      rows: 1,
      columns: 2,
    };
    expect(() => compressionFail(code, facts as never)).toThrow(code);
  }
});
