import { bit, input, Module, output, outputReg, reg, uint, wire, wrap } from "../../sim/describe/index.ts";
import { bitsFor } from "../lib/index.ts";
import { type EieConfig, FEWEST_CYCLES } from "./config.ts";
import { Activity, Mode, ScanStep } from "./enumerations.ts";
import type { NumberFormat } from "./number-format.ts";
import { LayerSettings, TransferSource } from "./ports.ts";

/**
 * The central control unit, root of the tree of leading non-zero detection (EIE paper, section IV). An I/O and a compute
 * mode, with transfers before and after the latter.
 *
 * In the I/O mode the PEs are idle and their memories can be written. `start` in a cycle of the I/O mode makes the edge at its end
 * edge 1 of a layer. In the compute mode the source registers are scanned row by row: row r holds the activations r·N … r·N + N − 1.
 *
 * ```text
 * cycle        1       2        3        4           cycle c ends with edge c
 * start        1
 * row, lane            0, 0     0, 4     0, 7        here lanes 3 and 6 of row 0 are the first that hold something
 * step         Begin   Push     Push     …           push into all queues at the edge, unless one is full: Blocked
 * pops                          lane 3   lane 6      a pushed activation is in pointer read two cycles after its push
 * ```
 *
 * The row moves on with the push of PE N − 1's activation, else in a cycle that finds nothing; full queues don't hold that
 * one. A bias row follows the source rows: activation 1.0 in lane 0. The layer ends, and the register files swap, at the edge
 * at which the scan has ended and no PE is busy, but not before edge 9.
 *
 * Transfers between activation SRAM and registers come before cycle 1, the first one in the cycle of `start`, and after the last cycle:
 *
 * ```text
 * mode         InputOutput  Prepare   Prepare   Compute  …  Compute   Spill     Spill     InputOutput
 * start        1
 * transfer     block 0      block 1                                   block 0   block 1               prepareBlocks = spillBlocks = 2
 * cycle                               1         2        …  c
 * ```
 */
export class CentralControl extends Module {
  // Parameters
  readonly pes: number;
  readonly format: NumberFormat;
  readonly transferWords: number;

  // Interface: host
  readonly settings;
  readonly start = input(bit);
  /** Row of the register files that the I/O mode looks at. */
  readonly ioRow;
  /** Source activations are written in this cycle. */
  readonly loading = input(bit);
  readonly mode = outputReg(Mode, { init: Mode.InputOutput });
  /** In the compute mode the number of the cycle, from 2; afterwards the cycles of the layer. */
  readonly cycle = outputReg(uint(32), { init: 0 });
  readonly step = output(ScanStep);
  /** Cycles of transfers since the last start. */
  readonly batchCycle = outputReg(uint(16), { init: 0 });

  // Interface: the tree
  readonly from;
  readonly limit;
  readonly found = input(bit);
  readonly foundLane;
  readonly foundActivation;

  // Interface: the broadcast
  readonly offer = output(bit);
  readonly activation;
  readonly column;
  readonly blocked = input(bit);
  readonly anyBusy = input(bit);

  // Interface: all PEs
  readonly row;
  readonly bank = outputReg(bit, { init: 0 });
  readonly rectify = outputReg(bit, { init: 0 });
  readonly restart = output(bit);
  readonly transfer;
  /** What a pointer read that was idle in the cycle before is charged to. */
  readonly idleCause = outputReg(Activity, { init: Activity.Idle });

  // State: the scan
  protected readonly scanRow;
  /** Column of the row's lane 0. */
  protected readonly rowColumn;
  protected readonly ended = reg(bit);

  // State: transfers
  protected readonly block;

  // State: what the scan did one and two edges ago
  protected readonly lastCause = reg(Activity, { init: Activity.Fill });
  protected readonly causeBefore = reg(Activity, { init: Activity.Fill });

  // Inside
  protected readonly lane;
  protected readonly advance = wire(bit);
  readonly lastRow = wire(bit);
  protected readonly done = wire(bit);
  protected readonly transfers = wire(bit);

  constructor(config: EieConfig) {
    super();
    const { pes, laneBits, activationBits, columnBits, format } = config;
    this.pes = pes;
    this.format = format;
    this.transferWords = config.transferWords;
    this.transfer = new TransferSource(config);
    this.block = reg(uint(config.blockBits), { init: 0 });
    this.settings = new LayerSettings(config);
    this.ioRow = input(uint(activationBits));
    this.from = outputReg(uint(laneBits), { range: [0, pes - 1] });
    this.limit = output(uint(bitsFor(pes + 1)));
    this.foundLane = input(uint(laneBits));
    this.foundActivation = input(format.operand);
    this.activation = output(format.operand);
    this.column = output(uint(columnBits));
    this.row = output(uint(activationBits));
    this.lane = wire(uint(laneBits));
    this.scanRow = reg(uint(activationBits));
    this.rowColumn = reg(uint(columnBits));
  }

  override propagate() {
    const computing = this.mode.value === Mode.Compute;
    const inputs = this.settings.inputs.value;
    const rowColumn = this.rowColumn.value;

    // Towards the source registers and the tree; beyond the input vector it finds nothing.
    this.row.value = computing ? this.scanRow.value : this.ioRow.value;
    this.limit.value = Math.min(Math.max(inputs - rowColumn, 0), this.pes);
    const ready = this.mode.value === Mode.InputOutput && this.start.value === 1;
    const preparing = ready || this.mode.value === Mode.Prepare;
    const prepared = this.block.value >= this.settings.prepareBlocks.value;
    this.restart.value = preparing && prepared && this.settings.compute.value;
    this.move(preparing && !prepared);

    // Offer what was found, in the bias row the bias.
    const biasRow = rowColumn >= inputs;
    const shift = this.format.shifts ? this.settings.shift.value : 0;
    const found = biasRow ? this.from.value === 0 : this.found.value === 1;
    const lane = biasRow ? 0 : this.foundLane.value;
    const scanning = computing && !this.ended.value;
    this.lane.value = lane;
    this.offer.value = scanning && found;
    this.activation.value = biasRow ? this.format.one(shift) : this.foundActivation.value;
    this.column.value = wrap(this.settings.pointerBase.value + rowColumn + lane);

    // What the scan does at the coming edge.
    const pushes = scanning && found && !this.blocked.value;
    const lastRow = biasRow || (rowColumn + this.pes >= inputs && !this.settings.bias.value);
    this.advance.value = scanning && (!found || (pushes && lane === this.pes - 1));
    this.lastRow.value = lastRow;
    if (this.restart.value) this.step.value = ScanStep.Begin;
    else if (!computing) this.step.value = ScanStep.Idle;
    else if (!scanning) this.step.value = ScanStep.Ended;
    else if (!found) this.step.value = ScanStep.Nothing;
    else if (pushes) this.step.value = ScanStep.Push;
    else this.step.value = ScanStep.Blocked;

    const scanOver = this.ended.value === 1 || (lastRow && !found);
    this.done.value = computing && scanOver && !this.anyBusy.value && this.cycle.value >= FEWEST_CYCLES;
  }

  /** Transfers of this cycle. */
  private move(prepares: boolean) {
    const { transfer, settings } = this;
    const spills = this.mode.value === Mode.Spill;
    const register = this.block.value * this.transferWords;
    const base = spills ? settings.spillBase.value : settings.fetchBase.value;
    transfer.fetch.value = prepares && settings.fetch.value;
    transfer.clear.value = prepares && settings.clear.value;
    transfer.spill.value = spills;
    transfer.rectify.value = settings.relu.value;
    transfer.register.value = wrap(register);
    transfer.word.value = wrap(base + register);
    this.transfers.value = prepares || spills;
  }

  override update() {
    if (this.restart.value) this.begin();
    else if (this.mode.value === Mode.Compute) this.scan();
    else if (this.mode.value === Mode.Spill) this.spill();
    else if (this.mode.value === Mode.Prepare || this.start.value) this.prepare();
    else if (this.loading.value) this.rectify.next = 0;
    this.count();
    this.follow();
  }

  /** A transfer before the computation, or the end of those that have none behind them. */
  private prepare() {
    if (this.transfers.value) {
      this.mode.next = Mode.Prepare;
      this.block.next = wrap(this.block.value + 1);
      if (this.transfer.fetch.value) this.rectify.next = 0;
    } else {
      this.mode.next = Mode.InputOutput;
      this.block.next = 0;
    }
  }

  private spill() {
    if (this.block.value + 1 >= this.settings.spillBlocks.value) this.finish();
    else this.block.next = wrap(this.block.value + 1);
  }

  private finish() {
    this.mode.next = Mode.InputOutput;
    this.block.next = 0;
    if (this.settings.swap.value) {
      this.bank.next = !this.bank.value;
      this.rectify.next = this.settings.relu.value;
    }
  }

  private count() {
    const starts = this.mode.value === Mode.InputOutput && this.start.value === 1;
    const before = starts ? 0 : this.batchCycle.value;
    if (this.transfers.value) this.batchCycle.next = wrap(before + 1);
    else if (starts) this.batchCycle.next = 0;
  }

  /** Edge 1 of a layer. */
  private begin() {
    this.mode.next = Mode.Compute;
    this.block.next = 0;
    this.cycle.next = 2;
    this.scanRow.next = 0;
    this.rowColumn.next = 0;
    this.from.next = 0;
    this.ended.next = 0;
  }

  /** An edge of the compute mode. */
  private scan() {
    if (this.advance.value) {
      this.scanRow.next = wrap(this.scanRow.value + 1);
      this.rowColumn.next = wrap(this.rowColumn.value + this.pes);
      this.from.next = 0;
      this.ended.next = this.lastRow.value;
    } else if (this.step.value === ScanStep.Push) {
      this.from.next = Math.min(this.lane.value + 1, this.pes - 1);
    }
    if (this.done.value) {
      if (this.settings.spillBlocks.value > 0) this.mode.next = Mode.Spill;
      else this.finish();
    } else {
      this.cycle.next = wrap(this.cycle.value + 1);
    }
  }

  /** Delays what the scan did until it concerns idle pointer reads: a push can't leave one idle, so the cause before it stays. */
  private follow() {
    switch (this.step.value) {
      case ScanStep.Begin:
        this.lastCause.next = Activity.Fill;
        this.causeBefore.next = Activity.Fill;
        this.idleCause.next = Activity.Fill;
        return;
      case ScanStep.Idle:
        this.idleCause.next = Activity.Idle;
        return;
      case ScanStep.Blocked:
        this.lastCause.next = Activity.StarvedBlocked;
        break;
      case ScanStep.Nothing:
        this.lastCause.next = Activity.StarvedScan;
        break;
      case ScanStep.Ended:
        this.lastCause.next = Activity.Drain;
        break;
      case ScanStep.Push:
        break;
    }
    this.causeBefore.next = this.lastCause.value;
    this.idleCause.next = this.causeBefore.value;
  }
}
