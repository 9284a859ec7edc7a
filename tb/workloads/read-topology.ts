import { readFileSync } from "node:fs";
import { workloadFail } from "./errors.ts";
import {
  type ConvolutionRow,
  convolutionColumns,
  gemmColumns,
  type GemmRow,
  strideColumn,
  strideColumns,
  type Topology,
} from "./topology.ts";

/**
 * A topology from a file.
 *
 * @throws E-WL-UNREADABLE, and as `parseTopology`
 */
export function readTopology(file: string): Topology {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    return workloadFail("E-WL-UNREADABLE", { file, reason: (error as Error).message });
  }
  return parseTopology(text, file);
}

/**
 * A topology from its text; the header tells which of the two formats it has.
 *
 * Taken as SCALE-Sim's own files come: either line end, a byte order mark, blank lines, blanks around values, the comma at the end of a
 * line or not, upper or lower case in the header. A value that begins with `#` begins a comment; SCALE-Sim knows comments behind the
 * last comma of a line only, as it drops what stands there.
 *
 * @throws E-WL-CSV-EMPTY, E-WL-CSV-HEADER, E-WL-CSV-MISSING, E-WL-CSV-EXTRA, E-WL-CSV-NUMBER, E-WL-CSV-KERNEL
 */
export function parseTopology(text: string, file = "the topology"): Topology {
  const [header, ...lines] = linesOf(text);
  if (!header) return workloadFail("E-WL-CSV-EMPTY", { file });
  if (matches(header.cells[1], "m")) {
    const columns = columnsOf(header, gemmColumns, file);
    return { format: "gemm", rows: lines.map((line) => rowOf<GemmRow>(line, columns, file)) };
  }
  const separate = matches(header.cells[7], strideColumns[0]!.title);
  const strides = separate ? strideColumns : [strideColumn];
  const columns = columnsOf(header, [...convolutionColumns, ...strides], file);
  return {
    format: "convolution",
    rows: lines.map((line) => {
      const row = rowOf<ConvolutionRow>(line, columns, file);
      const whole = separate ? row : { ...row, strideColumns: row.strideRows };
      checkFilter(whole, line, file);
      return whole;
    }),
  };
}

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}
interface Titled {
  readonly title: string;
  readonly also: readonly string[];
  readonly field: string;
}

function linesOf(text: string): readonly Line[] {
  return text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .map((content, i) => ({ line: i + 1, cells: cellsOf(content) }))
    .filter(({ cells }) => cells.length > 0);
}

/** Values between commas, up to a comment, without empty ones at the end. */
function cellsOf(content: string): readonly string[] {
  const all = content.split(",").map((cell) => cell.trim());
  const comment = all.findIndex((cell) => cell.startsWith("#"));
  const cells = comment < 0 ? all : all.slice(0, comment);
  while (cells.at(-1) === "") cells.pop();
  return cells;
}

/** The columns, once the header is found to have just these. */
function columnsOf<C extends Titled>(
  { line, cells }: Line,
  columns: readonly C[],
  file: string,
): readonly C[] {
  columns.forEach(({ title, also }, i) => {
    if (![title, ...also].some((word) => matches(cells[i], word)))
      workloadFail("E-WL-CSV-HEADER", { file, line, column: `"${title}"`, found: cells[i] ?? "" });
  });
  const further = cells.slice(columns.length).find((cell) => cell !== "");
  if (further !== undefined)
    workloadFail("E-WL-CSV-HEADER", { file, line, column: "the end of the line", found: further });
  return columns;
}

function matches(cell: string | undefined, word: string): boolean {
  return cell?.replaceAll(/\s+/g, " ").toLowerCase() === word.toLowerCase();
}

/** A row, field by field; every column but the name holds a whole number. */
function rowOf<Row extends object>({ line, cells }: Line, columns: readonly Titled[], file: string): Row {
  const further = cells.slice(columns.length).find((cell) => cell !== "");
  if (further !== undefined) {
    const column = columns.at(-1)!.title;
    workloadFail("E-WL-CSV-EXTRA", { file, line, column, found: further, columns: columns.length });
  }
  const values = columns.map(({ title: column, field }, i) => {
    const found = cells[i];
    if (found === undefined || found === "") return workloadFail("E-WL-CSV-MISSING", { file, line, column });
    return [field, field === "name" ? found : wholeNumber(found, { file, line, column })];
  });
  return Object.fromEntries(values) as Row;
}

function wholeNumber(
  found: string,
  at: { readonly file: string; readonly line: number; readonly column: string },
): number {
  const value = /^\d+$/.test(found) ? Number(found) : 0;
  if (value < 1 || !Number.isSafeInteger(value)) workloadFail("E-WL-CSV-NUMBER", { ...at, found });
  return value;
}

/** SCALE-Sim refuses such a row too. */
function checkFilter(row: ConvolutionRow, { line }: Line, file: string): void {
  const pairs = [
    ["Filter Height", row.filterHeight, row.ifmapHeight],
    ["Filter Width", row.filterWidth, row.ifmapWidth],
  ] as const;
  for (const [column, kernel, image] of pairs) {
    if (kernel > image) workloadFail("E-WL-CSV-KERNEL", { file, line, column, kernel, image });
  }
}
