import fc from "fast-check";
import { expect, it } from "vitest";
import { escapeString, unescapeString } from "./vcd-string.ts";

it("a string of any letters becomes visible ASCII without white space, and comes back", () => {
  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.constantFrom("\\", "x", "4", "1", "n", "é", " ") }),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const escaped = escapeString(text);
      expect(escaped).toMatch(/^[!-~]*$/);
      expect(unescapeString(escaped)).toBe(text);
    }),
  );
});

it.each([
  ["a\\040b\\012", "a b\n"],
  ['\\x41\\101\\\\\\"', 'AA\\"'],
  ["end\\", "end\\"],
])("understands what other writers escape: %s", (escaped, text) => {
  expect(unescapeString(escaped)).toBe(text);
});
