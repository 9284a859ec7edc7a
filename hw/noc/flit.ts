import { bit, Bundle, input, outputReg, struct, uint } from "../../sim/describe/index.ts";
import { bitsFor } from "../lib/index.ts";
import { channelBits, type NocConfig } from "./config.ts";

/** What moves through the network in a cycle: first and last of its message or between them, where to, and a word. */
export function flitType(config: NocConfig) {
  return struct({
    head: bit,
    tail: bit,
    x: uint(bitsFor(config.columns)),
    y: uint(bitsFor(config.rows)),
    payload: uint(config.payloadBits),
  });
}

/** A message to send: flit k of it carries `payload` + k (mod 2^payloadBits). */
export function messageType(config: NocConfig) {
  return struct({
    x: uint(bitsFor(config.columns)),
    y: uint(bitsFor(config.rows)),
    channel: uint(channelBits(config)),
    /** Number of flits − 1. */
    more: uint(bitsFor(config.longestMessage)),
    payload: uint(config.payloadBits),
  });
}

/**
 * The sending end of a link: a register holds the flit, and the virtual channel that it is for. A `credit` comes back for each
 * flit that has left the receiver's queue; who counts them never sends to a full queue, so there is no `ready`.
 */
export class FlitSource extends Bundle {
  readonly valid = outputReg(bit, { init: 0 });
  readonly channel;
  readonly flit;
  readonly credit = input(bit, { default: 0 });
  readonly creditChannel;

  constructor(config: NocConfig) {
    super();
    this.channel = outputReg(uint(channelBits(config)));
    this.flit = outputReg(flitType(config));
    this.creditChannel = input(uint(channelBits(config)), { default: 0 });
  }
}

/** The receiving end of a link. Left open, at the edge of a mesh, it receives nothing. */
export class FlitSink extends Bundle {
  readonly valid = input(bit, { default: 0 });
  readonly channel;
  readonly flit;
  readonly credit = outputReg(bit, { init: 0 });
  readonly creditChannel;

  constructor(config: NocConfig) {
    super();
    this.channel = input(uint(channelBits(config)), { default: 0 });
    this.flit = input(flitType(config), { default: { head: 0, tail: 0, x: 0, y: 0, payload: 0 } });
    this.creditChannel = outputReg(uint(channelBits(config)));
  }
}
