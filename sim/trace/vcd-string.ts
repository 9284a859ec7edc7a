const NAMED: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\t": "\\t" };
const UNNAMED: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "\\": "\\", '"': '"' };

/** A string as the value of a change: visible ASCII without white space, the rest as UTF-8 bytes `\xHH`. */
export function escapeString(text: string): string {
  return text.replace(/[^!-[\]-~]+/gu, (run) => {
    let escaped = "";
    for (const character of run) escaped += NAMED[character] ?? hexBytes(character);
    return escaped;
  });
}

function hexBytes(character: string): string {
  let escaped = "";
  for (const byte of Buffer.from(character, "utf8")) escaped += `\\x${byte.toString(16).padStart(2, "0")}`;
  return escaped;
}

/** The inverse of `escapeString`; octal escapes, which converters write, are understood as well. */
export function unescapeString(text: string): string {
  if (!text.includes("\\")) return text;
  const pieces: Buffer[] = [];
  for (const [token, hex, octal, letter] of text.matchAll(
    /\\x([0-9a-fA-F]{2})|\\([0-3]?[0-7]{1,2})|\\(.)|[^\\]+|\\$/gsu,
  )) {
    if (hex !== undefined) pieces.push(Buffer.of(parseInt(hex, 16)));
    else if (octal !== undefined) pieces.push(Buffer.of(parseInt(octal, 8)));
    else pieces.push(Buffer.from(letter === undefined ? token : (UNNAMED[letter] ?? letter), "utf8"));
  }
  return Buffer.concat(pieces).toString("utf8");
}
