import { bit, connect, Module, output, streamSink, uint } from "../../sim/describe/index.ts";
import { channelBits, type NocConfig, nocConfig } from "./config.ts";
import { flitType, messageType } from "./flit.ts";
import { NetworkInterface } from "./network-interface.ts";
import { EAST, LOCAL, NORTH, Router, SOUTH, WEST } from "./router.ts";

/**
 * A mesh of `columns` × `rows` routers with a network interface each. Node (x, y) is number y · `columns` + x.
 *
 * Each message is delivered once, whole; messages from one node to another in one virtual channel arrive in order. In an idle mesh
 * the first flit of a message that is taken at an edge shows in `arrived` 2 · (hops + 1) + 1 edges later, hops being the distance
 * |x − x'| + |y − y'|, and its other flits in the cycles after it. A message's destination must be in the mesh.
 */
export class Mesh extends Module {
  // Parameters
  readonly config: NocConfig;

  // Interface: by node. A flit that has arrived shows for a cycle, in which the node takes it.
  readonly send;
  readonly arrived;
  readonly arrivedChannel;
  readonly arrivedFlit;

  // Structure: by node
  readonly node: readonly NetworkInterface[];
  readonly router: readonly Router[];

  constructor(given: Pick<NocConfig, "columns" | "rows"> & Partial<NocConfig>) {
    super();
    this.config = nocConfig(given);
    const { columns, rows } = this.config;
    const nodes = Array.from({ length: columns * rows }, (_, i) => i);
    this.send = nodes.map(() => streamSink(messageType(this.config)));
    this.arrived = nodes.map(() => output(bit));
    this.arrivedChannel = nodes.map(() => output(uint(channelBits(this.config))));
    this.arrivedFlit = nodes.map(() => output(flitType(this.config)));
    this.node = nodes.map(() => new NetworkInterface(this.config));
    this.router = nodes.map((i) => new Router(this.config, i % columns, Math.floor(i / columns)));

    for (const [i, node] of this.node.entries()) {
      connect(this.send[i]!, node.send);
      connect(node.arrived, this.arrived[i]!);
      connect(node.arrivedChannel, this.arrivedChannel[i]!);
      connect(node.arrivedFlit, this.arrivedFlit[i]!);
    }
    for (const [i, router] of this.router.entries()) {
      connect(this.node[i]!.toRouter, router.in[LOCAL]!);
      connect(router.out[LOCAL]!, this.node[i]!.fromRouter);
      if (router.x + 1 < columns) joinBothWays(router, EAST, this.router[i + 1]!, WEST);
      if (router.y + 1 < rows) joinBothWays(router, SOUTH, this.router[i + columns]!, NORTH);
    }
  }
}

function joinBothWays(a: Router, portOfA: number, b: Router, portOfB: number): void {
  connect(a.out[portOfA]!, b.in[portOfB]!);
  connect(b.out[portOfB]!, a.in[portOfA]!);
}
