import { risingEdge } from "../engine/time/clock.ts";
import { timeText } from "../engine/time/units.ts";
import { fail, stackPlaces } from "../errors/index.ts";
import type { Simulation } from "./simulation.ts";

/**
 * A claim that holds in every cycle from now on, judged at t⁻ on the settled values that each edge will use, except while
 * the reset is active. Gives the function that ends it. Errors: E-ASSERT, at the place where the claim was made.
 */
export function standingAssertion(sim: Simulation, holds: () => unknown, message: string): () => void {
  const places = stackPlaces(new Error().stack);
  return sim.attach({
    name: `the assertion "${message}"`,
    sample(cycle) {
      if (sim.resetIsActive || holds()) return;
      const when = `cycle ${cycle}, ${timeText(risingEdge(sim.clock, cycle))}`;
      fail("E-ASSERT", { message, when }, { path: sim.top.path, places });
    },
  });
}
