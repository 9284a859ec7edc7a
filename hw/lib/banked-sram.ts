import {
  bit,
  connect,
  type HardwareType,
  input,
  Module,
  output,
  outputReg,
  reg,
  uint,
  wire,
} from "../../sim/describe/index.ts";
import { bitsFor } from "./bits-for.ts";
import { CrossbarBank } from "./crossbar-bank.ts";
import { requireParameter, requireWhole } from "./parameter.ts";

/**
 * `banks` SRAM banks of `depth` words behind a crossbar for `ports` ports, words interleaved over the banks by the lowest bits of
 * the address: as many accesses a cycle as there are ports, if they fall into different banks.
 *
 * ```text
 * cycle        0           1           2
 * valid        1           1
 * ready        0           1                     another port of the same bank goes first
 * readValid                            1         readData for one cycle
 * ```
 *
 * A request passes in a cycle with `valid` and `ready`; `ready` is combinational, from all requests and the bank's turn (each bank
 * serves its ports in turn, so a request waits for at most `ports` − 1 others). A read's word comes a cycle later; words that are
 * written in a cycle are read from the next one on. A port whose request waits keeps it.
 */
export class BankedSram<T extends HardwareType> extends Module {
  // Interface: by port
  readonly valid;
  readonly write;
  readonly address;
  readonly writeData;
  readonly ready;
  readonly readValid;
  readonly readData;

  // State: the bank that answers a port
  protected readonly answering;

  // Structure: by bank; then the crossbar's wires, [port][bank] and [bank]
  readonly bank;
  protected readonly grant;
  protected readonly word;

  constructor(type: T, ports: number, banks: number, depth: number) {
    super();
    requireWhole("BankedSram", "ports", ports, 1, 256);
    requirePower("banks", banks);
    requirePower("depth", depth);
    const each = <S>(make: () => S): S[] => Array.from({ length: ports }, make);
    this.valid = each(() => input(bit));
    this.write = each(() => input(bit));
    this.address = each(() => input(uint(bitsFor(banks * depth))));
    this.writeData = each(() => input(type));
    this.ready = each(() => output(bit));
    this.readValid = each(() => outputReg(bit, { init: 0 }));
    this.readData = each(() => output(type));
    this.answering = each(() => reg(uint(bitsFor(banks)), { init: 0 }));
    this.bank = Array.from({ length: banks }, (_, b) => new CrossbarBank(type, ports, banks, depth, b));
    this.grant = each(() => Array.from({ length: banks }, () => wire(bit)));
    this.word = Array.from({ length: banks }, () => wire(type));

    for (const [b, bank] of this.bank.entries()) {
      for (let p = 0; p < ports; p += 1) {
        connect(this.valid[p]!, bank.valid[p]!);
        connect(this.write[p]!, bank.write[p]!);
        connect(this.address[p]!, bank.address[p]!);
        connect(this.writeData[p]! as never, bank.writeData[p]! as never);
        connect(bank.grant[p]!, this.grant[p]![b]!);
      }
      connect(bank.readData as never, this.word[b]! as never);
    }
  }

  override propagate() {
    const banks = this.bank.length;
    for (let p = 0; p < this.valid.length; p += 1) {
      const asked = this.address[p]!.value % banks;
      this.ready[p]!.value = this.grant[p]![asked]!.value;
      this.readData[p]!.value = this.word[this.answering[p]!.value % banks]!.value;
    }
  }

  override update() {
    for (let p = 0; p < this.valid.length; p += 1) {
      const passes = this.valid[p]!.value === 1 && this.ready[p]!.value === 1;
      const reads = passes && this.write[p]!.value === 0;
      this.readValid[p]!.next = reads;
      if (reads) this.answering[p]!.next = this.address[p]!.value % this.bank.length;
    }
  }
}

function requirePower(parameter: string, value: number): void {
  requireWhole("BankedSram", parameter, value, 1, 1 << 20);
  requireParameter(
    Number.isInteger(Math.log2(value)),
    "BankedSram",
    parameter,
    value,
    "addresses are cut into bank and row between bits",
    "give a power of two",
  );
}
