import { bitsFor, requireWhole } from "../lib/index.ts";

/** What all routers and interfaces of a mesh agree on. */
export interface NocConfig {
  /** Routers in a row. */
  readonly columns: number;
  /** Rows of routers; row 0 is the northernmost. */
  readonly rows: number;
  /** Virtual channels a link, 1 … 8. */
  readonly virtualChannels: number;
  /** Flits that an input of a router holds for each virtual channel. */
  readonly depth: number;
  /** Bits of payload a flit, 1 … 53. */
  readonly payloadBits: number;
  /** Most flits in a message. */
  readonly longestMessage: number;
}

/** A configuration with what is left out filled in: two virtual channels of four flits, 32 bits of payload, up to 4 flits. */
export function nocConfig(given: Pick<NocConfig, "columns" | "rows"> & Partial<NocConfig>): NocConfig {
  const config = { virtualChannels: 2, depth: 4, payloadBits: 32, longestMessage: 4, ...given };
  requireWhole("Mesh", "columns", config.columns, 1, 256);
  requireWhole("Mesh", "rows", config.rows, 1, 256);
  requireWhole("Mesh", "virtualChannels", config.virtualChannels, 1, 8);
  requireWhole("Mesh", "depth", config.depth, 1, 64);
  requireWhole("Mesh", "payloadBits", config.payloadBits, 1, 53);
  requireWhole("Mesh", "longestMessage", config.longestMessage, 1, 1024);
  return config;
}

/** Width of a virtual channel's number. */
export function channelBits(config: NocConfig): number {
  return bitsFor(config.virtualChannels);
}

/** Width of a count of free slots. */
export function creditBits(config: NocConfig): number {
  return bitsFor(config.depth + 1);
}
