import { CALLS } from "../kernel/index.ts";
import type { Callee, ModuleBuilder } from "../encode/index.ts";
import type { FollowArea } from "./area.ts";
import { defineLook } from "./look-code.ts";
import { defineMoment } from "./moment-code.ts";
import { defineWrite } from "./write-code.ts";

/** Defines what follows values in an area, and gives `moment`. */
export function defineFollow(module: ModuleBuilder, area: FollowArea): Callee {
  const take = module.import(CALLS, "take", ["i32"], ["i32"]);
  const real = module.import(CALLS, "real", ["i32", "i32"], ["i32"]);
  const times = module.import(CALLS, "times", [], ["i32"]);
  const look = defineLook(module, area);
  const write = defineWrite(module, area, { take, real });
  return defineMoment(module, area, { look, write, take, times });
}
