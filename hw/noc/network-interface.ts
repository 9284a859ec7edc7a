import { bit, Module, output, reg, streamSink, uint, wrap } from "../../sim/describe/index.ts";
import { channelBits, creditBits, type NocConfig } from "./config.ts";
import { FlitSink, FlitSource, flitType, messageType } from "./flit.ts";
import { bitsFor } from "../lib/index.ts";

/**
 * Joins a node to the local port of its router: cuts messages into flits, one a cycle while the router has room, and hands over
 * what arrives.
 *
 * A message that `send` takes at an edge puts its first flit into the link's register at the next edge, and the following ones at
 * the edges after it; the next message is taken when the last flit is in the register. `arrived` shows a flit, with its virtual
 * channel, for one cycle: the node must take it then, and its credit goes back at once.
 */
export class NetworkInterface extends Module {
  // Parameters
  readonly channels: number;

  // Interface: to the node, then to the router
  readonly send;
  readonly arrived = output(bit);
  readonly arrivedChannel;
  readonly arrivedFlit;
  readonly toRouter;
  readonly fromRouter;

  // State: the rest of the message, and the room in the router
  protected readonly busy = reg(bit, { init: 0 });
  protected readonly first = reg(bit);
  protected readonly x;
  protected readonly y;
  protected readonly channel;
  protected readonly more;
  protected readonly payload;
  protected readonly credits;

  constructor(config: NocConfig) {
    super();
    this.channels = config.virtualChannels;
    const message = messageType(config);
    this.send = streamSink(message);
    this.arrivedChannel = output(uint(channelBits(config)));
    this.arrivedFlit = output(flitType(config));
    this.toRouter = new FlitSource(config);
    this.fromRouter = new FlitSink(config);
    this.x = reg(uint(bitsFor(config.columns)));
    this.y = reg(uint(bitsFor(config.rows)));
    this.channel = reg(uint(channelBits(config)));
    this.more = reg(uint(bitsFor(config.longestMessage)));
    this.payload = reg(uint(config.payloadBits));
    this.credits = Array.from({ length: this.channels }, () =>
      reg(uint(creditBits(config)), { init: config.depth }),
    );
  }

  override propagate() {
    this.send.ready.value = this.busy.value === 0;
    this.arrived.value = this.fromRouter.valid.value;
    this.arrivedChannel.value = this.fromRouter.channel.value;
    this.arrivedFlit.value = this.fromRouter.flit.value;
  }

  override update() {
    this.fromRouter.credit.next = this.fromRouter.valid.value;
    this.fromRouter.creditChannel.next = this.fromRouter.channel.value;

    if (this.send.fires) {
      this.busy.next = 1;
      this.first.next = 1;
      this.x.next = this.send.payload.x.value;
      this.y.next = this.send.payload.y.value;
      this.channel.next = this.send.payload.channel.value;
      this.more.next = this.send.payload.more.value;
      this.payload.next = this.send.payload.payload.value;
    }

    const link = this.toRouter;
    let hasRoom = false;
    for (let c = 0; c < this.channels; c += 1) {
      if (this.channel.value === c && this.credits[c]!.value > 0) hasRoom = true;
    }
    const goes = this.busy.value === 1 && hasRoom;
    const isLast = this.more.value === 0;
    link.valid.next = goes;
    if (goes) {
      link.channel.next = this.channel.value;
      link.flit.head.next = this.first.value;
      link.flit.tail.next = isLast;
      link.flit.x.next = this.x.value;
      link.flit.y.next = this.y.value;
      link.flit.payload.next = this.payload.value;
      this.first.next = 0;
      if (isLast) this.busy.next = 0;
      else this.more.next = wrap(this.more.value - 1);
      this.payload.next = wrap(this.payload.value + 1);
    }
    for (let c = 0; c < this.channels; c += 1) {
      const uses = goes && this.channel.value === c;
      const returns = link.credit.value === 1 && link.creditChannel.value === c;
      if (uses && !returns) this.credits[c]!.next = wrap(this.credits[c]!.value - 1);
      if (returns && !uses) this.credits[c]!.next = wrap(this.credits[c]!.value + 1);
    }
  }
}
