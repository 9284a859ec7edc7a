import { spawnSync } from "node:child_process";
import { dirname, resolve } from "node:path";
import { type Contender, timed } from "./measure.ts";

/** Cycles a second of the simulator of EIE's authors on the layer that comes with it, on a machine of the kind that Systole was measured on. */
const QUOTED = 260_000;

/**
 * The C++ simulator of EIE's authors (github.com/RalphMao/EIE-simulator): the binary that `EIE_SIM` names, run in its own folder, where its layer
 * is; else its figure, quoted. It runs its own layer (Alex-8 with trained weights) once, files included, so there is no checksum to compare.
 */
export function authorsContender(binary = process.env["EIE_SIM"]): Contender {
  const name = "EIE authors' C++";
  if (!binary)
    return { name, detail: "quoted; EIE_SIM=<binary> measures it", setup: () => 0, quoted: QUOTED };
  const command = resolve(binary);
  return {
    name,
    detail: `${command}, its own layer, with reading its files`,
    setup: () => 0,
    isOwnWork: true,
    run() {
      const took = timed(() => spawnSync(command, { cwd: dirname(command), encoding: "utf8" }));
      const { stdout, stderr, error } = took.value;
      const cycles = Number(/cycles\D*:\s*(\d+)/i.exec(`${stderr}\n${stdout}`)?.[1]);
      if (error || !(cycles > 0)) throw new Error(`EIE_SIM: ${command} prints no number of cycles`);
      return { cycles, seconds: took.seconds, cpuSeconds: NaN, checksum: 0 };
    },
  };
}
