/** One step of a schedule. */
export type Step =
  /** A kernel: all its instances, or those of its list for from ≤ k < to. */
  | { readonly kind: "run"; readonly kernel: number; readonly from: number; readonly to: number }
  /** Turns of several list kernels: at base + 12 · k the 32-bit words position in `kernels`, from, to. */
  | {
      readonly kind: "turns";
      readonly kernels: readonly number[];
      readonly base: number;
      readonly turns: Uint32Array;
    }
  /** So many bytes, and the same again `stride` bytes further on, for each of the rows. */
  | {
      readonly kind: "move";
      readonly from: number;
      readonly to: number;
      readonly bytes: number;
      readonly rows: number;
      readonly stride: number;
    }
  /** Words of so many bytes: at base + 8 · k the 32-bit addresses from, to. */
  | {
      readonly kind: "moves";
      readonly base: number;
      readonly bytes: number;
      readonly pairs: Uint32Array;
    };

/** A step of an edge, for the domain that it belongs to. */
export interface DomainStep {
  readonly domain: number;
  readonly step: Step;
}
