import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { missingTools, missingToolsText, tools } from "./missing-tools.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "systole-tools-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("without PATH every tool is missing", () => {
  expect(missingTools("")).toEqual(tools);
});

test("a program in any folder of PATH is found; a folder or a file that can't be run is none", async () => {
  const [first, second] = [join(folder, "first"), join(folder, "second")];
  await mkdir(join(first, "yosys"), { recursive: true });
  await mkdir(second);
  await writeFile(join(first, "iverilog"), "", { mode: 0o644 });
  await writeFile(join(second, "vcd2fst"), "", { mode: 0o755 });
  const found = tools.filter((tool) => !missingTools([first, second].join(delimiter)).includes(tool));
  expect(found.map(({ command }) => command)).toEqual(["vcd2fst"]);
});

test("the text names each tool once, each package once, and the command", () => {
  const missing = tools.filter((tool) => tool.package === "gtkwave" || tool.command === "yosys");
  const text = missingToolsText(missing);
  expect(text).toContain("  vcd2fst  reads our waves back\n");
  expect(text).toContain("  sudo apt-get update && sudo apt-get install --yes gtkwave yosys\n");
});
