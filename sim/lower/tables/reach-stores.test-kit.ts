import { bigUint, bit, fp32, input, memory, Module, reg, sint, uint } from "../../describe/index.ts";

/** What the statements about stores may name. */
export class Storing extends Module {
  readonly no = input(bit);
  readonly pick = input(uint(8));
  readonly i = input(uint(1));
  readonly j = input(uint(2));
  readonly wf = memory(uint(8), 4, { init: [1, 2, 3, 4], onCollision: "writeFirst" });
  readonly wfs = memory(sint(8), 4, { init: [-1, -2, -3, -4], onCollision: "writeFirst" });
  readonly wfb = memory(bigUint(70), 4, { init: 5n, onCollision: "writeFirst" });
  readonly wfx = memory(sint(53), 2, { init: -1, onCollision: "writeFirst" });
  readonly wff = memory(fp32, 2, { init: 1.5, onCollision: "writeFirst" });
  readonly both = [
    memory(uint(8), 4, { init: 3 }),
    memory(uint(8), 4, { init: 4, onCollision: "writeFirst" }),
  ];
  readonly nc = memory(uint(8), 4, { init: 6, onCollision: "noChange" });
  readonly byte = reg(uint(8), { init: 0 });
  readonly signed = reg(sint(8), { init: 0 });
  readonly wide = reg(bigUint(70), { init: 0n });
  readonly large = reg(sint(53), { init: 0 });
  readonly real = reg(fp32, { init: 0 });
}
