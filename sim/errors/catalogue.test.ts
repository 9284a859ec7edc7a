import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { catalogue, diagnose } from "./index.ts";
import { samples } from "./catalogue-samples.test-kit.ts";

const folder = new URL("./catalogue/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
const entriesOf = async (file: string): Promise<readonly string[]> => {
  const exported = (await import(/* @vite-ignore */ new URL(file, folder).href)) as Record<string, object>;
  return Object.values(exported).flatMap((entries) => Object.keys(entries));
};
const codesOf = new Map<string, readonly string[]>();
for (const file of files) codesOf.set(file, await entriesOf(file));

test("no code is declared twice, and the catalogue has them all", () => {
  const codes = [...codesOf.values()].flat();
  expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
  expect(Object.keys(catalogue).sort()).toEqual([...codes].sort());
});

test("codes are stable words in capitals that tell errors from warnings", () => {
  for (const code of Object.keys(catalogue)) expect(code).toMatch(/^[EW](-[A-Z0-9]+)+$/);
});

test("each code of these stages has a sample here", () => {
  const wanted = ["describe.ts", "elaborate.ts", "lower.ts", "check.ts"].flatMap(
    (file) => codesOf.get(file) ?? [`no file ${file}`],
  );
  const given = new Set(samples.map(([code]) => code as string));
  expect(wanted.filter((code) => !given.has(code))).toEqual([]);
});

test.each(samples)("%s", (code, facts, message, remedy) => {
  const found = diagnose(code, facts as never, { path: "top.a" });
  expect(found).toEqual({
    code,
    severity: code.startsWith("W-") ? "warning" : "error",
    message,
    remedy,
    path: "top.a",
  });
});
