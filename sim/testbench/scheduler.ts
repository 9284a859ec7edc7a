import { diagnose, type Diagnostic, fail, raise, SystoleError } from "../errors/index.ts";
import { Calendar } from "./calendar.ts";
import { createPacer } from "./pacer.ts";
import type { Simulation } from "./simulation.ts";
import { type Awaitable, createTask, type Task, TaskCancelled, type Waiter } from "./task.ts";

export interface SchedulerOptions {
  /** A foreign promise that holds time is an error, not a warning. */
  readonly strict?: boolean | undefined;
  /** Real milliseconds after which a promise that is not the kit's is named. */
  readonly patience?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onWarning?: ((warning: Diagnostic) => void) | undefined;
}

/** A wait that is not awaited yet. Its `then` stands in the class, because a function made for each wake costs more than the wake. */
class Wait<T> implements Awaitable<T> {
  private readonly scheduler: Scheduler;
  private readonly begin: (waiter: Waiter) => void;

  constructor(scheduler: Scheduler, begin: (waiter: Waiter) => void) {
    this.scheduler = scheduler;
    this.begin = begin;
  }

  then(resolve: (value: T) => void, reject: (reason: unknown) => void): void {
    this.scheduler.sleep(this.begin, resolve, reject);
  }
}

/**
 * Runs the tasks of a testbench in the time of a simulation (SEMANTICS 5).
 *
 * At each moment, in this order: the tasks whose wait is over resume, one at a time, in the order in which they were started;
 * when all sleep, what they have driven is applied together and settled; waits that this satisfies resume, and so on; when
 * nothing more happens, time moves on in one synchronous loop to the next moment at which a task wakes.
 *
 * A task sleeps when it awaits one of the kit's waits: `then` is called, and from inside that call the next task is resumed.
 * So a wake costs no promise of ours.
 */
export class Scheduler {
  private readonly sim: Simulation;
  private readonly options: SchedulerOptions;
  private readonly pacer = createPacer();
  /** What the sleeping tasks wait for. */
  readonly calendar: Calendar;
  private current: Task | undefined = undefined;
  private tasks = 0;
  /** Tasks that resume at this moment, in order; those before `nextReady` have. */
  private readonly ready: Waiter[] = [];
  private nextReady = 0;
  /** Waits that were made since the current task resumed and are not awaited yet. */
  private unawaited = 0;
  private wakes = 0;
  /** The wake about which a warning was given. */
  private warnedWake = -1;
  private ended = false;
  private name = "the testbench";
  private bodyEnded = false;
  private idleCheck = false;
  private yielding = false;
  private holdTimer: NodeJS.Timeout | undefined = undefined;
  private settleRun: { resolve: () => void; reject: (reason: unknown) => void } | undefined = undefined;

  constructor(sim: Simulation, options: SchedulerOptions = {}) {
    this.sim = sim;
    this.options = options;
    const wake = (waiter: Waiter, outcome: unknown, failed?: boolean): void =>
      this.wake(waiter, outcome, failed);
    this.calendar = new Calendar(sim, wake, this.pacer);
  }

  /** Runs a body to its end, with all the tasks that it starts. Tasks that are left then are dropped. */
  run(body: () => unknown, name = "the testbench"): Promise<void> {
    this.sim.owner = name;
    this.name = name;
    return new Promise((resolve, reject) => {
      this.settleRun = { resolve, reject };
      const task = this.start(body, name, undefined);
      task.joiners.push(() => (this.bodyEnded = true));
      this.advance();
    });
  }

  get task(): Task | undefined {
    return this.current;
  }

  /** Makes something to be awaited; `begin` is called when it is. */
  awaitable<T>(begin: (waiter: Waiter) => void): Awaitable<T> {
    this.made();
    return new Wait(this, begin);
  }

  /** A wait was made in the code of the current task. */
  made(count = 1): void {
    this.unawaited = Math.max(0, this.unawaited + count);
  }

  /** The current task awaits: it sleeps, and the next one may run. */
  sleep<T>(
    begin: (waiter: Waiter) => void,
    resolve: (value: T) => void,
    reject: (reason: unknown) => void,
  ): void {
    const task = this.current;
    if (this.ended || !task) return reject(new SystoleError([this.outside()]));
    this.made(-1);
    if (task.state === "alive") {
      const waiter: Waiter = { task, resolve, reject, isOver: false, failed: false, outcome: undefined };
      task.waits.push(waiter);
      try {
        begin(waiter);
      } catch (reason) {
        this.wake(waiter, reason, true);
      }
    } else this.finish(task, undefined); // It never resumes: nobody who awaits it may wait for that.
    // Others of the task's waits are about to be awaited; the idle check goes on when they are.
    if (this.unawaited === 0) this.advance();
    else this.armIdleCheck();
  }

  /** A wait by nobody whom time would move for. */
  private outside(): Diagnostic {
    const ended = this.ended ? { name: this.name, when: this.sim.when() } : undefined;
    return diagnose("E-TB-OUTSIDE", { ended });
  }

  /** Puts a sleeping task into the row of those that resume at this moment, with a value or with what it throws. */
  wake(waiter: Waiter, outcome: unknown, failed = false): void {
    if (waiter.isOver) return;
    waiter.isOver = true;
    waiter.failed = failed;
    waiter.outcome = outcome;
    const { waits } = waiter.task;
    if (waits.length === 1) waits.pop();
    else waits.splice(waits.indexOf(waiter), 1);
    this.ready.push(waiter);
  }

  /** Starts a task of the current one; it runs when the current one sleeps. */
  start(body: () => unknown, name: string | undefined, parent: Task | undefined = this.current): Task {
    if (this.ended) raise(this.outside());
    const task = createTask(this.tasks++, name);
    parent?.children.push(task);
    const begin = (): void => {
      if (task.state !== "alive") return this.endTask(task, undefined);
      Promise.resolve()
        .then(body)
        .then(
          (result) => this.endTask(task, result),
          (reason: unknown) => this.endTask(task, undefined, { reason }),
        );
    };
    this.ready.push({ task, resolve: begin, reject: begin, isOver: true, failed: false, outcome: undefined });
    return task;
  }

  /** Ends a task early, and those that it has started. */
  cancel(task: Task): void {
    if (task.state !== "alive") return;
    task.state = "cancelled";
    for (const child of task.children) this.cancel(child);
    for (const waiter of [...task.waits]) this.wake(waiter, new TaskCancelled(task.name), true);
  }

  private endTask(task: Task, result: unknown, failure?: { readonly reason: unknown }): void {
    if (this.ended) return;
    if (failure && !(task.state !== "alive" && failure.reason instanceof TaskCancelled))
      return this.end(failure.reason);
    this.finish(task, result);
    this.advance();
  }

  private finish(task: Task, result: unknown): void {
    if (task.state === "ended") return;
    task.state = "ended";
    task.result = result;
    for (const joined of task.joiners) joined();
  }

  /** Resumes the next task, or moves on to the next moment at which there is one. */
  private advance(): void {
    this.stopHolding();
    try {
      while (!this.ended) {
        if (this.nextReady < this.ready.length) return this.resumeNext();
        this.current = undefined;
        this.sim.applyDrives();
        if (this.calendar.wakeSatisfied()) continue;
        if (this.bodyEnded) return this.end(undefined);
        if (this.options.signal?.aborted) fail("E-TB-INTERRUPTED", { when: this.sim.when() });
        this.armIdleCheck();
        if (this.pacer.isDue()) {
          this.yielding = true;
          return;
        }
        this.moveOn();
      }
    } catch (reason) {
      this.end(reason);
    }
  }

  private resumeNext(): void {
    const next = this.takeReady();
    this.current = next.task;
    this.sim.drives.driver = next.task;
    this.unawaited = 0;
    this.wakes += 1;
    // It may come to rest on a promise that is not the kit's.
    this.armIdleCheck();
    if (next.failed) next.reject(next.outcome);
    else next.resolve(next.outcome as never);
  }

  private takeReady(): Waiter {
    const { ready } = this;
    // Most often it is one, and `pop` is the cheapest way to an empty array.
    if (ready.length === 1 && this.nextReady === 0) return ready.pop() as Waiter;
    const next = ready[this.nextReady++] as Waiter;
    if (this.nextReady === ready.length) {
      ready.length = 0;
      this.nextReady = 0;
    }
    return next;
  }

  /** Moves time on to the next moment at which a task may wake. */
  private moveOn(): void {
    const { sim } = this;
    if (!this.calendar.canWake) fail("E-TB-STUCK", { when: sim.when() });
    this.calendar.moveOn();
    if (this.ready.length > 1) this.ready.sort((a, b) => a.task.id - b.task.id);
  }

  private end(reason: unknown): void {
    if (this.ended) return;
    this.ended = true;
    this.stopHolding();
    this.sim.owner = undefined;
    if (reason === undefined) this.settleRun?.resolve();
    else this.settleRun?.reject(reason);
  }

  /** While a run goes on, Node's event loop gets a turn only when it yields, or when a task neither sleeps nor ends. */
  private armIdleCheck(): void {
    if (this.idleCheck) return;
    this.idleCheck = true;
    setImmediate(() => {
      this.idleCheck = false;
      if (!this.ended) this.onIdle();
    });
  }

  private onIdle(): void {
    const task = this.current;
    if (this.yielding) {
      this.yielding = false;
      this.pacer.start();
      this.advance();
    } else if (task && this.isAtRest(task)) {
      if (this.unawaited > 0)
        this.options.onWarning?.(diagnose("W-TB-NOT-AWAITED", { task: task.name, when: this.sim.when() }));
      this.advance();
    } else {
      // A promise that nothing is left to resolve must not keep the process alive.
      this.holdTimer ??= setInterval(() => this.onHeld(), this.options.patience ?? 1000).unref();
    }
  }

  /** Whether a task, of which one wait has just ended, has others of the kit to wait for, or nothing any more. */
  private isAtRest(task: Task): boolean {
    if (task.waits.length > 0 || task.state === "ended") return true;
    return this.ready.some((waiter, i) => i >= this.nextReady && waiter.task === task);
  }

  private onHeld(): void {
    const facts = { task: this.current?.name ?? "", when: this.sim.when() };
    if (this.options.strict) this.end(new SystoleError([diagnose("E-TB-PROMISE", facts)]));
    else if (this.wakes !== this.warnedWake) this.options.onWarning?.(diagnose("W-TB-PROMISE", facts));
    this.warnedWake = this.wakes;
  }

  private stopHolding(): void {
    if (this.holdTimer) clearInterval(this.holdTimer);
    this.holdTimer = undefined;
  }
}
