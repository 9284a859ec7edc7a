import { fail } from "../errors/index.ts";

/** Factors from one technology to another. */
export interface TechnologyScaling {
  readonly area: number;
  /** Of an operation. */
  readonly energy: number;
  /** Of the clock that the same pipeline reaches. */
  readonly frequency: number;
  readonly source: string;
}

/**
 * Scaling by the length of a gate, s = to / from, at a constant supply: area s², capacitance and so energy s, clock 1/s. With a supply
 * that shrinks along (`voltage` = V_to / V_from) energies are voltage² times that. Below about 90 nm supplies hardly shrink any more,
 * so that 1 is the default. The rule is the textbook's; it knows nothing of leakage, nor of what a foundry calls a nanometre.
 *
 * @param from in nm
 * @param to in nm
 * @throws E-ESTIMATE-NODE, E-ESTIMATE-COST
 */
export function scaleTechnology(from: number, to: number, voltage = 1): TechnologyScaling {
  for (const nanometres of [from, to])
    if (!(Number.isFinite(nanometres) && nanometres > 0)) fail("E-ESTIMATE-NODE", { nanometres });
  if (!(Number.isFinite(voltage) && voltage > 0))
    fail("E-ESTIMATE-COST", { unit: "the technology", what: "the ratio of supplies", value: voltage });
  const s = to / from;
  return {
    area: s ** 2,
    energy: s * voltage ** 2,
    frequency: 1 / s,
    source: `scaling from ${from} to ${to} nm: area s², energy s · (V/V₀)², clock 1/s`,
  };
}
