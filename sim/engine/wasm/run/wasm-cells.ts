import type { Cell } from "../../../describe/index.ts";
import type { WordFormat } from "./words.ts";

/**
 * What cells ask of their engine: a write of a behavioural module, of a method that is run for its assertions or beside a forced net, or of
 * somebody outside.
 */
export interface CellHost {
  drive(net: number, value: unknown): void;
  latch(net: number, value: unknown): void;
}

/** A net whose value is an element of a typed array. */
export class PlainCell implements Cell {
  private readonly view: ArrayLike<number>;
  private readonly index: number;
  private readonly net: number;
  private readonly host: CellHost;

  constructor(view: ArrayLike<number>, index: number, net: number, host: CellHost) {
    this.view = view;
    this.index = index;
    this.net = net;
    this.host = host;
  }

  get v(): unknown {
    return this.view[this.index];
  }

  drive(value: unknown): void {
    this.host.drive(this.net, value);
  }

  latch(value: unknown): void {
    this.host.latch(this.net, value);
  }
}

/** A net of any other type. */
export class FormatCell implements Cell {
  private readonly format: WordFormat;
  private readonly address: number;
  private readonly net: number;
  private readonly host: CellHost;

  constructor(format: WordFormat, address: number, net: number, host: CellHost) {
    this.format = format;
    this.address = address;
    this.net = net;
    this.host = host;
  }

  get v(): unknown {
    return this.format.read(this.address);
  }

  drive(value: unknown): void {
    this.host.drive(this.net, value);
  }

  latch(value: unknown): void {
    this.host.latch(this.net, value);
  }
}
