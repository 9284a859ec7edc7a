import type { Program } from "../../../schedule/program.ts";
import { accessOf, addressesOf, giveAddresses } from "./addresses.ts";
import { joinPassed } from "./aliases.ts";
import { createAllocator } from "./allocate.ts";
import { kernelClasses } from "./classes.ts";
import { type DesignPlan, HEADER_BYTES, type Image } from "./design-plan.ts";
import { elementOf } from "./element.ts";
import { planUpdates } from "./hazards.ts";
import { firstHomes } from "./homes.ts";
import { checkKernels, type KernelMaker, makeKernelMaker } from "./kernels.ts";
import { placeMemories } from "./memories.ts";
import { moveWords } from "./moves.ts";
import { partGroups } from "./parts.ts";
import { planEdge } from "./plan-edge.ts";
import { planSettle } from "./plan-settle.ts";
import { updateParts } from "./update-parts.ts";

export interface PlanOptions {
  /** Nets that keep words of their own, because they are forced. */
  readonly apart?: ReadonlySet<number> | undefined;
}

/**
 * Plans a design for WebAssembly: classes that share kernels, where each net is, and the static order in which kernels run. The passes stand
 * in their own files, in this order.
 */
export function makePlan(program: Program, { apart = new Set() }: PlanOptions = {}): DesignPlan {
  const { design } = program;
  const found = kernelClasses(program);
  const words = found.reduce(
    (all, { data, instances }) => all + data.length * instances.length,
    design.nets.length,
  );
  const { classes, wordOf } = joinPassed(found, words, apart);
  const groups = partGroups(classes, words);

  const inRing = new Uint8Array(words);
  for (const { parts, isRing } of groups) {
    if (!isRing) continue;
    for (const { cls, drives } of parts)
      for (const signal of drives)
        for (let at = signal; at < cls.words.length; at += cls.stride) inRing[cls.words[at]!] = 1;
  }
  const homes = firstHomes(design, classes, wordOf);
  // What a ring of classes drives is used before all of it is there: it can't be copied in between.
  const copies = moveWords(classes, homes, (word) => inRing[word] === 1);

  const allocator = createAllocator(HEADER_BYTES);
  const from = allocator.take(0, 16);
  const addresses = giveAddresses(homes, wordOf, allocator);
  const to = allocator.take(0, 16);
  const memories = placeMemories(design, classes, allocator);
  const images: Image[] = [];
  const keep = (table: Uint32Array): number => {
    const address = allocator.take(table.byteLength, 4);
    images.push({ address, words: table });
    return address;
  };
  const maker: KernelMaker = makeKernelMaker({
    accessOf: (cls, signal, isWritten) =>
      accessOf(
        cls.grid.rows,
        cls.grid.columns,
        addressesOf(cls, signal, homes, addresses, isWritten ? new Map() : copies),
        keep,
      ),
    wordsOf: (cls, memory) =>
      accessOf(
        cls.grid.rows,
        cls.grid.columns,
        (position) => memories[cls.memories[position * cls.code.memories.length + memory]!]!.address,
        keep,
      ),
  });

  const settle = planSettle(groups, words, homes, addresses, copies, maker, keep);
  const updates = planUpdates(updateParts(classes), words, copies);
  const edge = planEdge(updates, homes, addresses, allocator, maker, keep);
  const checks = checkKernels(classes, maker);
  return {
    program,
    classes,
    kernels: maker.kernels,
    classOf: maker.classOf,
    kernelsOf: maker.propagatesOf,
    settle,
    edge,
    checks,
    addressOf: addresses.of.slice(0, design.nets.length),
    wordOf,
    elementOf: (net) => elementOf(design.nets[net]!.type),
    memories,
    constants: classes.flatMap(({ data }) =>
      data.map(({ type, first, values }) => ({
        type,
        values,
        addresses: values.map((_, position) => addresses.of[first + position]!),
      })),
    ),
    images,
    nets: { from, to },
    // Vectors may be read beyond the last word.
    bytes: allocator.end() + 64,
  };
}
