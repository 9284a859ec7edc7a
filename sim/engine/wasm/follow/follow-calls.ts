/** What the code of a follower asks of JavaScript. */
export interface FollowCalls {
  /** The text up to an address has to be taken; gives the address of the next byte. */
  take(out: number): number;
  /** Writes the text of a real number, by the number of its value, at an address; gives the address behind. */
  real(value: number, out: number): number;
  /** Gives the times of the next moments; 0 if there are none. */
  times(): number;
}

/** What a machine has for followers; see `HEAD` for how it is told what to follow. */
export interface FollowCode {
  /** Where it all is in the machine's memory. */
  readonly at: number;
  readonly end: number;
  /** Whoever follows now. */
  calls: FollowCalls | undefined;
  /** Marks the values that have changed; gives 1 if there is one. */
  look(): number;
  /** The lines of the marked values, from an address on; gives the address behind. */
  write(out: number): number;
  /** A moment of a run, and the falling edge behind it; gives 1 where the run has to stop. */
  moment(): number;
}
