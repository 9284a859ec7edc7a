import type { DesignPlan } from "../plan/design-plan.ts";
import { bytesOf, elementOf } from "../plan/element.ts";
import type { Views } from "./words.ts";

/** Finds the nets whose words differ from those of the last time. */
export interface Changes {
  take(): number[];
  /** Nets that have changed otherwise. */
  add(nets: readonly number[]): void;
}

export function createChanges(plan: DesignPlan, views: Views): Changes {
  const { from, to } = plan.nets;
  const first = from / 4;
  const now = views.u32.subarray(first, Math.ceil(to / 4));
  const seen = now.slice();
  const { starts, list } = netsByWord(plan, first, now.length);
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
      for (let word = 0; word < now.length; word++) {
        if (now[word] === seen[word]) continue;
        seen[word] = now[word]!;
        for (let at = starts[word]!; at < starts[word + 1]!; at++) {
          const net = list[at]!;
          if (marked[net] === 1) continue;
          marked[net] = 1;
          changed.push(net);
        }
      }
      for (const net of changed) marked[net] = 0;
      return changed.sort((a, b) => a - b);
    },
  };
}

/** The nets that have bytes in each word of 4 bytes: those of word w are list[starts[w]] … list[starts[w + 1] - 1]. */
function netsByWord({ addressOf, program }: DesignPlan, first: number, words: number) {
  const starts = new Int32Array(words + 1);
  const each = (visit: (net: number, word: number) => void): void => {
    for (const { index, type } of program.design.nets) {
      const address = addressOf[index]!;
      const last = (address + bytesOf(elementOf(type)) - 1) >>> 2;
      for (let word = address >>> 2; word <= last; word++) visit(index, word - first);
    }
  };
  each((_, word) => {
    starts[word + 1]!++;
  });
  for (let word = 0; word < words; word++) starts[word + 1]! += starts[word]!;
  const list = new Int32Array(starts[words]!);
  const filled = starts.slice();
  each((net, word) => {
    list[filled[word]!++] = net;
  });
  return { starts, list };
}
