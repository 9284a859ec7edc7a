import { scaleTechnology } from "../../../sim/estimate/index.ts";
import { tableIiTotal } from "../published/table-ii.ts";
import { tableV } from "../published/table-v.ts";

/** What Table V's second column of EIE comes to by the textbook's rule of scaling. */
export interface Projection {
  readonly squareMillimetres: number;
  /** At the clock of the column. */
  readonly watts: number;
  /** What the clock of 800 MHz becomes. */
  readonly megahertz: number;
}

/** From 64 PEs in 45 nm to the PEs, technology and clock of Table V's projection, at a constant supply. */
export function projectTableV(): Projection {
  const { eie45, eie28 } = tableV;
  const scaling = scaleTechnology(eie45.nanometres, eie28.nanometres);
  return {
    squareMillimetres: eie28.pes * tableIiTotal.squareMicrometres * 1e-6 * scaling.area,
    watts: eie28.pes * tableIiTotal.milliwatts * 1e-3 * scaling.energy * (eie28.megahertz / eie45.megahertz),
    megahertz: eie45.megahertz * scaling.frequency,
  };
}

/** PEs of the projection over those of the machine, as far as they speed Alex-7 up ("3.25 × more throughput", section VIII). */
export const publishedPeSpeedUp = 3.25;

/** The factor on the clock that the paper's projected throughput holds, beside that of the clock that it prints. */
export function impliedClockFactor(): { readonly implied: number; readonly printed: number } {
  const { eie45, eie28 } = tableV;
  return {
    implied: eie28.framesPerSecond / eie45.framesPerSecond / publishedPeSpeedUp,
    printed: eie28.megahertz / eie45.megahertz,
  };
}
