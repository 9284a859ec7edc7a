/** Decides when a long run lets Node's event loop have a turn (Ctrl-C, timers), without asking for the time at each wake. */
export interface Pacer {
  /** The loop has had its turn. */
  start(): void;
  isDue(): boolean;
  /** Edges to run until `isDue` is asked again. */
  chunk(): number;
}

const TURN_MILLISECONDS = 25;
const ASKS_BETWEEN_LOOKS = 256;

export function createPacer(now: () => number = () => performance.now()): Pacer {
  let started = now();
  let asks = 0;
  let edges = 64;
  let chunked = false;
  let asked = started;
  return {
    start() {
      started = now();
    },
    isDue() {
      asks += 1;
      if (!chunked && asks < ASKS_BETWEEN_LOOKS) return false;
      const time = now();
      if (chunked && time - asked > TURN_MILLISECONDS / 2) edges = Math.max(1, edges >> 1);
      else if (chunked && time - asked < TURN_MILLISECONDS / 8) edges = Math.min(1 << 24, edges * 2);
      asked = time;
      asks = 0;
      chunked = false;
      return time - started > TURN_MILLISECONDS;
    },
    chunk() {
      chunked = true;
      return edges;
    },
  };
}
