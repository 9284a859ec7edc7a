import { bit, input, Module, output, reg, uint } from "../../sim/describe/index.ts";
import { bitsFor } from "./bits-for.ts";
import { requireWhole } from "./parameter.ts";

/**
 * Grants one of `ports` requests a cycle, combinationally. The port after the one granted last comes first.
 *
 * So a port that keeps asking waits for at most `ports` − 1 grants to others. `hold` keeps the order where the grant was not used.
 */
export class RoundRobinArbiter extends Module {
  // Interface
  readonly request;
  readonly hold = input(bit, { default: 0 });
  readonly grant;
  readonly granted = output(bit);
  /** Number of the granted port; 0 without a grant. */
  readonly port;

  // State
  protected readonly first;

  constructor(ports: number) {
    super();
    requireWhole("RoundRobinArbiter", "ports", ports, 1, 1024);
    this.request = Array.from({ length: ports }, () => input(bit));
    this.grant = Array.from({ length: ports }, () => output(bit));
    this.port = output(uint(bitsFor(ports)));
    this.first = reg(uint(bitsFor(ports)), { init: 0, range: [0, ports - 1] });
  }

  override propagate() {
    const ports = this.request.length;
    let granted = false;
    let port = 0;
    for (let i = 0; i < ports; i += 1) {
      const candidate = (this.first.value + i) % ports;
      if (!granted && this.request[candidate]!.value) {
        granted = true;
        port = candidate;
      }
    }
    for (let i = 0; i < ports; i += 1) this.grant[i]!.value = granted && port === i;
    this.granted.value = granted;
    this.port.value = port;
  }

  override update() {
    if (this.granted.value && !this.hold.value) this.first.next = (this.port.value + 1) % this.request.length;
  }
}
