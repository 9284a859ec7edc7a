import { readFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { createJudgeProcess } from "./judge-process.ts";

const root = new URL("../../..", import.meta.url).pathname;
const file = `${root}sim/engine/wasm/encode/byte-writer.ts`;
const text = readFileSync(file, "utf8");
const path = "sim/engine/wasm/encode/encode.test.ts";
const judge = createJudgeProcess(60);
afterAll(() => judge.close());

test("the sources as they are pass; a mutant fails, hangs, and leaves no trace in the next one or in its file", async () => {
  const ask = (changed: string) => judge.ask({ file, text: changed, tests: [{ path }] });
  expect((await ask(text))?.by).toBeUndefined();
  expect((await ask(text.replace("rest >>>= 7", "rest >>>= 8")))?.by?.test).toContain(path);
  expect(await ask(text.replace("rest >>>= 7", "rest >>>= 0"))).toBeUndefined();
  expect((await ask(text))?.by).toBeUndefined();
  expect(readFileSync(file, "utf8")).toBe(text);
});
