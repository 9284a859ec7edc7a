import type { LeafType } from "../describe/index.ts";
import type { Net } from "../elaborate/design.ts";
import { isRegister } from "../engine/event/roles.ts";
import { randomValue } from "../engine/power-on.ts";
import type { ClocksOptions } from "../engine/time/clock-set.ts";
import { createRandom, type Random } from "../random/random.ts";
import type { Program } from "../schedule/program.ts";
import type { Simulation } from "../testbench/simulation.ts";

/** Every net and word of a design at one moment, with the time and the wires of clocks and resets. */
export function everything(sim: Simulation): readonly string[] {
  const { engine, wires } = sim;
  const { nets, memories } = engine.program.design;
  return [
    `time ${sim.time}`,
    ...sim.clocks.names.map((name, clock) => `${name} ${sim.clocks.cycleOf(clock)}`),
    ...wires.map((wire) => `${wire.name} ${wire.read()}`),
    ...nets.map(({ root, index }) => `${root.path} ${text(engine.read(index))}`),
    ...memories.flatMap(({ path, depth }, index) =>
      Array.from({ length: depth }, (_, at) => `${path}[${at}] ${text(engine.memory(index).peek(at))}`),
    ),
  ];
}

function text(value: unknown): string {
  return Object.is(value, -0) ? "-0" : `${String(value)}${typeof value === "bigint" ? "n" : ""}`;
}

/** Something that happens to a simulation. */
export type Step = (sim: Simulation) => void;

/** What is to be seen behind each step; one that throws ends it, with what it threw. */
export function courseOf(sim: Simulation, steps: readonly Step[]): readonly (readonly string[])[] {
  const seen: (readonly string[])[] = [];
  for (const step of steps) {
    try {
      step(sim);
    } catch (error) {
      return [...seen, [(error as Error).message]];
    }
    seen.push(everything(sim));
  }
  return seen;
}

/**
 * Random steps for a design: drives, edges, resets, time between edges, and now and then what testbenches seldom do, forces, releases, pokes
 * and loads. They name nets by number, so that they fit any simulation of the design.
 */
export function randomSteps({ design }: Program, count: number, seed: string): readonly Step[] {
  const random = createRandom(seed);
  const inputs = design.nets.filter(
    ({ root }) => root.owner === design.top.module && root.direction === "input",
  );
  const registers = design.nets.filter(({ root }) => isRegister(root));
  const one = (): Step => {
    const dice = random.integer(0, 99);
    if (dice < 40 && inputs.length > 0) {
      const drives = inputs.flatMap((net) =>
        random.chance(0.6) ? [{ kind: "drive", net: net.index, value: valueFor(net, random) } as const] : [],
      );
      return (sim) => sim.deeds.perform(drives);
    }
    if (dice < 70) {
      const edges = random.integer(1, 3);
      return (sim) => sim.step(edges);
    }
    if (dice < 76) {
      const part = random.integer(1, 1900);
      return (sim) => sim.run(`${part}ps`);
    }
    if (dice < 82) {
      const active = random.chance();
      return (sim) => sim.setReset(active);
    }
    if (dice < 88) {
      const net = random.pick(design.nets);
      const value = valueFor(net, random);
      return (sim) => sim.deeds.perform([{ kind: "force", net: net.index, value }]);
    }
    if (dice < 94) return (sim) => sim.deeds.perform(sim.engine.forced().slice(0, 1).map(released));
    if (dice < 97 && registers.length > 0) {
      const net = random.pick(registers);
      const value = valueFor(net, random);
      return (sim) => sim.deeds.perform([{ kind: "poke", net: net.index, value }]);
    }
    if (design.memories.length === 0) return (sim) => sim.step();
    const memory = random.integer(0, design.memories.length - 1);
    const { depth, type } = design.memories[memory]!;
    const at = random.integer(0, depth - 1);
    const words = [randomValue(type, random)];
    return (sim) => sim.deeds.perform([{ kind: "words", memory, at, words }]);
  };
  return Array.from({ length: count }, one);
}

function released({ net }: { readonly net: number }) {
  return { kind: "release", net } as const;
}

function valueFor({ type, root }: Net, random: Random): unknown {
  const { range } = root.options as { range?: readonly [number, number] };
  return range ? random.integer(range[0], range[1]) : randomValue(type as LeafType, random);
}

/** Clocks for all domains of a design, none a simple multiple of another. */
export function clocksFor({ design }: Program): ClocksOptions {
  return Object.fromEntries(
    design.clocks.map((name, i) => [name, { frequency: `${[1000, 700, 433, 61][i] ?? 100}MHz` }]),
  );
}
