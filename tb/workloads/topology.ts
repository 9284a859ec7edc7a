/**
 * A row of SCALE-Sim's convolution format. The IFMAP includes the padding, and its output has ceil((IFMAP − filter) / stride) + 1 rows:
 * where the division leaves a rest, SCALE-Sim counts one window more than frameworks do.
 */
export interface ConvolutionRow {
  readonly name: string;
  readonly ifmapHeight: number;
  readonly ifmapWidth: number;
  readonly filterHeight: number;
  readonly filterWidth: number;
  readonly channels: number;
  readonly filters: number;
  readonly strideRows: number;
  readonly strideColumns: number;
}

/** A row of SCALE-Sim's GEMM format: an M×K by a K×N matrix. */
export interface GemmRow {
  readonly name: string;
  readonly m: number;
  readonly n: number;
  readonly k: number;
}

/** What a topology file of SCALE-Sim holds. */
export type Topology =
  | { readonly format: "convolution"; readonly rows: readonly ConvolutionRow[] }
  | { readonly format: "gemm"; readonly rows: readonly GemmRow[] };
export type TopologyFormat = Topology["format"];

/** A column: how our writer heads it, which other words files in use have for it, and the field of the row. */
interface Column<Row> {
  readonly title: string;
  readonly also: readonly string[];
  readonly field: keyof Row & string;
}

/** Columns of the convolution format, up to the stride. */
export const convolutionColumns: readonly Column<ConvolutionRow>[] = [
  { title: "Layer name", also: ["layer"], field: "name" },
  // Fourteen of SCALE-Sim's own files head both extents "IFMAP Width".
  { title: "IFMAP Height", also: ["ifmap width"], field: "ifmapHeight" },
  { title: "IFMAP Width", also: [], field: "ifmapWidth" },
  { title: "Filter Height", also: [], field: "filterHeight" },
  { title: "Filter Width", also: [], field: "filterWidth" },
  { title: "Channels", also: ["channel"], field: "channels" },
  { title: "Num Filter", also: ["num filters"], field: "filters" },
];

/** One stride for both directions. */
export const strideColumn: Column<ConvolutionRow> = {
  title: "Strides",
  also: ["stride"],
  field: "strideRows",
};

/** A stride for each direction, which SCALE-Sim takes as the eighth and ninth column. */
export const strideColumns: readonly Column<ConvolutionRow>[] = [
  { title: "Stride height", also: [], field: "strideRows" },
  { title: "Stride width", also: [], field: "strideColumns" },
];

/** Columns of the GEMM format. */
export const gemmColumns: readonly Column<GemmRow>[] = [
  { title: "Layer", also: ["layer name"], field: "name" },
  { title: "M", also: [], field: "m" },
  { title: "N", also: [], field: "n" },
  { title: "K", also: [], field: "k" },
];

/** SCALE-Sim repeats a row whose name has these letters for each of its channels: a depthwise convolution. */
export const depthwiseMark = "DP";
