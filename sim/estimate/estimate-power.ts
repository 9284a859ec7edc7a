import { fail } from "../errors/index.ts";
import type { EstimateClass } from "./cost.ts";
import type { EnergyEstimate } from "./estimate-energy.ts";

/** Mean power of one unit. */
export interface UnitPower {
  readonly unit: string;
  readonly milliwatts: number;
  readonly share: number;
  readonly class: EstimateClass;
}

/** Mean power over the time of an activity. */
export interface PowerEstimate {
  readonly milliwatts: number;
  readonly class: EstimateClass;
  readonly perUnit: readonly UnitPower[];
}

/**
 * Mean power: energy by time.
 *
 * @param seconds the time in which the activity took place
 * @throws E-ESTIMATE-TIME
 */
export function estimatePower(energy: EnergyEstimate, seconds: number): PowerEstimate {
  if (!(Number.isFinite(seconds) && seconds > 0)) fail("E-ESTIMATE-TIME", { seconds });
  const milliwatts = (picojoules: number) => (picojoules * 1e-9) / seconds;
  return {
    milliwatts: milliwatts(energy.picojoules),
    class: energy.class,
    perUnit: energy.perUnit.map(({ unit, picojoules, share, class: of }) => ({
      unit,
      milliwatts: milliwatts(picojoules),
      share,
      class: of,
    })),
  };
}
