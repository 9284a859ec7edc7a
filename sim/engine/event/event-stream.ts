import { fail } from "../../errors/index.ts";
import type { Random, SeededRandom } from "../../random/random.ts";
import type { RandomAccess } from "../engine.ts";
import type { MethodHost } from "./method-host.ts";
import type { MethodId } from "./method.ts";

/** The random numbers of a behavioural module. What an edge draws that does not take place is drawn again. */
export class EventStream implements RandomAccess {
  private readonly kernel: MethodHost;
  private readonly module: string;
  private readonly random: SeededRandom;
  private readonly update: MethodId;
  private before: readonly number[] | undefined;

  constructor(kernel: MethodHost, module: string, random: SeededRandom, update: MethodId) {
    this.kernel = kernel;
    this.module = module;
    this.random = random;
    this.update = update;
  }

  /** The stream, for the module's `update()` and nobody else. */
  take(): Random {
    const { kernel, module } = this;
    if (kernel.current !== this.update) fail("E-RANDOM", { module }, { path: module });
    if (!this.before) {
      this.before = this.random.position();
      kernel.storing.push(this);
    }
    return this.random;
  }

  commit(): void {
    this.before = undefined;
  }

  abandon(): void {
    if (this.before) this.random.moveTo(this.before);
    this.before = undefined;
  }

  peek(): readonly number[] {
    return this.random.position();
  }

  poke(position: readonly number[]): void {
    this.random.moveTo(position);
  }
}
