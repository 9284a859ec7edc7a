import { Mesh } from "../../../hw/index.ts";
import type { BenchDesign } from "../design.ts";

/** A mesh under uniform traffic: each node offers a message of 1 … 4 flits in an eighth of the cycles, to any node. */
export function mesh(): BenchDesign {
  const size = 8;
  return {
    name: "mesh",
    title: `Mesh of ${size}×${size} wormhole routers, 2 virtual channels`,
    make() {
      const top = new Mesh({ columns: size, rows: size });
      return {
        top,
        prepareCycles: 0,
        prepare() {},
        drive(random) {
          for (const { valid, payload } of top.send) {
            const word = random.word();
            valid.value = (word & 7) === 0;
            payload.x.value = (word >>> 3) & 7;
            payload.y.value = (word >>> 6) & 7;
            payload.channel.value = (word >>> 9) & 1;
            payload.more.value = (word >>> 10) & 3;
            payload.payload.value = word;
          }
        },
        fold(checksum) {
          for (let i = 0; i < size * size; i++) {
            checksum.add(top.send[i]!.ready.value);
            checksum.add(top.arrived[i]!.value);
            checksum.add(top.arrivedChannel[i]!.value);
            checksum.add(top.arrivedFlit[i]!.head.value);
            checksum.add(top.arrivedFlit[i]!.tail.value);
            checksum.add(top.arrivedFlit[i]!.payload.value);
          }
        },
      };
    },
    verilog: { design: "mesh.sv", harness: "mesh.cpp", top: "mesh", parameters: { N: size } },
  };
}
