import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { codesOf, textOf } from "./codes-of.test-kit.ts";
import { buildNetwork } from "./build-network.ts";
import { macs } from "./counts.ts";
import { networkMacs } from "./network.ts";
import { networkTopology } from "./network-topology.ts";
import { alexNet, deepFm, mobileNet, networkOf, resNet } from "./networks/index.ts";
import { parseTopology, readTopology } from "./read-topology.ts";
import { isDepthwise } from "./layer.ts";
import { outputExtents } from "./shapes.ts";
import { topologyLayers } from "./topology-layers.ts";
import { topologyText } from "./topology-text.ts";
import { writeNewFile } from "./write-new-file.ts";

const header =
  "Layer name, IFMAP Height, IFMAP Width, Filter Height, Filter Width, Channels, Num Filter, Strides,";

describe("reading a topology of SCALE-Sim", () => {
  it("takes files as they come: BOM, CRLF, blanks, blank lines, comments, commas at the end or not", () => {
    const text = `\uFEFF# a comment\r\n${header.toUpperCase()} \r\n\r\nConv1     ,224 ,224,11,11 ,3,96 ,4      , #dw\r\n# another, one\r\n,,, ,\r\nFC6, 1, 1, 1, 1, 1024, 1000, 1`;
    expect(parseTopology(text)).toEqual({
      format: "convolution",
      rows: [
        {
          name: "Conv1",
          ifmapHeight: 224,
          ifmapWidth: 224,
          filterHeight: 11,
          filterWidth: 11,
          channels: 3,
          filters: 96,
          strideRows: 4,
          strideColumns: 4,
        },
        {
          name: "FC6",
          ifmapHeight: 1,
          ifmapWidth: 1,
          filterHeight: 1,
          filterWidth: 1,
          channels: 1024,
          filters: 1000,
          strideRows: 1,
          strideColumns: 1,
        },
      ],
    });
  });

  it.each([
    "Layer name,Ifmap height,ifmap width,filter height,filter width,channel,num filters,strides,",
    "Layer, IFMAP Width, IFMAP Width, Filter Height, Filter Width, Channels, Num Filter, Strides,",
    "Layer name, IFMAP Height, IFMAP Width, Filter Height, Filter Width, Channels, Num Filter, Strides,,,",
  ])("knows the headers in use: %s", (first) => {
    expect(parseTopology(`${first}\na,4,5,2,3,6,7,2,\n`).rows[0]).toMatchObject({
      ifmapHeight: 4,
      ifmapWidth: 5,
    });
  });

  it("knows strides of their own for rows and columns, and the GEMM format", () => {
    const separate = header.replace("Strides", "Stride height, Stride width");
    expect(parseTopology(`${separate}\na,4,5,2,3,6,7,2,1,`).rows[0]).toMatchObject({
      strideRows: 2,
      strideColumns: 1,
    });
    expect(parseTopology("Layer,M,N,K,\r\nQKT,1024,512,64,\r\n")).toEqual({
      format: "gemm",
      rows: [{ name: "QKT", m: 1024, n: 512, k: 64 }],
    });
  });

  it("counts windows as SCALE-Sim does, whose 224 pixels give AlexNet 55 too", () => {
    const [first] = topologyLayers(parseTopology(`${header}\nConv1,224,224,11,11,3,96,4,`));
    expect(first!.layer.kind === "convolution" && outputExtents(first!.layer)).toEqual({
      height: 55,
      width: 55,
    });
    expect(macs(first!.layer)).toBe(105_415_200);
  });

  it("repeats a row marked DP for each channel", () => {
    const [first] = topologyLayers(parseTopology(`${header}\nDP_1,10,10,3,3,32,2,1,`));
    expect(isDepthwise(first!.layer)).toBe(true);
    expect(first!.layer).toMatchObject({ groups: 32, filters: 64 });
    expect(macs(first!.layer)).toBe(32 * 2 * 64 * 9);
  });
});

describe("a topology that can't be read says where and what to do", () => {
  const row = (text: string) => () => parseTopology(`${header}\n\n${text}\n`, "net.csv");
  it.each([
    ["", "E-WL-CSV-EMPTY", 'net.csv has no header line; begin it with "Layer name'],
    ["# only\n", "E-WL-CSV-EMPTY", "net.csv has no header line"],
    ["a,b,c,\n", "E-WL-CSV-HEADER", 'the header of net.csv, line 1, has "a" where "Layer name" belongs'],
    ["Layer,M,N,\n", "E-WL-CSV-HEADER", 'has nothing where "K" belongs'],
    ["Layer,M,N,K,,,batch,\n", "E-WL-CSV-HEADER", 'has "batch" where the end of the line belongs'],
  ])("%j", (text, code, message) => {
    expect(codesOf(() => parseTopology(text, "net.csv"))).toEqual([code]);
    expect(textOf(() => parseTopology(text, "net.csv"))).toContain(message);
  });
  it.each([
    ["a,4,4,2,2,1,1,", "E-WL-CSV-MISSING", "net.csv, line 3, has nothing in the column Strides"],
    ["a,4,,2,2,1,1,1,", "E-WL-CSV-MISSING", "nothing in the column IFMAP Width"],
    [",4,4,2,2,1,1,1,", "E-WL-CSV-MISSING", "nothing in the column Layer name"],
    ["a,4,4,2,2,1,1,1,1,", "E-WL-CSV-EXTRA", 'goes on with "1" after its 8 columns'],
    ["a,4,x4,2,2,1,1,1,", "E-WL-CSV-NUMBER", 'has "x4" in the column IFMAP Width'],
    ["a,4,4,2,2,0,1,1,", "E-WL-CSV-NUMBER", 'has "0" in the column Channels'],
    ["a,4,4,2,2.5,1,1,1,", "E-WL-CSV-NUMBER", "give a whole number of 1 or more"],
    ["a,99999999999999999999,4,2,2,1,1,1,", "E-WL-CSV-NUMBER", "IFMAP Height"],
    ["a,4,4,5,2,1,1,1,", "E-WL-CSV-KERNEL", "the IFMAP of a topology includes the padding"],
    ["a,4,4,2,5,1,1,1,", "E-WL-CSV-KERNEL", "has 5 in the column Filter Width, more than the IFMAP's 4"],
  ])("%s", (text, code, message) => {
    expect(codesOf(row(text))).toEqual([code]);
    expect(textOf(row(text))).toContain(message);
  });
  it("a file that is not there", () => {
    expect(codesOf(() => readTopology(join(tmpdir(), "no-such-folder", "x.csv")))).toEqual([
      "E-WL-UNREADABLE",
    ]);
  });
});

describe("writing a network's topology", () => {
  it("folds padding into the IFMAP and gives each group its row", () => {
    const { topology, leftOut } = networkTopology(alexNet());
    const lines = topologyText(topology).split("\n");
    expect(lines.slice(0, 4)).toEqual([
      header,
      "conv1, 227, 227, 11, 11, 3, 96, 4,",
      "conv2-1, 31, 31, 5, 5, 48, 128, 1,",
      "conv2-2, 31, 31, 5, 5, 48, 128, 1,",
    ]);
    expect(lines).toContain("fc6, 1, 1, 1, 1, 9216, 4096, 1,");
    expect(leftOut).toEqual(["norm1", "pool1", "norm2", "pool2", "pool5"]);
  });

  it("leaves out the rows that no window reaches: ResNet's 230 padded pixels are 229", () => {
    const [first] = networkTopology(resNet(18)).topology.rows;
    expect(first).toMatchObject({ ifmapHeight: 229, filterHeight: 7, strideRows: 2 });
  });

  it("marks a depthwise convolution, one row for all channels", () => {
    const text = topologyText(networkTopology(mobileNet()).topology);
    expect(text).toContain("DP_conv3-depthwise, 113, 113, 3, 3, 64, 1, 2,\n");
  });

  it("takes a batch in the GEMM format only", () => {
    const network = alexNet({ batch: 4 });
    expect(codesOf(() => networkTopology(network))).toEqual(["E-WL-CSV-BATCH"]);
    expect(networkTopology(network, "gemm").topology.rows[0]).toEqual({
      name: "conv1",
      m: 12_100,
      n: 96,
      k: 363,
    });
  });

  it("takes a batch of a fully connected network in both, as rows of the IFMAP", () => {
    expect(networkTopology(deepFm({ batch: 16 })).topology.rows[0]).toMatchObject({
      ifmapHeight: 16,
      ifmapWidth: 1,
      channels: 3120,
      filters: 1024,
    });
  });

  it.each([
    "alexnet",
    "googlenet",
    "squeezenet-1.1",
    "resnet-50",
    "mobilenet-v1",
    "transformer-base",
    "neuraltalk",
  ])("%s comes back with all its work in both formats", (name) => {
    for (const format of ["convolution", "gemm"] as const) {
      const { topology } = networkTopology(networkOf(name), format);
      const read = parseTopology(topologyText(topology));
      expect(read).toEqual(topology);
      const work = topologyLayers(read).reduce((sum, { layer }) => sum + macs(layer), 0);
      expect(work).toBe(networkMacs(networkOf(name)));
    }
  });

  it("refuses names that the format can't hold, and a network without products", () => {
    const named = (name: string) => () =>
      topologyText({ format: "gemm", rows: [{ name, m: 1, n: 1, k: 1 }] });
    for (const name of ["a,b", "a\nb", "#a", " a", "", "\uFEFFa"])
      expect(codesOf(named(name))).toEqual(["E-WL-CSV-NAME"]);
    const about = { name: "x", title: "X", source: "here", inputs: { image: [4, 8, 8] } };
    const marked = buildNetwork(about, (n) => {
      n.convolution("ADP", { filters: 1, kernel: 1 });
    });
    expect(codesOf(() => networkTopology(marked))).toEqual(["E-WL-CSV-NAME"]);
    expect(networkTopology(marked, "gemm").topology.rows).toHaveLength(1);
    const empty = buildNetwork(about, (n) => {
      n.pooling("p", { kernel: 2 });
    });
    expect(codesOf(() => networkTopology(empty))).toEqual(["E-WL-CSV-NOTHING"]);
  });
});

describe("files are never overwritten", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "systole-workloads-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("writes a new one, leaves an old one, and says when it can't", () => {
    const file = join(folder, "net.csv");
    writeNewFile(file, "text");
    expect(readFileSync(file, "utf8")).toBe("text");
    writeFileSync(file, "mine");
    expect(codesOf(() => writeNewFile(file, "text"))).toEqual(["E-WL-EXISTS"]);
    expect(readFileSync(file, "utf8")).toBe("mine");
    expect(codesOf(() => writeNewFile(join(folder, "no", "net.csv"), "text"))).toEqual(["E-WL-UNWRITABLE"]);
  });
});
