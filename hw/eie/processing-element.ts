import { bit, connect, input, Module, output, uint } from "../../sim/describe/index.ts";
import { ActivationQueue } from "./activation-queue.ts";
import { ActivationRegisters } from "./activation-registers.ts";
import { AddressAccumulator } from "./address-accumulator.ts";
import { ArithmeticPipeline } from "./arithmetic-pipeline.ts";
import { CodebookDecoder } from "./codebook-decoder.ts";
import type { EieConfig } from "./config.ts";
import { Activity } from "./enumerations.ts";
import { PointerRead } from "./pointer-read.ts";
import { LoadPorts, TransferPort } from "./ports.ts";
import { SparseMatrixRead } from "./sparse-matrix-read.ts";

/**
 * A processing element (EIE paper, section IV and figure 4): the rows i with i mod N = `number` of the matrix, and of the result.
 *
 * From the pop of an activation to the write of the destination register of its first entry:
 *
 * ```text
 * cycle   c          c + 1          c + 2    c + 3                c + 4      c + 5
 *         queue,     pointer read   row      S1 codebook,         S2 read,   S3 add; write
 *         pop        addresses      register address accumulator  multiply   at the end
 * ```
 */
export class ProcessingElement extends Module {
  // Interface: broadcast
  readonly push = input(bit);
  readonly pushActivation;
  readonly pushColumn;
  readonly full = output(bit);

  // Interface: from the central control unit
  readonly restart = input(bit);
  readonly idleCause = input(Activity);
  readonly bank = input(bit);
  readonly row;
  readonly rectify = input(bit);
  readonly clear = input(bit);
  readonly shift = input(uint(4));
  readonly load;
  readonly transfer;

  // Interface: what is seen outside
  /** Source activation of the row. */
  readonly activation;
  /** Work of the layer is left here that lasts beyond the coming edge. */
  readonly busy = output(bit);
  /** What pointer read did in the cycle before. */
  readonly activity = output(Activity);

  // Structure
  readonly queue;
  readonly pointers;
  readonly matrix;
  readonly decoder;
  readonly accumulator;
  readonly arithmetic;
  readonly registers;

  constructor(config: EieConfig, number: number) {
    super();
    const { format } = config;
    this.pushActivation = input(format.operand);
    this.pushColumn = input(uint(config.columnBits));
    this.row = input(uint(config.activationBits));
    this.activation = output(format.operand);
    this.load = new LoadPorts(config);
    this.transfer = new TransferPort(config);
    this.queue = new ActivationQueue(config);
    this.pointers = new PointerRead(config, number);
    this.matrix = new SparseMatrixRead(config, number);
    this.decoder = new CodebookDecoder(config);
    this.accumulator = new AddressAccumulator(config);
    this.arithmetic = new ArithmeticPipeline(config);
    this.registers = new ActivationRegisters(config, number);
    this.connectFront();
    this.connectArithmetic();
    this.connectRegisters();
  }

  override propagate() {
    // A padding entry is done at the end of S1, an empty slice in its only cycle: neither counts there.
    this.busy.value =
      !this.queue.empty.value ||
      this.pointers.request.value === 1 ||
      this.matrix.valid.value === 1 ||
      this.matrix.s1Real.value === 1 ||
      this.accumulator.addressValid.value === 1 ||
      this.arithmetic.write.value === 1;
  }

  /** Queue, pointer read, matrix SRAM. */
  private connectFront() {
    const { queue, pointers, matrix } = this;
    connect(this.push, queue.push);
    connect(this.pushActivation, queue.pushActivation);
    connect(this.pushColumn, queue.pushColumn);
    connect(queue.full, this.full);
    connect(queue.empty, pointers.queueEmpty);
    connect(queue.activation, pointers.queueActivation);
    connect(queue.column, pointers.queueColumn);
    connect(pointers.pop, queue.pop);
    connect(pointers.request, matrix.request);
    connect(pointers.address, matrix.address);
    connect(pointers.first, matrix.first);
    connect(pointers.activation, matrix.activation);
    connect(pointers.skips, matrix.skips);
    connect(this.restart, matrix.restart);
    connect(this.idleCause, matrix.idleCause);
    connect(matrix.activity, this.activity);
    connect(this.load.pointer, pointers.load);
    connect(this.load.row, matrix.load);
  }

  /** S1 to S3. */
  private connectArithmetic() {
    const { matrix, decoder, accumulator, arithmetic } = this;
    connect(matrix.s1Real, decoder.valid);
    connect(matrix.s1Code, decoder.code);
    connect(matrix.s1Valid, accumulator.valid);
    connect(matrix.s1Real, accumulator.real);
    connect(matrix.s1First, accumulator.first);
    connect(matrix.s1ZeroRun, accumulator.zeroRun);
    connect(matrix.s1Real, arithmetic.s1Valid);
    connect(matrix.s1Activation, arithmetic.s1Activation);
    connect(accumulator.addressValid, arithmetic.valid);
    connect(accumulator.address, arithmetic.address);
    connect(decoder.weight, arithmetic.weight);
    connect(this.shift, arithmetic.shift);
    connect(this.load.codebook, decoder.load);
  }

  /** Source and destination registers. */
  private connectRegisters() {
    const { accumulator, arithmetic, registers } = this;
    connect(this.bank, registers.bank);
    connect(this.row, registers.row);
    connect(this.rectify, registers.rectify);
    connect(this.clear, registers.clear);
    connect(this.load.activation, registers.load);
    connect(this.load.sram, registers.loadSram);
    connect(this.transfer, registers.transfer);
    connect(accumulator.address, registers.readAddress);
    connect(registers.destination, arithmetic.destination);
    connect(arithmetic.write, registers.write);
    connect(arithmetic.writeAddress, registers.writeAddress);
    connect(arithmetic.writeData, registers.writeData);
    connect(registers.activation, this.activation);
  }
}
