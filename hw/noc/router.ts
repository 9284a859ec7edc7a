import { bit, Module, reg, uint, wire, wrap } from "../../sim/describe/index.ts";
import { bitsFor, requireWhole } from "../lib/index.ts";
import { channelBits, creditBits, type NocConfig } from "./config.ts";
import { FlitSink, FlitSource, flitType } from "./flit.ts";

/** The ports of a router by number. */
export const LOCAL = 0;
export const NORTH = 1;
export const EAST = 2;
export const SOUTH = 3;
export const WEST = 4;
const PORTS = 5;
/** What an input without a flit that can move asks for. */
const NOWHERE = 5;

/**
 * A wormhole router of a mesh: 5 ports, virtual channels, credits, dimension-order routing (Dally and Towles, Principles and
 * Practices of Interconnection Networks, chapters 13 and 16).
 *
 * A flit takes two cycles from register to register of neighbouring outputs: it stands in the queue of its input and virtual
 * channel at the first edge, and in the register of an output at the second, if it wins it:
 *
 * ```text
 * cycle       0            1                     2
 * in          flit
 * queue                    front: asks, wins
 * out                                            flit
 * in.credit                                      1
 * ```
 *
 * In the cycle in which it is at the front of its queue a flit asks for the output of its destination: along x first, then along
 * y, then to the local port. It may ask if the next router has room in the same virtual channel, and if no message of another
 * input is on its way through that channel of the output: a head takes the channel when it wins, the tail gives it back. So flits
 * of a message stay together in their channel, while other channels may pass. Of the virtual channels of an input one that may
 * ask is chosen, the one after the last winner first; of the inputs that ask for an output one is granted, the one after the last
 * winner first. No path leads from one router to the next within a cycle.
 *
 * A message keeps its virtual channel all the way; as x comes before y, waits never form a ring, and there is no deadlock.
 */
export class Router extends Module {
  // Parameters
  readonly x: number;
  readonly y: number;
  readonly channels: number;
  readonly depth: number;

  // Interface: by port
  readonly in;
  readonly out;

  // State of inputs: slot[port][channel][0] is the front; a queue moves up when its front leaves
  protected readonly slot;
  protected readonly count;
  protected readonly firstChannel;

  // State of outputs: room in the next router's queue, and the input that a message holds the channel for
  protected readonly credits;
  protected readonly held;
  protected readonly holder;
  protected readonly firstInput;

  // Choices of this cycle
  protected readonly chosen;
  protected readonly wanted;
  protected readonly front;
  /** grant[output][input] */
  protected readonly grant;
  protected readonly leaves;

  constructor(config: NocConfig, x: number, y: number) {
    super();
    requireWhole("Router", "x", x, 0, config.columns - 1);
    requireWhole("Router", "y", y, 0, config.rows - 1);
    this.x = x;
    this.y = y;
    this.channels = config.virtualChannels;
    this.depth = config.depth;
    const ports = <S>(make: () => S): S[] => Array.from({ length: PORTS }, make);
    const channels = <S>(make: () => S): S[] => Array.from({ length: this.channels }, make);
    const flit = flitType(config);

    this.in = ports(() => new FlitSink(config));
    this.out = ports(() => new FlitSource(config));
    this.slot = ports(() => channels(() => Array.from({ length: this.depth }, () => reg(flit))));
    this.count = ports(() => channels(() => reg(uint(creditBits(config)), { init: 0 })));
    this.firstChannel = ports(() => reg(uint(channelBits(config)), { init: 0 }));
    this.credits = ports(() => channels(() => reg(uint(creditBits(config)), { init: this.depth })));
    this.held = ports(() => channels(() => reg(bit, { init: 0 })));
    this.holder = ports(() => channels(() => reg(uint(bitsFor(PORTS)), { init: 0 })));
    this.firstInput = ports(() => reg(uint(bitsFor(PORTS)), { init: 0 }));
    this.chosen = ports(() => wire(uint(channelBits(config))));
    this.wanted = ports(() => wire(uint(bitsFor(PORTS + 1))));
    this.front = ports(() => wire(flit));
    this.grant = ports(() => ports(() => wire(bit)));
    this.leaves = ports(() => wire(bit));
  }

  override propagate() {
    for (let port = 0; port < PORTS; port += 1) this.chooseChannel(port);
    for (let output = 0; output < PORTS; output += 1) this.grantOutput(output);
    for (let port = 0; port < PORTS; port += 1) {
      let leaves = 0;
      for (let output = 0; output < PORTS; output += 1) leaves |= this.grant[output]![port]!.value;
      this.leaves[port]!.value = leaves;
    }
  }

  override update() {
    for (let port = 0; port < PORTS; port += 1) this.moveQueues(port);
    for (let output = 0; output < PORTS; output += 1) this.send(output);
  }

  /** Of the channels of an input, one whose front may move; the channel after the last winner is looked at first. */
  private chooseChannel(port: number) {
    let chosen = 0;
    let wanted = NOWHERE;
    this.front[port]!.value = this.slot[port]![0]![0]!.value;
    for (let i = 0; i < 2 * this.channels; i += 1) {
      const channel = i % this.channels;
      const isTurn = i >= this.channels || channel >= this.firstChannel[port]!.value;
      const flit = this.slot[port]![channel]![0]!;
      const output = this.route(flit.x.value, flit.y.value);
      if (wanted === NOWHERE && isTurn && this.count[port]![channel]!.value > 0) {
        if (this.mayAsk(port, channel, output, flit.head.value)) {
          chosen = channel;
          wanted = output;
          this.front[port]!.value = flit.value;
        }
      }
    }
    this.chosen[port]!.value = chosen;
    this.wanted[port]!.value = wanted;
  }

  /** Dimension order: along the row to the column, then along the column. */
  private route(x: number, y: number): number {
    if (x > this.x) return EAST;
    if (x < this.x) return WEST;
    if (y > this.y) return SOUTH;
    if (y < this.y) return NORTH;
    return LOCAL;
  }

  private mayAsk(port: number, channel: number, wanted: number, head: number): boolean {
    let may = false;
    for (let output = 0; output < PORTS; output += 1) {
      const held = this.held[output]![channel]!.value;
      const isOurs = held === 1 && this.holder[output]![channel]!.value === port;
      const isOpen = head === 1 ? held === 0 : isOurs;
      if (wanted === output && isOpen && this.credits[output]![channel]!.value > 0) may = true;
    }
    return may;
  }

  /** Of the inputs that ask for an output, one; the input after the last winner is looked at first. */
  private grantOutput(output: number) {
    let granted = NOWHERE;
    for (let i = 0; i < 2 * PORTS; i += 1) {
      const port = i % PORTS;
      const isTurn = i >= PORTS || port >= this.firstInput[output]!.value;
      if (granted === NOWHERE && isTurn && this.wanted[port]!.value === output) granted = port;
    }
    for (let port = 0; port < PORTS; port += 1) this.grant[output]![port]!.value = granted === port;
  }

  private moveQueues(port: number) {
    const link = this.in[port]!;
    const leaves = this.leaves[port]!.value === 1;
    const chosen = this.chosen[port]!.value;
    for (let channel = 0; channel < this.channels; channel += 1) {
      const moves = leaves && chosen === channel;
      const enters = link.valid.value === 1 && link.channel.value === channel;
      const slots = this.slot[port]![channel]!;
      const count = this.count[port]![channel]!;
      const stay = moves ? count.value - 1 : count.value;
      for (let i = 0; i < this.depth; i += 1) {
        if (enters && stay === i) slots[i]!.next = link.flit.value;
        else if (moves && i + 1 < this.depth) slots[i]!.next = slots[i + 1]!.value;
      }
      count.next = wrap(enters ? stay + 1 : stay);
    }
    link.credit.next = leaves;
    link.creditChannel.next = chosen;
    if (leaves) this.firstChannel[port]!.next = chosen + 1 < this.channels ? chosen + 1 : 0;
  }

  private send(output: number) {
    const link = this.out[output]!;
    let sends = false;
    let channel = 0;
    let port = 0;
    let head = 0;
    let tail = 0;
    for (let p = 0; p < PORTS; p += 1) {
      if (this.grant[output]![p]!.value) {
        sends = true;
        port = p;
        channel = this.chosen[p]!.value;
        head = this.front[p]!.head.value;
        tail = this.front[p]!.tail.value;
        link.flit.next = this.front[p]!.value;
      }
    }
    link.valid.next = sends;
    link.channel.next = channel;
    if (sends) this.firstInput[output]!.next = port + 1 < PORTS ? port + 1 : 0;
    for (let c = 0; c < this.channels; c += 1) {
      const goes = sends && channel === c;
      const returns = link.credit.value === 1 && link.creditChannel.value === c;
      const credits = this.credits[output]![c]!;
      if (goes && !returns) credits.next = wrap(credits.value - 1);
      if (returns && !goes) credits.next = wrap(credits.value + 1);
      if (goes && head === 1) this.holder[output]![c]!.next = port;
      if (goes && (head === 1 || tail === 1)) this.held[output]![c]!.next = tail === 0;
    }
  }
}
