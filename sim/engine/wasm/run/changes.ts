import type { DesignPlan } from "../plan/design-plan.ts";
import { bytesOf, elementOf } from "../plan/element.ts";
import type { Machine } from "./machine.ts";
import type { Views } from "./words.ts";

/** Bytes that are compared at once. */
export const BLOCK_BYTES = 16;

/** Finds the nets whose words differ from those of the last time, and a few of their neighbours. */
export interface Changes {
  take(): number[];
  /** Nets that have changed otherwise. */
  add(nets: readonly number[]): void;
}

export function createChanges(plan: DesignPlan, machine: Machine, views: Views): Changes {
  const blocks = machine.changed ? () => machine.changed!() : comparison(plan, views);
  blocks();
  const { starts, list } = netsByBlock(plan);
  const marked = new Uint8Array(plan.addressOf.length);
  let others: readonly number[] = [];
  return {
    add(nets) {
      others = nets;
    },
    take() {
      const changed = [...others];
      others = [];
      for (const net of changed) marked[net] = 1;
      const found = blocks();
      for (let i = 0; i < found.length; i++) {
        const block = found[i]!;
        for (let at = starts[block]!; at < starts[block + 1]!; at++) {
          const net = list[at]!;
          if (marked[net] === 1) continue;
          marked[net] = 1;
          changed.push(net);
        }
      }
      for (const net of changed) marked[net] = 0;
      return changed;
    },
  };
}

/** Finds those of a few nets whose words differ from those of the last time. */
export function changesOf(nets: readonly number[], plan: DesignPlan, { u32 }: Views): Changes {
  const { words, owners } = wordsOf(nets, plan);
  const seen = Uint32Array.from(words, (word) => u32[word]!);
  const marked = new Uint8Array(plan.addressOf.length);
  let others: readonly number[] = [];
  return {
    add(some) {
      others = some;
    },
    take() {
      const changed = [...others];
      others = [];
      for (const net of changed) marked[net] = 1;
      for (let i = 0; i < words.length; i++) {
        const now = u32[words[i]!]!;
        if (now === seen[i]) continue;
        seen[i] = now;
        for (const net of owners[i]!) {
          if (marked[net] === 1) continue;
          marked[net] = 1;
          changed.push(net);
        }
      }
      for (const net of changed) marked[net] = 0;
      return changed;
    },
  };
}

/** The 32-bit words that have bytes of nets, each once, and the nets of each. */
function wordsOf(nets: readonly number[], { addressOf, program }: DesignPlan) {
  const owners = new Map<number, number[]>();
  for (const net of nets) {
    const first = addressOf[net]!;
    const last = first + bytesOf(elementOf(program.design.nets[net]!.type)) - 1;
    for (let word = first >>> 2; word <= last >>> 2; word++) {
      const known = owners.get(word);
      if (known) known.push(net);
      else owners.set(word, [net]);
    }
  }
  return { words: Uint32Array.from(owners.keys()), owners: [...owners.values()] };
}

/** Gives the numbers of the blocks that differ from the last call, for machines that can't. */
function comparison({ nets: { from, to } }: DesignPlan, { u32 }: Views): () => ArrayLike<number> {
  const now = u32.subarray(from / 4, Math.ceil(to / 4));
  const seen = now.slice();
  return () => {
    const found: number[] = [];
    for (let word = 0; word < now.length; word++) {
      if (now[word] === seen[word]) continue;
      seen[word] = now[word]!;
      const block = Math.floor((4 * word) / BLOCK_BYTES);
      if (found.at(-1) !== block) found.push(block);
    }
    return found;
  };
}

/** The nets that have bytes in each block: those of block b are list[starts[b]] … list[starts[b + 1] - 1]. */
function netsByBlock({ addressOf, program, nets: { from, to } }: DesignPlan) {
  const blocks = Math.ceil((to - from) / BLOCK_BYTES);
  const starts = new Int32Array(blocks + 1);
  const each = (visit: (net: number, block: number) => void): void => {
    for (const { index, type } of program.design.nets) {
      const offset = addressOf[index]! - from;
      const last = Math.floor((offset + bytesOf(elementOf(type)) - 1) / BLOCK_BYTES);
      for (let block = Math.floor(offset / BLOCK_BYTES); block <= last; block++) visit(index, block);
    }
  };
  each((_, block) => {
    starts[block + 1]!++;
  });
  for (let block = 0; block < blocks; block++) starts[block + 1]! += starts[block]!;
  const list = new Int32Array(starts[blocks]!);
  const filled = starts.slice();
  each((net, block) => {
    list[filled[block]!++] = net;
  });
  return { starts, list };
}
