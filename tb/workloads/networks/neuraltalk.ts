import { buildNetwork } from "../build-network.ts";
import type { Network } from "../network.ts";

/** The caption generator NeuralTalk in the shapes of EIE's table III: one word of a caption. */
export function neuralTalk({ batch = 1 }: { readonly batch?: number } = {}): Network {
  return buildNetwork(
    {
      name: "neuraltalk",
      title: "NeuralTalk",
      source:
        "Karpathy and Fei-Fei, CVPR 2015, in the shapes of Han et al., EIE, ISCA 2016, table III (NT-We, NT-LSTM, NT-Wd)",
      notes: [
        "One step. EIE's LSTM matrix is 1201×2400: 600 inputs, 600 hidden values and a one for the bias, by four gates of 600.",
      ],
      inputs: { features: [4096] },
      batch,
    },
    (n) => {
      n.fullyConnected("We", { outputs: 600, bias: false });
      n.recurrent("LSTM", { cell: "lstm", hidden: 600, bias: true });
      n.fullyConnected("Wd", { outputs: 8791, bias: false });
    },
  );
}
