import { workloadFail } from "./errors.ts";
import { convolutionColumns, gemmColumns, strideColumn, strideColumns, type Topology } from "./topology.ts";

/**
 * The text of a topology, as SCALE-Sim reads it: a header, a line a row, a comma at the end of each, without which SCALE-Sim would drop
 * the last value. Strides have a column each only where a row needs it.
 *
 * @throws E-WL-CSV-NAME
 */
export function topologyText(topology: Topology): string {
  const { columns, rows } = tableOf(topology);
  return [columns.map((column) => column.title), ...rows].map((cells) => `${cells.join(", ")},\n`).join("");
}

function tableOf(topology: Topology) {
  if (topology.format === "gemm")
    return {
      columns: gemmColumns,
      rows: topology.rows.map((row) => gemmColumns.map(({ field }) => cellOf(row[field]))),
    };
  const square = topology.rows.every((row) => row.strideRows === row.strideColumns);
  const columns = [...convolutionColumns, ...(square ? [strideColumn] : strideColumns)];
  return { columns, rows: topology.rows.map((row) => columns.map(({ field }) => cellOf(row[field]))) };
}

function cellOf(value: string | number): string {
  if (typeof value === "number") return String(value);
  const why = problemOf(value);
  return why === undefined ? value : workloadFail("E-WL-CSV-NAME", { layer: value, why });
}

function problemOf(name: string): string | undefined {
  if (name.trim() === "") return "it is empty";
  if (name !== name.trim()) return "blanks around it would be lost";
  if (/[,\r\n]/.test(name)) return "it has a comma or a line end";
  if (/^[#\uFEFF]/.test(name)) return "a line that begins so is a comment";
  return undefined;
}
