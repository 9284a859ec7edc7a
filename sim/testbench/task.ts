/** A strand of a testbench: its body, or what `fork`, `all` and `race` have started. */
export interface Task {
  /** Order of the start; tasks that wake at one moment resume in this order. */
  readonly id: number;
  readonly name: string;
  readonly children: Task[];
  state: "alive" | "cancelled" | "ended";
  /** Waits that are pending. More than one only where the testbench mixes in promises of its own. */
  readonly waits: Waiter[];
  readonly joiners: (() => void)[];
  result: unknown;
}

export function createTask(id: number, name = `task ${id}`): Task {
  return { id, name, children: [], state: "alive", waits: [], joiners: [], result: undefined };
}

/** A task that sleeps, or is about to start. */
export interface Waiter {
  readonly task: Task;
  readonly resolve: (value: never) => void;
  readonly reject: (reason: unknown) => void;
  /** The wait is over: the task will resume at this moment. */
  isOver: boolean;
  failed: boolean;
  /** What it wakes with: a value, or what is thrown. */
  outcome: unknown;
}

/** What `await` takes: resumes the task when the wait is over. Nothing happens before it is awaited. */
export interface Awaitable<T> {
  then(resolve: (value: T) => void, reject: (reason: unknown) => void): void;
}

/** Thrown into a task that lost a `race` or was cancelled, at the place where it waits; `finally` blocks run. */
export class TaskCancelled extends Error {
  constructor(task: string) {
    super(`${task} was cancelled`);
    this.name = "TaskCancelled";
  }
}
