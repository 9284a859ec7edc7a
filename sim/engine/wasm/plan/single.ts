import type { KernelClass } from "./classes.ts";
import { bytesOf, elementOf } from "./element.ts";
import type { Uses } from "./uses.ts";

/** From so many instances on in a row, what can be computed for all together is parted from what can't. */
const MANY = 8;

/** Whether a class has rows that vectors are worth while for. */
export function isWide({ grid }: KernelClass): boolean {
  return grid.columns >= MANY;
}

/** Whether statements use what is found or computed for each instance alone: words of memories, and numbers that no lane holds. */
export function needsSingle({ code }: KernelClass, uses: Uses): boolean {
  if (uses.memoryReads.size + uses.memoryWrites.size > 0) return true;
  return [...uses.reads, ...uses.writes].some((signal) => bytesOf(elementOf(code.signals[signal]!.type)) > 4);
}
