import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { findProjectFiles } from "./project-files.ts";

it("finds the project's own testbenches, in the order of their paths", () => {
  const folder = mkdtempSync(join(tmpdir(), "systole-find-"));
  const files = [
    "b.tb.ts",
    "a.tb.mts",
    "sub/c.tb.ts",
    "node_modules/x/d.tb.ts",
    "dist/e.tb.ts",
    ".git/f.tb.ts",
    "g.ts",
    "h.tb.js",
    ".i.tb.ts",
  ];
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), "");
  }
  mkdirSync(join(folder, "folder.tb.ts"));
  expect(findProjectFiles(folder, "tb")).toEqual(
    ["a.tb.mts", "b.tb.ts", "sub/c.tb.ts"].map((file) => join(folder, file)),
  );
  expect(findProjectFiles(join(folder, "nowhere"), "tb")).toEqual([]);
});
