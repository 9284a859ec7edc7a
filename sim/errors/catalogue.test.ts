import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { catalogue, diagnose } from "./index.ts";
import type { Sample } from "./samples/sample.test-kit.ts";

const folder = new URL("./catalogue/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
const importOf = async (folder: string, file: string): Promise<Record<string, object>> =>
  (await import(/* @vite-ignore */ new URL(`./${folder}/${file}`, import.meta.url).href)) as Record<
    string,
    object
  >;

const codesOf = new Map<string, readonly string[]>();
const all: Sample[] = [];
for (const file of files) {
  const exported = Object.values(await importOf("catalogue", file));
  codesOf.set(
    file,
    exported.flatMap((entries) => Object.keys(entries)),
  );
  const { samples } = await importOf("samples", file.replace(".ts", ".test-kit.ts"));
  all.push(...(samples as readonly Sample[]));
}

test("no code is declared twice, and the catalogue has them all", () => {
  const codes = [...codesOf.values()].flat();
  expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
  expect(Object.keys(catalogue).sort()).toEqual([...codes].sort());
});

test("codes are stable words in capitals that tell errors from warnings", () => {
  for (const code of Object.keys(catalogue)) expect(code).toMatch(/^[EW](-[A-Z0-9]+)+$/);
});

test("each code of every file has a sample here", () => {
  expect(files).not.toEqual([]);
  const given = new Set(all.map(([code]) => code as string));
  const missing = [...codesOf].map(
    ([file, codes]) => [file, codes.filter((code) => !given.has(code))] as const,
  );
  expect(missing.filter(([, codes]) => codes.length > 0)).toEqual([]);
});

test("no text has a hole in it, and none ends in a full stop", () => {
  for (const [code, , message, remedy] of all)
    for (const text of [message, remedy]) {
      expect(text, code).not.toMatch(/undefined|NaN|\[object|null/);
      expect(text, code).toMatch(/[^.\s]$/);
    }
});

test.each(all)("%s", (code, facts, message, remedy) => {
  const found = diagnose(code, facts as never, { path: "top.a" });
  expect(found).toEqual({
    code,
    severity: code.startsWith("W-") ? "warning" : "error",
    message,
    remedy,
    path: "top.a",
  });
});
