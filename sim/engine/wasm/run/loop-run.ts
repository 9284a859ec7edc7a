import { DONE, ASKED, FLAGS } from "./header.ts";
import type { Machine } from "./machine.ts";
import type { Views } from "./words.ts";

/** Edges of the first call of the machine's loop: V8 replaces code by better code between calls, not within one. */
const FIRST_CHUNK = 64;

/** Runs of the machine's own loop, and where the one stands that goes on now. */
export class LoopRun {
  /** What JavaScript has thrown in the middle of it. */
  private thrown: { readonly error: unknown } | undefined = undefined;
  /** Of the run that goes on: the edges in front of it, and where its own are counted. */
  private current: { readonly before: number; readonly views: Views } | undefined = undefined;

  /** Ends the run at this edge, which does not take place. */
  stop(error: unknown): void {
    this.thrown = { error };
  }

  /** Throws what has ended the run. */
  throwStopped(): void {
    const { thrown } = this;
    this.thrown = undefined;
    if (thrown) throw thrown.error;
  }

  /** All edges up to now, while a run goes on. */
  get edges(): number | undefined {
    const { current } = this;
    return current && current.before + current.views.u32[DONE / 4]!;
  }

  /** Up to so many edges behind the `before` ones, for the domains that were set. Gives their number. */
  run(machine: Machine, views: Views, before: number, most: number): number {
    this.thrown = undefined;
    this.current = { before, views };
    views.u32[DONE / 4] = 0;
    try {
      const ran = machine.run!(most);
      this.throwStopped();
      return ran;
    } finally {
      this.current = undefined;
    }
  }
}

/** The domains of a run's edges. */
export function setDomains({ u8 }: Views, domains: readonly number[], count: number): void {
  for (let domain = 0; domain < count; domain++) {
    u8[FLAGS + domain] = 0;
    u8[ASKED + domain] = 0;
  }
  for (const domain of domains) {
    u8[FLAGS + domain] = 1;
    u8[ASKED + domain] = 1;
  }
}

/** The sizes of the pieces in which a run of so many edges is done. */
export function chunkOf(done: number, most: number): number {
  return Math.min(Math.max(FIRST_CHUNK, 3 * done), most - done);
}
