import type { Agent } from "./observer.ts";

/** The agents of a simulation, each with the clock that it acts on. */
export class Agents {
  private readonly entries = new Set<{ readonly agent: Agent; readonly clock: number }>();

  get isEmpty(): boolean {
    return this.entries.size === 0;
  }

  /** Gives the function that detaches it. */
  add(agent: Agent, clock: number): () => void {
    const entry = { agent, clock };
    this.entries.add(entry);
    return () => void this.entries.delete(entry);
  }

  /** Those of the clocks that rise, in the order in which they were attached. */
  each(rising: readonly number[], use: (agent: Agent, clock: number) => void): void {
    if (this.isEmpty) return;
    for (const { agent, clock } of [...this.entries]) if (rising.includes(clock)) use(agent, clock);
  }
}
