/** Groups of three digits are told apart by a thin space, from five digits on. */
const THIN = "\u2009";

/** A number for a reader: `digits` decimals, or as many as it has and at most 4; groups of three; a real minus. */
export function numberText(value: number, digits?: number): string {
  if (!Number.isFinite(value)) return value > 0 ? "∞" : value < 0 ? "−∞" : "not a number";
  const text = digits === undefined ? String(Number(value.toFixed(4))) : value.toFixed(digits);
  const [, sign = "", whole = "", rest = ""] = /^(-?)(\d+)(.*)$/.exec(text) ?? [];
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, THIN) : whole;
  const isZero = /^[0.]*$/.test(whole + rest);
  return `${sign && !isZero ? "−" : ""}${grouped}${rest}`;
}

/** `+5.4 %`, `−12.0 %`. */
export function percentText(share: number): string {
  const text = numberText(100 * share, 1);
  return `${text.startsWith("−") ? "" : "+"}${text} %`;
}
