import { wholeCycles } from "../engine/time/units.ts";
import type { Scheduler } from "./scheduler.ts";
import type { Simulation } from "./simulation.ts";
import type { Awaitable, Waiter } from "./task.ts";

/** A signal as a testbench reads it. */
export interface Watched<V = unknown> {
  readonly value: V;
}
type ValuesOf<S extends readonly Watched[]> = { readonly [K in keyof S]: S[K]["value"] };

/** A clock, for tasks. */
export interface ClockHandle {
  readonly name: string;
  /** Rising edges so far, with those of the reset. */
  readonly cycle: number;
  /** Resumes after the next rising edge, with the values that it has left. */
  rising(): Awaitable<void>;
  /** Resumes at the next falling edge. No design has a register there: it is for testbenches that drive half a cycle ahead. */
  falling(): Awaitable<void>;
  /** Resumes after the n-th rising edge from now; one wake. n = 0 resumes at once. */
  cycles(n: number): Awaitable<void>;
  /** Resumes after the next rising edge with the values from just before it. */
  sample<S extends readonly Watched[]>(...signals: S): Awaitable<ValuesOf<S>>;
}

/** The handle of a clock, by its position in `design.clocks`. */
export function clockHandle(sim: Simulation, scheduler: Scheduler, clock: number): ClockHandle {
  const atNextEdge = (waiter: Waiter): void => scheduler.calendar.atNextEdge(waiter, clock);
  const edge: Awaitable<void> = {
    then: (resolve, reject) => scheduler.sleep(atNextEdge, resolve, reject),
  };
  const rising = (): Awaitable<void> => {
    scheduler.made();
    return edge;
  };
  return {
    name: sim.clocks.names[clock] as string,
    get cycle() {
      return sim.clocks.cycleOf(clock);
    },
    rising,
    falling: () =>
      scheduler.awaitable((waiter) =>
        scheduler.calendar.atTime(sim.clocks.fallingAfter(clock, sim.time), () =>
          scheduler.wake(waiter, undefined),
        ),
      ),
    cycles: (n) =>
      n === 1
        ? rising()
        : scheduler.awaitable((waiter) => {
            if (n <= 0) scheduler.wake(waiter, undefined);
            else
              scheduler.calendar.atEdge(
                sim.clocks.cycleOf(clock) + wholeCycles(n),
                () => scheduler.wake(waiter, undefined),
                false,
                clock,
              );
          }),
    sample: (...signals) =>
      scheduler.awaitable((waiter) => scheduler.calendar.atSample(waiter, signals, clock)) as never,
  };
}
