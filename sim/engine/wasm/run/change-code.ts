import {
  brIf,
  get,
  i32,
  label,
  load,
  loop,
  type ModuleBuilder,
  op,
  set,
  store,
  tee,
  when,
} from "../encode/index.ts";
import type { DesignPlan } from "../plan/design-plan.ts";
import { BLOCK_BYTES } from "./changes.ts";

/** Where the words of the last time are, and the list of blocks that differ from them. */
export interface ChangeArea {
  readonly seen: number;
  readonly list: number;
  /** The first byte behind. */
  readonly end: number;
}

export function changeArea({ nets, bytes }: DesignPlan): ChangeArea {
  const seen = Math.ceil(bytes / BLOCK_BYTES) * BLOCK_BYTES;
  const blocks = Math.ceil((nets.to - nets.from) / BLOCK_BYTES);
  const list = seen + blocks * BLOCK_BYTES;
  return { seen, list, end: list + 4 * blocks };
}

/**
 * Defines `changed`: compares the nets with what they were at the last call, remembers them, and gives the number of blocks that differ, whose
 * numbers are in the list.
 */
export function defineChanged({ nets }: DesignPlan, area: ChangeArea, module: ModuleBuilder): void {
  module.func({ name: "changed", exported: true, results: ["i32"] }, (builder) => {
    const at = builder.local("i32", "at");
    const out = builder.local("i32", "out");
    const now = builder.local("v128", "now");
    const next = label("next");
    const apart = area.seen - nets.from;
    const end = nets.from + Math.ceil((nets.to - nets.from) / BLOCK_BYTES) * BLOCK_BYTES;
    builder.add(set(out, i32(area.list)), set(at, i32(nets.from)));
    if (end > nets.from) {
      const before = load("v128.load", get(at), apart);
      const block = op("i32.shr_u", op("i32.sub", get(at), i32(nets.from)), i32(Math.log2(BLOCK_BYTES)));
      builder.add(
        loop(next, [
          when(op("v128.any_true", op("v128.xor", tee(now, load("v128.load", get(at))), before)), [
            store("v128.store", get(at), get(now), apart),
            store("i32.store", get(out), block),
            set(out, op("i32.add", get(out), i32(4))),
          ]),
          brIf(next, op("i32.lt_u", tee(at, op("i32.add", get(at), i32(BLOCK_BYTES))), i32(end))),
        ]),
      );
    }
    builder.add(op("i32.shr_u", op("i32.sub", get(out), i32(area.list)), i32(2)));
  });
}
