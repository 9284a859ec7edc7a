import type { Simulation } from "../../sim/testbench/simulation.ts";
import type { Context } from "../cli/context.ts";
import { grouped } from "../cli/text.ts";

/** One line on a terminal that says what runs. Nothing anywhere else. */
export interface Progress {
  show(name: string, position: string): void;
  follow(sim: Simulation): void;
  /** Makes place for other words. */
  clear(): void;
  stop(): void;
}

const REFRESH_MILLISECONDS = 200;

export function createProgress({ talk, env }: Context): Progress {
  if (!talk.isTerminal || env["CI"] || env["TERM"] === "dumb")
    return { show: () => undefined, follow: () => undefined, clear: () => undefined, stop: () => undefined };
  let name = "";
  let position = "";
  let sim: Simulation | undefined;
  let shown = false;
  let timer: NodeJS.Timeout | undefined;

  function clear(): void {
    if (shown) talk.write("\r\u001b[2K");
    shown = false;
  }

  function draw(): void {
    clear();
    const cycles = sim ? `  cycle ${grouped(sim.cycle)}` : "";
    talk.write(`${position} ${name}${cycles}`.slice(0, Math.max(10, talk.width - 1)));
    shown = true;
  }

  return {
    show(next, at) {
      name = next;
      position = at;
      sim = undefined;
      timer ??= setInterval(draw, REFRESH_MILLISECONDS).unref();
    },
    follow: (running) => void (sim = running),
    clear,
    stop() {
      clearInterval(timer);
      timer = undefined;
      clear();
    },
  };
}
