import type { AnyLeafSignal, BlackboxParam } from "../describe/index.ts";

/** What export instantiates in place of a black box, with everything resolved. */
export interface BlackboxInstance {
  /** The name of the SystemVerilog module. */
  readonly module: string;
  /** The pins that are connected, in the order of their declaration. */
  readonly pins: readonly BlackboxConnection[];
  readonly params: ReadonlyMap<string, BlackboxParam>;
}

export interface BlackboxConnection {
  /** The name of the pin. */
  readonly pin: string;
  readonly to: BlackboxTarget;
}

export type BlackboxTarget =
  | {
      readonly kind: "signals";
      /** One signal; or the leaves of a vec or struct in their order, the first one in the lowest bits. */
      readonly signals: readonly AnyLeafSignal[];
      readonly inverted: boolean;
    }
  /** That of the instance's domain. */
  | { readonly kind: "clock" | "reset"; readonly inverted: boolean }
  | { readonly kind: "constant"; readonly value: number | bigint };
