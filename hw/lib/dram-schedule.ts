/** How long a DRAM takes, in cycles of its clock. */
export interface DramTiming {
  /** From the activation of a row to the first column command. */
  readonly tRCD: number;
  /** To close the row that is open. */
  readonly tRP: number;
  /** From a column command to the first word on the bus. */
  readonly tCAS: number;
  /** Words, and cycles of the bus, that one request moves. */
  readonly burst: number;
}

/** A bank: its open row, −1 if there is none, and the first edge at which it takes a command. */
export interface DramBank {
  readonly row: number;
  readonly ready: number;
}

/** When the banks and the bus are free. Numbers of edges. */
export interface DramSchedule {
  readonly banks: readonly DramBank[];
  /** The first edge at which no word is on the bus. */
  readonly busFree: number;
}

export function idleSchedule(banks: number): DramSchedule {
  return { banks: Array.from({ length: banks }, () => ({ row: -1, ready: 0 })), busFree: 0 };
}

export interface Scheduled {
  readonly schedule: DramSchedule;
  /** The edge of the first word on the bus; the others follow one by one. */
  readonly at: number;
  /** Whether the row was open: a hit; whether the bank had none open; or whether another one had to be closed. */
  readonly found: "open" | "closed" | "other";
}

/**
 * When a burst that is asked for at edge `now` is on the bus. Rows stay open. Banks prepare their rows side by side, the bus serves in order; a bank
 * takes its next command when the words of the last one are off the bus' way, so that hits follow each other without a gap.
 */
export function scheduleBurst(
  { banks, busFree }: DramSchedule,
  { tRCD, tRP, tCAS, burst }: DramTiming,
  now: number,
  bank: number,
  row: number,
): Scheduled {
  const { row: open, ready } = banks[bank] as DramBank;
  const found = open === row ? "open" : open === -1 ? "closed" : "other";
  const column = Math.max(now, ready) + (found === "open" ? 0 : tRCD) + (found === "other" ? tRP : 0);
  const at = Math.max(column + tCAS, busFree);
  const used = { row, ready: at - tCAS + burst };
  return {
    schedule: { banks: banks.map((each, i) => (i === bank ? used : each)), busFree: at + burst },
    at,
    found,
  };
}
