import { type Sampler, valuesOf } from "./sampler.ts";
import type { Waiter } from "./task.ts";

/** What is woken by an edge. */
type Wake = (waiter: Waiter, outcome: unknown) => void;

/** The tasks that wait for the next rising edge of one clock. */
export class EdgeWaits {
  private waiters: Waiter[] = [];
  /** The array that was `waiters` at the edge before, to be used again. */
  private spare: Waiter[] = [];
  private samplers: Sampler[] = [];
  /** Values from just before the edge, of the samplers in their order. */
  private values: readonly (readonly unknown[])[] = NO_VALUES;

  get isEmpty(): boolean {
    return this.waiters.length === 0 && this.samplers.length === 0;
  }

  add(waiter: Waiter): void {
    this.waiters.push(waiter);
  }

  addSampler(waiter: Waiter, signals: Sampler["signals"]): void {
    this.samplers.push({ waiter, signals });
  }

  /** The edge is about to come: the values that samplers asked for are taken. */
  sample(): void {
    this.values = this.samplers.length > 0 ? this.samplers.map(valuesOf) : NO_VALUES;
  }

  /** The edge has been. */
  wake(wake: Wake): void {
    const { waiters, samplers, values } = this;
    if (waiters.length > 0) {
      this.waiters = this.spare;
      this.spare = waiters;
      for (let waiter = waiters.pop(); waiter !== undefined; waiter = waiters.pop()) wake(waiter, undefined);
    }
    if (samplers.length === 0) return;
    this.samplers = [];
    for (let i = 0; i < samplers.length; i++) wake(samplers[i]!.waiter, values[i]);
  }
}

const NO_VALUES: readonly (readonly unknown[])[] = [];
