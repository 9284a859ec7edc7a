import { bit, connect, input, Module, output, uint } from "../../sim/describe/index.ts";
import { Broadcast } from "./broadcast.ts";
import { CentralControl } from "./central-control.ts";
import { type EieConfig, eieConfig, type EieParams } from "./config.ts";
import { Mode } from "./enumerations.ts";
import { LnzdTree } from "./lnzd-tree.ts";
import { LayerSettings, LoadPorts } from "./ports.ts";
import { ProcessingElement } from "./processing-element.ts";

/**
 * The Efficient Inference Engine (Han et al., ISCA 2016): a fully connected layer, y = relu?(W · a + b), on compressed weights.
 *
 * 1. I/O mode: write pointers, matrix rows and codebook (`load`), the input vector (activation i into PE i mod N, word ⌊i / N⌋), zeros
 *    into the destination registers that the layer will use (`clear` with `ioRow`), and set `settings`.
 * 2. `start` for one cycle: the edge that ends it is edge 1. `mode` is Compute until the layer has ended; `cycle` is then its
 *    number of cycles.
 * 3. The register files have swapped: `activation[p]` shows output ioRow · N + p. The next layer can start from here.
 *
 * A layer with more than a register file of inputs or outputs a PE is done in tiles, a `start` each: the settings say what moves between
 * activation SRAM and registers before and after, and that the files do not swap (`LayerSettings`). No activation leaves the machine
 * between layers: it stays in the registers, or in the SRAM.
 *
 * Word 0 of the codebook is 0. A layer's `settings` stay until it has ended. @throws E-PARAMETER
 */
export class Eie extends Module {
  /** fp32 has no use for `settings.shift`. */
  static readonly waive = { "W-UNUSED": ["settings"] };

  // Parameters
  readonly config: EieConfig;

  // Interface
  readonly settings;
  readonly start = input(bit, { default: 0 });
  readonly load;
  readonly clear = input(bit, { default: 0 });
  readonly ioRow;
  readonly mode = output(Mode);
  readonly cycle = output(uint(32));
  /** Cycles of transfers since the last start. */
  readonly batchCycle = output(uint(16));
  readonly activation;

  // Structure
  readonly control;
  readonly tree;
  readonly broadcast;
  readonly pe: readonly ProcessingElement[];

  constructor(params: EieParams = {}) {
    super();
    const config = eieConfig(params);
    this.config = config;
    this.settings = new LayerSettings(config);
    this.load = new LoadPorts(config);
    this.ioRow = input(uint(config.activationBits), { default: 0 });
    this.activation = Array.from({ length: config.pes }, () => output(config.format.operand));
    this.control = new CentralControl(config);
    this.tree = new LnzdTree(config);
    this.broadcast = new Broadcast(config);
    this.pe = Array.from({ length: config.pes }, (_, number) => new ProcessingElement(config, number));
    this.connectCentre();
    for (const [number, pe] of this.pe.entries()) this.connectElement(pe, number);
  }

  /** Control, tree, broadcast. */
  private connectCentre() {
    const { control, tree, broadcast } = this;
    connect(this.settings, control.settings);
    connect(this.start, control.start);
    connect(this.ioRow, control.ioRow);
    connect(this.load.activation.enable, control.loading);
    connect(control.mode, this.mode);
    connect(control.cycle, this.cycle);
    connect(control.batchCycle, this.batchCycle);
    connect(control.from, tree.from);
    connect(control.limit, tree.limit);
    connect(tree.found, control.found);
    connect(tree.lane, control.foundLane);
    connect(tree.foundActivation, control.foundActivation);
    connect(control.offer, broadcast.offer);
    connect(control.activation, broadcast.offeredActivation);
    connect(control.column, broadcast.offeredColumn);
    connect(broadcast.blocked, control.blocked);
    connect(broadcast.anyBusy, control.anyBusy);
  }

  private connectElement(pe: ProcessingElement, number: number) {
    const { control, tree, broadcast } = this;
    connect(broadcast.push, pe.push);
    connect(broadcast.activation, pe.pushActivation);
    connect(broadcast.column, pe.pushColumn);
    connect(pe.full, broadcast.full[number]!);
    connect(pe.busy, broadcast.busy[number]!);
    connect(control.restart, pe.restart);
    connect(control.idleCause, pe.idleCause);
    connect(control.bank, pe.bank);
    connect(control.row, pe.row);
    connect(control.rectify, pe.rectify);
    connect(this.clear, pe.clear);
    connect(this.settings.shift, pe.shift);
    connect(this.load, pe.load);
    connect(control.transfer, pe.transfer);
    connect(pe.activation, tree.activation[number]!);
    connect(pe.activation, this.activation[number]!);
  }
}
