import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { DramModel } from "../../hw/index.ts";
import { bigUint } from "../describe/index.ts";
import { behaviourOf } from "./index.ts";

const here = dirname(fileURLToPath(import.meta.url));
const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

test("a behavioural module is the same under Vitest and under tsx, which renames locals and imports", async () => {
  const text = behaviourOf()(new DramModel(bigUint(64), { words: 2 ** 20, latency: 3 }));
  expect(text).toContain("latency = number 3");
  const script = `
    const at = (path) => import(new URL(path, ${JSON.stringify(pathToFileURL(join(here, "../../")).href)}));
    const { DramModel } = await at("hw/index.ts");
    const { bigUint } = await at("sim/index.ts");
    const { behaviourOf } = await at("sim/lower/index.ts");
    process.stdout.write(behaviourOf()(new DramModel(bigUint(64), { words: 2 ** 20, latency: 3 })));`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", tsx, "--input-type=module", "--eval", script],
    { maxBuffer: 2 ** 24 },
  );
  expect(stdout === text).toBe(true);
}, 60_000);
