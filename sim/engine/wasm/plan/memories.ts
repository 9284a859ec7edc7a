import type { Design } from "../../../elaborate/design.ts";
import type { Allocator } from "./allocate.ts";
import type { KernelClass } from "./classes.ts";
import type { MemoryHome } from "./design-plan.ts";
import { bytesOf, elementOf } from "./element.ts";

/** Gives each memory its words, those of the instances of a class at equal distances. */
export function placeMemories(
  design: Design,
  classes: readonly KernelClass[],
  allocator: Allocator,
): readonly MemoryHome[] {
  const homes: MemoryHome[] = [];
  const place = (number: number): void => {
    if (homes[number]) return;
    const { type, depth } = design.memories[number]!;
    const element = elementOf(type);
    homes[number] = { address: allocator.take(depth * bytesOf(element), 16), element };
  };
  for (const { code, memories, instances } of classes)
    for (let m = 0; m < code.memories.length; m++)
      for (let position = 0; position < instances.length; position++)
        place(memories[position * code.memories.length + m]!);
  design.memories.forEach((_, number) => place(number));
  return homes;
}
