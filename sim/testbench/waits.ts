import { isLeafSignal, misfit } from "../describe/index.ts";
import { type Condition, type ConditionOperator } from "../engine/engine.ts";
import { parseTime, wholeCycles } from "../engine/time/units.ts";
import { diagnose, fail, SystoleError } from "../errors/index.ts";
import { type ClockHandle, clockHandle, type Watched } from "./clock-handle.ts";
import type { Scheduler } from "./scheduler.ts";
import type { Simulation } from "./simulation.ts";
import type { Awaitable, Task, Waiter } from "./task.ts";

export interface UntilOptions {
  /** Clock cycles, or a duration; then the wait throws E-TB-TIMEOUT. */
  readonly timeout?: number | string | undefined;
}

/** Waits for a state; if it holds already, resumes at this same moment. */
export interface Until {
  /** A signal that is not 0. */
  (signal: Watched<number | bigint>, options?: UntilOptions): Awaitable<void>;
  /** A signal compared with a value; evaluated inside the engine. */
  <V>(
    signal: Watched<V>,
    operator: ConditionOperator,
    value: NoInfer<V>,
    options?: UntilOptions,
  ): Awaitable<void>;
  /** Any test of signals; evaluated at every settled moment. */
  (test: () => unknown, options?: UntilOptions): Awaitable<void>;
}

/** A task that was forked: awaiting it gives its result. */
export interface TaskHandle<T> extends Awaitable<T> {
  readonly name: string;
  readonly isDone: boolean;
  /** Its present wait throws TaskCancelled, so that `finally` blocks run; it never resumes after that. */
  cancel(): void;
}

/** A wait, or a function that is run as a task. */
export type Strand<T> = Awaitable<T> | (() => T | PromiseLike<T>);
type ResultOf<S> = S extends () => infer R ? Awaited<R> : S extends Awaitable<infer T> ? T : never;

/** What the tasks of a testbench wait with. */
export interface Waits {
  /** The default clock. */
  readonly clk: ClockHandle;
  readonly until: Until;
  /** Resumes when the time has passed; if an edge is at that time, after the edge. */
  delay(duration: string): Awaitable<void>;
  /** Starts a task beside this one; it runs as soon as this one sleeps, at the same moment. */
  fork<T>(body: () => T | PromiseLike<T>, name?: string): TaskHandle<Awaited<T>>;
  /** Resumes when all have ended, with their results. */
  all<const S extends readonly Strand<unknown>[]>(
    strands: S,
  ): Awaitable<{ readonly [K in keyof S]: ResultOf<S[K]> }>;
  /** Resumes when the first has ended; the others are cancelled. If several end at one moment, the first in the list wins. */
  race<const S extends readonly Strand<unknown>[]>(
    strands: S,
  ): Awaitable<{ readonly index: number; readonly value: ResultOf<S[number]> }>;
  /** Holds all reset wires until each clock has had a number of edges. */
  reset(edges?: number): Awaitable<void>;
}

export function createWaits(sim: Simulation, scheduler: Scheduler): Waits {
  function limit(
    waiter: Waiter,
    timeout: number | string | undefined,
    what: () => [string, string | undefined, string | undefined],
  ): void {
    if (timeout === undefined) return;
    const giveUp = (): void => {
      if (waiter.isOver) return;
      const [description, seen, path] = what();
      const after = typeof timeout === "number" ? `${timeout} cycles` : timeout;
      const facts = { what: description, seen, after, when: sim.when() };
      scheduler.wake(waiter, new SystoleError([diagnose("E-TB-TIMEOUT", facts, { path })]), true);
    };
    if (typeof timeout === "number") scheduler.calendar.atEdge(sim.cycle + wholeCycles(timeout), giveUp);
    else scheduler.calendar.atTime(sim.time + parseTime(timeout), giveUp);
  }

  const until = ((first: unknown, ...rest: unknown[]): Awaitable<void> => {
    if (typeof first === "function") {
      const { timeout } = (rest[0] ?? {}) as UntilOptions;
      const text = String(first).replace(/^\(\) => /, "");
      return scheduler.awaitable((waiter) => {
        scheduler.calendar.whenHolds(waiter, undefined, first as () => unknown);
        limit(waiter, timeout, () => [`\`${text}\``, undefined, undefined]);
      });
    }
    const compared = typeof rest[0] === "string";
    const { timeout } = ((compared ? rest[2] : rest[0]) ?? {}) as UntilOptions;
    const condition = conditionOf(
      first,
      (compared ? rest[0] : undefined) as ConditionOperator | undefined,
      rest[1],
    );
    const path = (first as { path: string }).path;
    const what = compared ? `${path} ${condition.operator} ${String(condition.value)}` : path;
    return scheduler.awaitable((waiter) => {
      scheduler.calendar.whenHolds(waiter, condition, undefined);
      limit(waiter, timeout, () => [what, `${path} = ${String(sim.engine.read(condition.net))}`, path]);
    });
  }) as Until;

  const delay = (duration: string): Awaitable<void> => {
    const time = parseTime(duration);
    return scheduler.awaitable((waiter) => {
      if (time === 0n) scheduler.wake(waiter, undefined);
      else scheduler.calendar.atTime(sim.time + time, () => scheduler.wake(waiter, undefined));
    });
  };

  function join<T>(task: Task): Awaitable<T> {
    return scheduler.awaitable((waiter) => {
      const ended = (): void => scheduler.wake(waiter, task.result);
      if (task.state === "ended") ended();
      else task.joiners.push(ended);
    });
  }

  function fork<T>(body: () => T | PromiseLike<T>, name?: string): TaskHandle<Awaited<T>> {
    const task = scheduler.start(body, name);
    const joined = join<Awaited<T>>(task);
    // A handle need not be awaited.
    scheduler.made(-1);
    return {
      name: task.name,
      get isDone() {
        return task.state !== "alive";
      },
      cancel: () => scheduler.cancel(task),
      then: (resolve, reject) => joined.then(resolve, reject),
    };
  }

  function startAll(strands: readonly Strand<unknown>[]): Task[] {
    return strands.map((strand) => {
      if (typeof strand === "function") return scheduler.start(strand, undefined);
      scheduler.made(-1);
      return scheduler.start(() => strand, undefined);
    });
  }

  const all = ((strands) => {
    const tasks = startAll(strands);
    return scheduler.awaitable((waiter) => {
      let left = tasks.length;
      const finish = (): void =>
        scheduler.wake(
          waiter,
          tasks.map((task) => task.result),
        );
      if (left === 0) finish();
      for (const task of tasks) task.joiners.push(() => --left === 0 && finish());
    });
  }) as Waits["all"];

  const race = ((strands) => {
    const tasks = startAll(strands);
    return scheduler.awaitable((waiter) => {
      tasks.forEach((task, index) =>
        task.joiners.push(() => {
          if (waiter.isOver) return;
          scheduler.wake(waiter, { index, value: task.result });
          for (const loser of tasks) if (loser !== task) scheduler.cancel(loser);
        }),
      );
    });
  }) as Waits["race"];

  return {
    clk: clockHandle(sim, scheduler, 0),
    until,
    delay,
    fork,
    all,
    race,
    reset: (edges = 2) =>
      scheduler.awaitable((waiter) => {
        const { driver } = sim.drives;
        sim.setReset(true);
        let left = sim.clocks.clocks.length;
        const release = (): void => {
          if (--left > 0) return;
          sim.drives.driveAs(driver, () => sim.setReset(false));
          scheduler.wake(waiter, undefined);
        };
        for (let clock = left - 1; clock >= 0; clock--)
          scheduler.calendar.atEdge(sim.clocks.cycleOf(clock) + edges, release, false, clock);
      }),
  };
}

function conditionOf(signal: unknown, operator: ConditionOperator | undefined, value: unknown): Condition {
  if (!isLeafSignal(signal)) fail("E-TB-UNTIL", { seen: typeof signal });
  const { net, type, path } = signal;
  if (operator === undefined) return { net, operator: "!=", value: type.kind.startsWith("big") ? 0n : 0 };
  const problem = misfit(type, value);
  if (problem) fail("E-VALUE", { target: `until(${path} ${operator} …)`, problem }, { path });
  return { net, operator, value: typeof value === "boolean" ? Number(value) : value };
}
