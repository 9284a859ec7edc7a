/** All designs of the bench. */
import type { BenchDesign } from "../design.ts";
import { bankedSram } from "./banked-sram.ts";
import { eie } from "./eie.ts";
import { fifoChain } from "./fifo-chain.ts";
import { mesh } from "./mesh.ts";
import { outputStationary } from "./output-stationary.ts";
import { riscController } from "./risc-controller.ts";
import { weightStationary } from "./weight-stationary.ts";

export function benchDesigns(): readonly BenchDesign[] {
  return [
    weightStationary(16),
    weightStationary(64),
    weightStationary(256),
    outputStationary(32),
    mesh(8),
    bankedSram(16, 64),
    fifoChain(1000),
    riscController(),
    eie(),
  ];
}
