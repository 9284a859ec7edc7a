import { bf16, bigUint, fixed, fp16, fp32, input, Module, sint } from "../describe/index.ts";
import { codes } from "./lower.test-kit.ts";

export const q = fixed(4, 4);

/** Ports of the types that the methods under test use; each drives outputs of its own. */
export abstract class Reals extends Module {
  readonly a = input(fp32);
  readonly b = input(fp32);
  readonly h = input(fp16);
  readonly x = input(bf16);
  readonly n = input(sint(8));
  readonly big = input(bigUint(60));
  readonly p = input(q);
  readonly r = input(fixed(8, 16));
}

export type Case = readonly [name: string, make: () => Module, codes: string];

/** The codes of what is found, without those that say that a port is not used. */
export function seen(make: () => Module): string {
  return codes(make())
    .filter((code) => code !== "W-UNUSED" && code !== "W-CONSTANT")
    .join(" ");
}
