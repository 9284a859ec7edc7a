import type { PublishedFigure } from "../../../sim/report/index.ts";
import { idOf, paperSource } from "./source.ts";
import { tableIii } from "./table-iii.ts";
import { tableIvBand } from "./table-iv.ts";

export const figure6Source = paperSource("Figure 6");

/** Figure 6 of the EIE paper: how many times faster than the CPU with the dense layer, one input at a time; in the order of Table III. */
export const figure6SpeedUps: readonly number[] = [248, 507, 115, 1018, 618, 92, 63, 98, 60];

/** The geometric means that the paper's abstract gives, over the CPU, the GPU and the mobile GPU. */
export const figure6Means = { CPU: 189, GPU: 13, mGPU: 307 } as const;

/** A bar of figure 6: the quotient of two times of Table IV, so within its band. */
export function speedUpFigure(index: number): PublishedFigure {
  const { name } = tableIii[index]!;
  return {
    ...{ id: `eie/figure-6/${idOf(name)}`, what: `${name}, speed-up over the CPU` },
    ...{ value: figure6SpeedUps[index]!, unit: "×", class: "band", band: tableIvBand, source: figure6Source },
  };
}

/** A geometric mean of figure 6. */
export function meanSpeedUpFigure(platform: keyof typeof figure6Means): PublishedFigure {
  return {
    ...{
      id: `eie/figure-6/mean/${idOf(platform)}`,
      what: `geometric mean of the speed-ups over the ${platform}`,
    },
    ...{ value: figure6Means[platform], unit: "×", class: "band", band: tableIvBand, source: figure6Source },
  };
}
