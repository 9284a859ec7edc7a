import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
/** Loads TypeScript as the installed command does: whatever tsconfig.json the working directory has. */
const loader = `data:text/javascript,import{register}from"${new URL("../../node_modules/tsx/dist/esm/api/index.mjs", import.meta.url).href}";register({tsconfig:false});`;

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly talk: string;
}

/** Files by their paths. */
export type Files = Readonly<Record<string, string>>;

/** A project in a new folder, which finds the kit as an installed package. It goes when the tests have ended. */
export function makeProject(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), "systole-cli-"));
  folders.push(folder);
  const kit = JSON.stringify(join(root, "sim", "index.ts"));
  const all: Files = {
    "node_modules/systole/package.json": '{ "name": "systole", "type": "module", "exports": "./index.js" }',
    "node_modules/systole/index.js": `export * from ${kit};\n`,
    ...files,
  };
  for (const [file, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

/** Runs the command as a process of its own. */
export function spawnCommand(cwd: string, words: readonly string[], env: Files = {}): Ended {
  const args = ["--import", loader, join(root, "scripts", "systole.ts"), ...words];
  const ended = spawnSync(process.execPath, args, {
    cwd,
    encoding: "utf8",
    timeout: 60_000,
    env: { ...process.env, ...env },
  });
  return { code: ended.status, out: ended.stdout, talk: ended.stderr };
}

/** Starts the command; the caller ends it. */
export function startCommand(cwd: string, words: readonly string[]): ReturnType<typeof spawn> {
  return spawn(process.execPath, ["--import", loader, join(root, "scripts", "systole.ts"), ...words], {
    cwd,
  });
}

/** Runs many command lines in one process. */
export interface CommandRunner {
  run(cwd: string, words: readonly string[]): Promise<Ended>;
  close(): void;
}

export function createCommandRunner(): CommandRunner {
  let child = start();

  function start() {
    const made = spawn(process.execPath, ["--import", loader, join(here, "serve-commands.test-kit.ts")], {
      stdio: ["pipe", "pipe", "pipe"],
    });
    let errors = "";
    made.stderr.on("data", (text: Buffer) => (errors += text.toString()));
    return { made, lines: createInterface({ input: made.stdout }), errors: () => errors };
  }

  return {
    run: (cwd, words) =>
      new Promise((resolve, reject) => {
        const { made, lines, errors } = child;
        const limit = setTimeout(() => {
          made.kill();
          reject(new Error(`no end within 30 s: ${JSON.stringify(words)}`));
        }, 30_000);
        const finish = (ended: Ended): void => {
          clearTimeout(limit);
          lines.off("line", onLine);
          made.off("exit", onExit);
          resolve(ended);
        };
        const onLine = (line: string): void => {
          if (line.startsWith("@@")) finish(JSON.parse(line.slice(2)) as Ended);
        };
        const onExit = (code: number | null): void => {
          child = start();
          finish({ code, out: "", talk: errors() });
        };
        lines.on("line", onLine);
        made.on("exit", onExit);
        made.stdin.write(`${JSON.stringify({ words, cwd })}\n`);
      }),
    close: () => void child.made.kill(),
  };
}
