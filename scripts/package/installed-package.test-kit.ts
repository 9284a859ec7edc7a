import { execFile } from "node:child_process";
import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  symlink,
  writeFile,
} from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const notPacked = new Set(["node_modules", ".git", "dist", "coverage", "waves", "tb"]);

/** What a command has done. */
export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A project of somebody who has installed the package. */
export interface Project {
  readonly folder: string;
  /** Runs the project's own `systole`. */
  systole(...options: readonly string[]): Promise<Outcome>;
  node(...options: readonly string[]): Promise<Outcome>;
  /** Checks the project's types with its own tsconfig.json. */
  tsc(): Promise<Outcome>;
}

export interface PackedPackage {
  /** Where the tarball has been unpacked. */
  readonly folder: string;
  /** Paths of all files below the folder. */
  readonly files: readonly string[];
  project(name: string, files: Readonly<Record<string, string>>): Promise<Project>;
  remove(): Promise<void>;
}

/**
 * Packs the package from a copy of the sources, as `npm publish` would, and unpacks it. Nothing is fetched: projects get links to
 * the dependencies that are installed here, and to no others.
 */
export async function packPackage(): Promise<PackedPackage> {
  const work = await realpath(await mkdtemp(join(tmpdir(), "systole-package-")));
  const sources = join(work, "sources");
  await cp(root, sources, { recursive: true, filter: (path) => !notPacked.has(relative(root, path)) });
  await symlink(join(root, "node_modules"), join(sources, "node_modules"));
  succeeded(await run("npm", ["pack", "--silent", "--pack-destination", work], sources));
  const [tarball = ""] = (await readdir(work)).filter((file) => file.endsWith(".tgz"));
  succeeded(await run("tar", ["-xzf", tarball], work));
  const folder = join(work, "package");
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return {
    folder,
    files: entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .sort(),
    project: (name, files) => makeProject(join(work, name), folder, files),
    remove: () => rm(work, { recursive: true, force: true }),
  };
}

async function makeProject(
  folder: string,
  unpacked: string,
  files: Readonly<Record<string, string>>,
): Promise<Project> {
  const modules = join(folder, "node_modules");
  const installed = join(modules, "systole");
  await mkdir(join(modules, ".bin"), { recursive: true });
  await cp(unpacked, installed, { recursive: true });
  const { bin, dependencies } = JSON.parse(await readFile(join(installed, "package.json"), "utf8")) as {
    readonly bin: Readonly<Record<string, string>>;
    readonly dependencies: Readonly<Record<string, string>>;
  };
  for (const dependency of Object.keys(dependencies)) {
    const link = join(modules, dependency);
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(root, "node_modules", dependency), link);
  }
  const command = join(modules, ".bin/systole");
  await symlink(join("../systole", bin["systole"] ?? ""), command);
  await chmod(command, 0o755);
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  return {
    folder,
    systole: (...options) => run(command, options, folder),
    node: (...options) => run(process.execPath, options, folder),
    tsc: () => run(process.execPath, [tsc, "--project", "."], folder),
  };
}

function run(command: string, options: readonly string[], cwd: string): Promise<Outcome> {
  const { NODE_OPTIONS: _options, FORCE_COLOR: _colour, ...env } = process.env;
  return new Promise((resolve) => {
    execFile(command, options, { cwd, env: { ...env, NO_COLOR: "1" } }, (error, stdout, stderr) => {
      const status = error ? (typeof error.code === "number" ? error.code : 1) : 0;
      resolve({ status, stdout, stderr: error && stderr === "" && stdout === "" ? error.message : stderr });
    });
  });
}

function succeeded({ status, stdout, stderr }: Outcome): void {
  if (status !== 0) throw new Error(`exit code ${status}\n${stdout}\n${stderr}`);
}
