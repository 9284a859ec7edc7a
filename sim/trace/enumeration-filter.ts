import type { TraceType } from "./trace-source.ts";

/** The first characters of files that the trace writes beside a VCD; only files that begin like this are overwritten. */
export const FILTER_MARK = "# Systole";

/** What two enumerations must share to share a filter file. */
export function filterKey(type: TraceType & { readonly kind: "enumeration" }): string {
  return JSON.stringify([type.width, type.labels]);
}

/** A translate filter for GTKWave: a line a label, its code in all bits in front, as the viewer shows it in binary. */
export function filterText(type: TraceType & { readonly kind: "enumeration" }): string {
  const lines = type.labels.map((label, index) => {
    const code = index.toString(2).padStart(type.width, "0");
    return `${code} ${label.replace(/\s+/g, " ")}`;
  });
  return `${[`${FILTER_MARK}: the labels of an enumeration`, ...lines].join("\n")}\n`;
}
