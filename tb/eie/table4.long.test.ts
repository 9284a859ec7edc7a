import { expect, it } from "vitest";
import { runTestbench } from "../../sim/testbench/index.ts";
import { layer } from "./layer.tb.ts";
import { tableIii } from "./published/table-iii.ts";
import { sweepPes, sweepQueueDepth } from "./sweeps.ts";
import { planOfTableIii, sourceOfTableIii } from "./table4-plan.ts";
import * as table4 from "./table4.tb.ts";

const { authors: _, ...layers } = table4;

it.each(Object.values(layers).map((bench) => [bench.name, bench] as const))(
  "%s on the machine",
  async (_name, bench) => {
    const { failure } = await runTestbench(bench, { seed: 1 });
    expect(failure && [failure.message, failure.expected, failure.seen]).toBeUndefined();
    // In kilobytes; of the process, so of all layers before as well.
    expect(process.resourceUsage().maxRSS).toBeLessThan(1.5e6);
  },
);

it("points of figures 8 and 11 to 13 on the machine", async () => {
  const row = tableIii.find(({ name }) => name === "NT-LSTM")!;
  const cycles = async (params: Record<string, unknown>) => {
    const { failure, metrics } = await runTestbench(layer, {
      seed: 1,
      params: { layer: row.name, ...params },
    });
    expect(failure).toBeUndefined();
    return metrics["cycles"];
  };
  const depths = sweepQueueDepth(planOfTableIii(row, 1));
  for (const queueDepth of [2, 32])
    expect(await cycles({ queueDepth })).toBe(depths.find((p) => p.queueDepth === queueDepth)!.cycles);
  for (const point of sweepPes(sourceOfTableIii(row, 1), [16, 256]))
    expect(await cycles({ pes: point.pes, batching: "none" })).toBe(point.cycles);
});
