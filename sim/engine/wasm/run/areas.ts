import { type FollowArea, followArea } from "../follow/area.ts";
import type { DesignPlan } from "../plan/design-plan.ts";
import { type ChangeArea, changeArea } from "./change-code.ts";

/** What a machine keeps in linear memory behind what its plan does. */
export interface MachineAreas {
  readonly change: ChangeArea;
  readonly follow: FollowArea;
  /** The first byte behind all: kernels may put tables there. */
  readonly end: number;
}

export function machineAreas(plan: DesignPlan): MachineAreas {
  const change = changeArea(plan);
  const follow = followArea(plan, change.end);
  return { change, follow, end: follow.end };
}
