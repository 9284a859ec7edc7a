/** Decides when a long run lets Node's event loop have a turn (Ctrl-C, timers), without asking for the time at each wake. */
export interface Pacer {
  /** The loop has had its turn. */
  start(): void;
  isDue(): boolean;
  /** Edges to run until `isDue` is asked again, of so many that could be. */
  chunk(most: number): number;
}

const TURN_MILLISECONDS = 25;
const ASKS_BETWEEN_LOOKS = 256;
const LEAST_CHUNK = 64;

export function createPacer(now: () => number = () => performance.now()): Pacer {
  let started = now();
  let asks = 0;
  let edges = LEAST_CHUNK;
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
    chunk(most) {
      // Few edges are a wake like others: the time need not be asked for.
      if (most < LEAST_CHUNK) return Math.min(most, edges);
      chunked = true;
      return Math.min(most, edges);
    },
  };
}
