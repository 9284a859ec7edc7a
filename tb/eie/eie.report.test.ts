import { describe, expect, it } from "vitest";
import {
  checkDocument,
  figuresOf,
  judge,
  type ReportDocument,
  type Section,
  toMarkdown,
} from "../../sim/report/index.ts";
import { readParams } from "../../sim/testbench/index.ts";
import { eieReport } from "./eie.report.ts";
import { reportParts } from "./report/parts.ts";

async function made(given: Record<string, string>, signal = new AbortController().signal) {
  const params = readParams(eieReport.name, eieReport.params, given);
  const sections = (await eieReport.sections({
    params,
    seed: 1,
    progress: () => {},
    signal,
  } as never)) as Section[];
  const { name, title, description } = eieReport;
  const document: ReportDocument = { name, title, description, sections };
  checkDocument(document);
  return document;
}

describe("the report on EIE", () => {
  it.each(Object.keys(reportParts).filter((name) => name !== "compression"))(
    "has %s alone, of one layer",
    async (only) => {
      const document = await made({ only, layer: "NT-LSTM" });
      expect(document.sections.length).toBeGreaterThan(0);
      expect(toMarkdown(document, (chart) => `eie-${chart}.svg`)).toContain(document.sections[0]!.title);
    },
  );

  it("meets the figures of a layer that comes near, and has a reason for those it misses", async () => {
    const document = await made({ only: "table-iv", layer: "NT-We" });
    const figures = figuresOf(document);
    expect(figures.map(({ published }) => published.id)).toEqual([
      "eie/table-iv/nt-we/theoretical",
      "eie/table-iv/nt-we/actual",
      "eie/table-iv/nt-we/fastest-other",
    ]);
    expect(figures.map((figure) => judge(figure).verdict)).toEqual(["met", "met", "met"]);
    const missed = figuresOf(await made({ only: "figure-6", layer: "NT-We" })).filter(
      (figure) => judge(figure).verdict === "missed",
    );
    expect(missed.map(({ why }) => why)).toEqual(["by the paper's own Table IV it is 76"]);
  });

  it("has the knee of figure 8 at 8, and the throughput of Table V only of Alex-7", async () => {
    const knee = figuresOf(await made({ only: "figure-8", layer: "NT-LSTM" }));
    expect(knee.map(({ measured }) => measured)).toEqual([8]);
    const throughput = figuresOf(await made({ only: "table-v", layer: "NT-LSTM" }))[0];
    expect(throughput).toMatchObject({ measured: undefined });
  });

  it("says how to get the authors' layer, and refuses a folder that is none", async () => {
    const { sections } = await made({ only: "authors" });
    expect(JSON.stringify(sections)).toMatch(/--param dir=/);
    await expect(made({ only: "authors", dir: "no/such/folder" })).rejects.toThrow(/there is no folder/);
  });

  it("stops when it is interrupted", async () => {
    const { sections } = await made({ only: "table-iv" }, AbortSignal.abort());
    expect(sections).toEqual([]);
  });
});
