import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { figuresOf, type Section } from "../../sim/report/index.ts";
import { codesOf } from "./codes-of.test-kit.ts";
import { networks } from "./networks/index.ts";
import { claims } from "./published.ts";
import { workloads } from "./workloads.report.ts";

function sectionsWith(params: Readonly<Record<string, unknown>>): readonly Section[] {
  const given = {
    params: { batch: 1, format: "convolution", ...params },
    seed: 1,
    progress: () => undefined,
    signal: new AbortController().signal,
  };
  return workloads.sections(given as never) as readonly Section[];
}

function tableOf(sections: readonly Section[], caption: string) {
  const found = sections
    .flatMap(({ blocks }) => blocks)
    .find((block) => block.kind === "table" && block.caption === caption);
  return found?.kind === "table" ? found : undefined;
}

describe("the report of the workloads", () => {
  it("has a row for each network and every published total", () => {
    const sections = sectionsWith({});
    const table = tableOf(sections, "Layers, work and parameters")!;
    expect(table.rows).toHaveLength(Object.keys(networks).length);
    expect(table.rows.every((row) => row.length === table.columns.length)).toBe(true);
    const document = { name: "workloads", title: "", description: undefined, sections };
    expect(figuresOf(document)).toHaveLength(claims.length);
  });

  it("shows one network layer by layer", () => {
    const table = tableOf(
      sectionsWith({ network: "alexnet" }),
      "Layer by layer, with 8-bit activations and weights",
    )!;
    const conv2 = table.rows.find(([name]) => name === "conv2");
    expect(conv2).toEqual([
      "conv2",
      "convolution",
      "96×27×27",
      "256×27×27",
      "2 of 729×1200×128",
      223_948_800,
      307_456,
      69_984,
      307_456,
      186_624,
    ]);
  });

  it("writes the topology of one network once", () => {
    const folder = mkdtempSync(join(tmpdir(), "systole-workloads-"));
    try {
      const csv = join(folder, "alexnet.csv");
      expect(sectionsWith({ network: "alexnet", csv })).toHaveLength(2);
      expect(readFileSync(csv, "utf8").split("\n")[1]).toBe("conv1, 227, 227, 11, 11, 3, 96, 4,");
      expect(codesOf(() => sectionsWith({ network: "alexnet", csv }))).toEqual(["E-WL-EXISTS"]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("needs a network for a topology", () => {
    expect(codesOf(() => sectionsWith({ csv: "x.csv" }))).toEqual(["E-WL-CSV-WHICH"]);
  });
});
