import { expect, test } from "vitest";
import { GemmUnit } from "../../hw/systolic/index.ts";
import { runTestbench, type Testbench } from "../../sim/testbench/index.ts";
import { gemm } from "./gemm.tb.ts";

test.each([
  { rows: 1, columns: 1, m: 2, k: 3, n: 2 },
  { rows: 3, columns: 5, m: 7, k: 8, n: 11 },
  { rows: 8, columns: 4, m: 5, k: 8, n: 4 },
])("the product of $m×$k and $k×$n on $rows×$columns cells", async (params) => {
  const { failure, metrics } = await runTestbench(gemm, { params, seed: 3 });
  expect(failure?.message).toBeUndefined();
  const { rows, columns, m, k, n } = params;
  // A tile: its weights, the rows of the left matrix, and the way of the last of them through the array.
  const tiles = Math.ceil(k / rows) * Math.ceil(n / columns);
  expect(metrics.cycles).toBe(tiles * (rows + m + rows + columns - 1));
});

test("a wrong array fails it", async () => {
  class Broken extends GemmUnit {
    override update() {
      super.update();
      if (this.resultValid.value) this.sums[0]!.write(this.resultAccumulator.value, 1);
    }
  }
  const broken: Testbench = {
    ...gemm,
    dut: ({ rows, columns, m }: { rows: number; columns: number; m: number }) => new Broken(rows, columns, m),
  };
  const { failure } = await runTestbench(broken, { params: { rows: 2, columns: 2, m: 3, k: 4, n: 2 } });
  expect(failure?.expected).toBeDefined();
});
