import { Eie } from "../../hw/eie/index.ts";
import { param, testbench } from "../../sim/testbench/index.ts";
import { readAuthorsLayer } from "./authors-format.ts";
import { realBytes } from "./authors-writer.ts";
import { checkLayer } from "./check-layer.ts";
import { publishedClock } from "./figures.ts";
import { goldenOutputs } from "./golden-model.ts";
import { paramsFor } from "./layer-image.ts";
import { type LayerPlan, planLayer } from "./layer-plan.ts";
import { batchingParam, checkMachine, machineOf, machineParams } from "./machine-params.ts";
import { needsWriting, writeNewFile } from "./output-file.ts";

interface Prepared {
  readonly plan: LayerPlan;
  /** The file `out` is not there yet. */
  readonly writes: boolean;
}

/**
 * A layer from files in the format of the EIE authors' simulator (see `readAuthorsLayer`): outputs equal the golden model bit for bit, cycles
 * and their causes the cycle model.
 *
 * A run that passes leaves the outputs in the file `out`, as little-endian fp32 words like the authors' dump. A file that is there is never
 * overwritten: if it does not hold these outputs already, the run is refused before it starts.
 */
export const file = testbench(
  {
    name: "eie/file",
    description: "a layer from files in the format of the EIE authors' simulator",
    tags: ["files"],
    params: {
      dir: param.path({
        required: true,
        description: "folder with act.dat, arithm.dat, ptr/ptr<k>.dat and spm/spm<k>.dat",
      }),
      outputs: param.integer({
        min: 1,
        max: 2 ** 20,
        description: "length of the output vector; without it, up to the last row with a weight",
      }),
      ...machineParams,
      ...batchingParam,
      out: param.path({
        default: "eie-output.dat",
        description: "file for the outputs, fp32; nothing is overwritten",
      }),
    },
    prepare({ params }): Prepared {
      checkMachine(params);
      const { dir, outputs, out } = params;
      const layer = readAuthorsLayer(dir, outputs === undefined ? {} : { outputs });
      const plan = planLayer(layer, { batching: params.batching, entriesPerRow: params.lineEntries });
      return { plan, writes: needsWriting(out, realBytes(goldenOutputs(layer))) };
    },
    clock: publishedClock,
    dut: (params, { plan }) => new Eie(paramsFor([plan], machineOf(params))),
  },
  async (context) => {
    const { log, metrics, params, prepared } = context;
    const outputs = await checkLayer(context, prepared.plan, machineOf(params));
    metrics["outputs"] = outputs.length;
    if (prepared.writes) writeNewFile(params.out, realBytes(outputs));
    log(`${prepared.writes ? "wrote" : "left as it was:"} ${params.out}, ${outputs.length} outputs`);
  },
);
