import { type Section } from "../../../sim/report/index.ts";
import { readAuthorsLayer } from "../authors-format.ts";
import { planLayer } from "../layer-plan.ts";
import { tableIii } from "../published/table-iii.ts";
import { tableIvFigure } from "../published/table-iv.ts";
import { sweepQueueDepth } from "../sweeps.ts";
import { paperMachine } from "../table4-plan.ts";
import { measureRun } from "./measure.ts";

/** Alex-8 with trained weights, from the folder of the authors' simulator; without a folder, how to get it. */
export function authorsSection(folder: string | undefined): Section {
  const title = "Alex-8 with its trained weights";
  if (folder === undefined) return { title, blocks: [{ kind: "text", text: absent }] };
  const plan = planLayer(readAuthorsLayer(folder), { entriesPerRow: paperMachine.entriesPerRow });
  const index = tableIii.findIndex(({ name }) => name === "Alex-8");
  const { times } = measureRun(plan, index);
  const figures = (["theoretical", "actual"] as const).map((kind) => {
    const figure = tableIvFigure(index, kind);
    return {
      published: {
        ...figure,
        id: `eie/table-iv/alex-8/trained/${kind}`,
        what: `${figure.what}, trained weights`,
        class: "exact" as const,
        digits: 1,
      },
      measured: times[kind].measured,
    };
  });
  const depths = sweepQueueDepth(plan);
  return {
    title,
    blocks: [
      { kind: "text", text: present },
      { kind: "comparison", caption: "Table IV, Alex-8, from the authors' files", figures },
      {
        kind: "table",
        caption: "Load balance of the trained layer against queue depth",
        columns: [
          { title: "queue depth", align: "left" },
          { title: "cycles" },
          { title: "load balance", digits: 3 },
        ],
        rows: depths.map(({ queueDepth, cycles, loadBalance }) => [queueDepth, cycles, loadBalance]),
      },
    ],
  };
}

const present =
  "The layer that the authors ship with their simulator is Alex-8 itself: 4096 inputs and a bias, 1000 outputs, 64 PEs. With the real matrix nothing is left to chance, so both times have to be the printed ones.";

const absent =
  "Not run: give the folder of the layer that the authors ship with their simulator (repository RalphMao/EIE-simulator, folder `data`) as `--param dir=…`. It is Alex-8 itself, and both of its times are then held to the printed digit; `systole run eie/table4/authors --param dir=…` runs the machine on it.";
