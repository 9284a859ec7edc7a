/** Something that is done to a design from outside its clock edges. */
export type Deed =
  /** An input of the top gets a value; a reset wire (its number is above those of the nets) starts or ends. */
  | { readonly kind: "drive"; readonly net: number; readonly value: unknown }
  /** A register is set; a net is overridden. */
  | { readonly kind: "poke" | "force"; readonly net: number; readonly value: unknown }
  | { readonly kind: "release"; readonly net: number }
  /** Words of a memory are set, from an address on. */
  | {
      readonly kind: "words";
      readonly memory: number;
      readonly at: number;
      readonly words: ArrayLike<unknown>;
    }
  /** A state of a behavioural module gets a value: plain data. */
  | { readonly kind: "state"; readonly state: number; readonly value: unknown };

/** Hears what is done to a running design: a drive log. */
export interface Journal {
  /** Deeds that are done together, before the settle that follows. */
  note(deeds: readonly Deed[]): void;
  /** Called when all of a moment is done and an edge comes; gives the number of edges that may pass before the next call. */
  beforeEdges(): number;
  /** The run is over; `failure` says how it failed. */
  end(failure: string | undefined): void;
}
