import { report, type Section } from "../../sim/report/index.ts";
import { param } from "../../sim/testbench/index.ts";
import { workloadFail } from "./errors.ts";
import type { Network } from "./network.ts";
import { networkTopology } from "./network-topology.ts";
import { networkOf, networks } from "./networks/index.ts";
import { networkSections, workloadSections } from "./sections.ts";
import { topologyText } from "./topology-text.ts";
import type { TopologyFormat } from "./topology.ts";
import { writeNewFile } from "./write-new-file.ts";

/**
 * The workload table: every network with its work and parameters beside the published ones; with `network`, one of them layer by layer,
 * which `csv` also writes as a topology for SCALE-Sim.
 */
export const workloads = report({
  name: "workloads",
  title: "Workloads",
  description: "layer shapes, MACs and parameters of the shared networks beside published totals",
  params: {
    network: param.choice(Object.keys(networks), {
      description: "one network, layer by layer; all if left out",
    }),
    batch: param.integer({ min: 1, max: 2 ** 20, default: 1, description: "samples at once, with network" }),
    csv: param.path({ description: "file for the network's SCALE-Sim topology; nothing is overwritten" }),
    format: param.choice(["convolution", "gemm"], {
      default: "convolution",
      description: "format of the topology",
    }),
  },
  sections({ params, progress }) {
    const { network: name, csv, format } = params;
    if (name === undefined)
      return csv === undefined ? workloadSections() : workloadFail("E-WL-CSV-WHICH", { csv });
    const network = networkOf(name, { batch: params.batch });
    return csv === undefined
      ? networkSections(network)
      : [...networkSections(network), writtenTopology(network, format, csv, progress)];
  },
});

function writtenTopology(
  network: Network,
  format: TopologyFormat,
  file: string,
  progress: (text: string) => void,
): Section {
  const { topology, leftOut } = networkTopology(network, format);
  writeNewFile(file, topologyText(topology));
  progress(`wrote ${file}, ${topology.rows.length} rows`);
  const missing =
    leftOut.length === 0 ? "" : ` Without matrix products, and so not in it: ${leftOut.join(", ")}.`;
  return {
    title: "Topology for SCALE-Sim",
    blocks: [
      {
        kind: "text",
        text: `\`${file}\` has ${topology.rows.length} rows in the ${format} format.${missing}`,
      },
    ],
  };
}
