import { Mesh } from "../../../hw/index.ts";
import { wrap } from "../../../sim/describe/index.ts";
import type { BenchDesign } from "../design.ts";
import { Harness, nextWord } from "./harness.ts";

/**
 * `size` × `size` routers, `size` a power of two up to 8, under uniform traffic: each node offers a message of 1 … 4 flits in an eighth of
 * the cycles, to any node.
 */
export function mesh(size: number): BenchDesign {
  return {
    name: size === 8 ? "mesh" : `mesh${size}`,
    title: `Mesh of ${size}×${size} wormhole routers, 2 virtual channels`,
    dutPath: "mesh",
    scope: { title: "405 signals of a router in waves", paths: ["mesh.router[0]"] },
    bare: () => new Mesh({ columns: size, rows: size }),
    harness: () => new MeshHarness(size),
    verilog: { design: "mesh.sv", harness: "mesh.cpp", top: "mesh", parameters: { N: size } },
  };
}

class MeshHarness extends Harness {
  // Parameters
  readonly size: number;

  // Structure
  readonly mesh;

  constructor(size: number) {
    super();
    this.size = size;
    this.mesh = new Mesh({ columns: size, rows: size });
  }

  override propagate() {
    let word = this.word.value;
    for (const { valid, payload } of this.mesh.send) {
      word = nextWord(word);
      valid.value = (word & 7) === 0;
      payload.x.value = (word >> 3) & (this.size - 1);
      payload.y.value = (word >> 6) & (this.size - 1);
      payload.channel.value = (word >> 9) & 1;
      payload.more.value = (word >> 10) & 3;
      payload.payload.value = wrap(word);
    }
    this.lastWord.value = word;
  }

  override update() {
    const { send, arrived, arrivedChannel, arrivedFlit } = this.mesh;
    let sum = 0;
    for (let i = 0; i < arrived.length; i += 1) {
      sum += (12 * i + 1) * send[i]!.ready.value;
      sum += (12 * i + 3) * arrived[i]!.value;
      sum += (12 * i + 5) * arrivedChannel[i]!.value;
      sum += (12 * i + 7) * arrivedFlit[i]!.head.value;
      sum += (12 * i + 9) * arrivedFlit[i]!.tail.value;
      sum += (12 * i + 11) * arrivedFlit[i]!.payload.value;
    }
    this.endCycle(sum);
  }
}
