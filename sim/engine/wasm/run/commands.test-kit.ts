import type { CycleGene } from "../../../conformance/generator/index.ts";
import { stimulusValue } from "../../../conformance/generator/index.ts";
import { createRandom } from "../../../random/random.ts";
import type { Engine } from "../../engine.ts";
import { isRegister } from "../../event/roles.ts";

/**
 * Plays random commands of a testbench on engines of one design, the same on all: drives, pokes, forces, releases, words of memories, resets and
 * edges. After each settled point `compare` is called.
 */
export function playCommands(
  engines: readonly Engine[],
  cycles: readonly CycleGene[],
  seed: number,
  compare: () => void,
): void {
  const { design } = engines[0]!.program;
  const random = createRandom(seed);
  const { nets, memories, domains } = design;
  const open = nets.filter(({ index }) => engines[0]!.isOpen(index));
  const registers = nets.filter(({ root }) => isRegister(root));
  const forced = new Set<number>();
  const pick = <T>(list: readonly T[]): T | undefined =>
    list.length === 0 ? undefined : list[random.integer(0, list.length - 1)];
  const all = (use: (engine: Engine) => void): void => engines.forEach(use);
  for (const cycle of cycles) {
    const valueOf = (net: { readonly type: Parameters<typeof stimulusValue>[0] }): unknown =>
      stimulusValue(net.type, cycle, random.integer(0, 20));
    for (const net of open) {
      const value = valueOf(net);
      all((engine) => engine.drive(net.index, value));
    }
    const command = random.integer(0, 6);
    const register = pick(registers);
    const net = pick(nets);
    if (command === 0 && register) {
      const value = valueOf(register);
      all((engine) => engine.poke(register.index, value));
    } else if (command <= 2 && net) {
      const value = valueOf(net);
      forced.add(net.index);
      all((engine) => engine.force(net.index, value));
    } else if (command === 3) {
      const held = pick([...forced]);
      if (held !== undefined) all((engine) => engine.release(held));
    } else if (command === 4) {
      const memory = pick(memories);
      if (memory) {
        const at = random.integer(0, memory.depth - 1);
        const value = valueOf(memory);
        all((engine) => engine.memory(memories.indexOf(memory)).poke(at, value));
      }
    }
    all((engine) => engine.settle());
    compare();
    for (const { index, reset } of domains)
      if (reset && !reset.by) all((engine) => engine.setReset(index, cycle.reset));
    all((engine) => engine.edge(domains.map(({ index }) => index)));
    compare();
  }
}
