import { bit, type HardwareType, input, Module, output, uint } from "../../sim/describe/index.ts";
import { bitsFor } from "./bits-for.ts";
import { requireWhole } from "./parameter.ts";
import { RoundRobinArbiter } from "./round-robin-arbiter.ts";
import { SramBank } from "./sram-bank.ts";

/**
 * One bank of a banked SRAM with its column of the crossbar: it sees the requests of all ports, takes those for its addresses,
 * grants one a cycle in turn, and reads or writes. `grant` is of the same cycle; `readData` of the cycle after a read, and stays.
 *
 * Words are interleaved: bank `number` of `banks` holds the addresses that are `number` modulo `banks`.
 */
export class CrossbarBank<T extends HardwareType> extends Module {
  // Parameters
  readonly number: number;
  readonly banks: number;

  // Interface: by port
  readonly valid;
  readonly write;
  readonly address;
  readonly writeData;
  readonly grant;
  readonly readData;

  // Structure
  readonly arbiter;
  readonly sram;

  /** `banks` and `depth`, the words of a bank, are powers of two. */
  constructor(type: T, ports: number, banks: number, depth: number, number: number) {
    super();
    requireWhole("CrossbarBank", "number", number, 0, banks - 1);
    this.number = number;
    this.banks = banks;
    const each = <S>(make: () => S): S[] => Array.from({ length: ports }, make);
    this.valid = each(() => input(bit));
    this.write = each(() => input(bit));
    this.address = each(() => input(uint(bitsFor(banks * depth))));
    this.writeData = each(() => input(type));
    this.grant = each(() => output(bit));
    this.readData = output(type);
    this.arbiter = new RoundRobinArbiter(ports);
    this.sram = new SramBank(type, depth);
  }

  override propagate() {
    const ports = this.valid.length;
    for (let p = 0; p < ports; p += 1) {
      const isMine = this.address[p]!.value % this.banks === this.number;
      this.arbiter.request[p]!.value = this.valid[p]!.value === 1 && isMine;
    }
    const granted = this.arbiter.granted.value === 1;
    const port = this.arbiter.port.value % ports;
    const row = Math.floor(this.address[port]!.value / this.banks);
    const writes = this.write[port]!.value === 1;
    this.sram.readEnable.value = granted && !writes;
    this.sram.readAddress.value = row;
    this.sram.writeEnable.value = granted && writes;
    this.sram.writeAddress.value = row;
    this.sram.writeData.value = this.writeData[port]!.value;
    for (let p = 0; p < ports; p += 1) this.grant[p]!.value = this.arbiter.grant[p]!.value;
    this.readData.value = this.sram.readData.value;
  }
}
