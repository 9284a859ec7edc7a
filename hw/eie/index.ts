/** EIE, the Efficient Inference Engine (Han et al., ISCA 2016). */
export { ActivationQueue } from "./activation-queue.ts";
export { ActivationRegisters } from "./activation-registers.ts";
export { AddressAccumulator } from "./address-accumulator.ts";
export { ArithmeticPipeline } from "./arithmetic-pipeline.ts";
export { Broadcast } from "./broadcast.ts";
export { CentralControl } from "./central-control.ts";
export { CodebookDecoder } from "./codebook-decoder.ts";
export { type EieConfig, eieConfig, type EieParams, SRAM_PORT_WORDS } from "./config.ts";
export { Eie } from "./eie.ts";
export { Activity, Mode, ScanStep } from "./enumerations.ts";
export { LnzdLeaf } from "./lnzd-leaf.ts";
export { LnzdNode } from "./lnzd-node.ts";
export { LnzdTree } from "./lnzd-tree.ts";
export { fixed16Format, fp32Format, type NumberFormat } from "./number-format.ts";
export { PointerRead } from "./pointer-read.ts";
export { LayerSettings, LoadPorts, PeWritePort, TransferPort, TransferSource, WritePort } from "./ports.ts";
export { ProcessingElement } from "./processing-element.ts";
export { SparseMatrixRead } from "./sparse-matrix-read.ts";
