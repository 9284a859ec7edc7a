import { expect, it } from "vitest";
import { idCode } from "./id-code.ts";

it.each([
  [1, "!"],
  [94, "~"],
  [95, "!!"],
  [96, '"!'],
  [94 + 94 * 94, "~~"],
  [94 + 94 * 94 + 1, "!!!"],
])("identifier %i is %s", (n, code) => {
  expect(idCode(n)).toBe(code);
});

it("gives 20000 nets different codes of visible ASCII", () => {
  const codes = new Set(Array.from({ length: 20_000 }, (_, i) => idCode(i + 1)));
  expect(codes.size).toBe(20_000);
  for (const code of codes) expect(code).toMatch(/^[!-~]{1,3}$/);
});
