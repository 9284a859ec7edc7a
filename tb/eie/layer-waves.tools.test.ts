import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { needFstTools, throughFst } from "../../sim/conformance/waves/through-fst.ts";
import { missingNames, vcdDifferences } from "../../sim/conformance/waves/vcd-differences.ts";
import { runTestbench } from "../../sim/testbench/index.ts";
import { simulationWaves } from "../../sim/waves/index.ts";
import { layer } from "./layer.tb.ts";
import { layerWaves } from "./layer-waves.test-kit.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "eie-tools-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("the waves of a layer, converted to FST and back, show what was seen", async (context) => {
  needFstTools(context);
  const { file, seen } = await layerWaves(folder);
  const back = throughFst(file);
  expect(missingNames(back, seen)).toEqual([]);
  expect(vcdDifferences(back, seen, { roundsReals: true })).toEqual([]);
});

test("GTKWave shows all rows of the kept save file, opened where its paths begin", async ({ skip }) => {
  const missing = ["gtkwave", "xvfb-run"].filter((tool) => spawnSync("which", [tool]).status !== 0);
  skip(missing.length > 0, `${missing.join(", ")} not found; the Debian packages are gtkwave and xvfb`);
  const file = join(folder, "waves", "eie", "layer.vcd");
  // A cycle is enough: names are what is tried.
  await runTestbench(layer, { timeout: 1, observers: (sim) => [simulationWaves(sim, { file })] });
  const kept = new URL("../../waves/eie-layer.gtkw", import.meta.url);
  copyFileSync(kept, join(folder, "waves", "eie-layer.gtkw"));
  const script = [
    "gtkwave::nop",
    "set out [open list.txt w]",
    "foreach name [gtkwave::getDisplayedSignals] { puts $out $name }",
    "close $out",
    "gtkwave::/File/Quit",
  ];
  writeFileSync(join(folder, "list.tcl"), script.join("\n"));
  const viewer = ["gtkwave", "--rcvar", "splash_disable on", "-S", "list.tcl", "-a", "waves/eie-layer.gtkw"];
  const screen = ["-a", "-s", "-screen 0 1280x860x24", "timeout", "60"];
  const { stdout, stderr } = spawnSync("xvfb-run", [...screen, ...viewer], {
    cwd: folder,
    encoding: "utf8",
  });
  expect(`${stdout}${stderr}`).not.toMatch(/could not open|error|warning/i);
  const rows = readFileSync(kept, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("eie."));
  const shown = readFileSync(join(folder, "list.txt"), "utf8")
    .split("\n")
    .filter((line) => line.startsWith("eie."));
  expect(shown).toEqual(rows);
});
