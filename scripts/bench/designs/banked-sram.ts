import { BankedSram } from "../../../hw/index.ts";
import { uint } from "../../../sim/describe/index.ts";
import type { BenchDesign } from "../design.ts";

/** SRAM banks of 256 words behind a crossbar; each port asks in three of four cycles, for any address. */
export function bankedSram(ports: number, banks: number): BenchDesign {
  return {
    name: `banks${banks}`,
    title: `${banks} SRAM banks behind a crossbar for ${ports} ports`,
    make() {
      const top = new BankedSram(uint(32), ports, banks, 256);
      return {
        top,
        prepareCycles: 0,
        prepare() {},
        drive(random) {
          for (let p = 0; p < ports; p++) {
            const word = random.word();
            top.valid[p]!.value = (word & 3) !== 0;
            top.write[p]!.value = (word >>> 2) & 1;
            top.address[p]!.value = (word >>> 3) % (banks * 256);
            top.writeData[p]!.value = word;
          }
        },
        fold(checksum) {
          for (let p = 0; p < ports; p++) {
            checksum.add(top.ready[p]!.value);
            checksum.add(top.readValid[p]!.value);
            checksum.add(top.readData[p]!.value);
          }
        },
      };
    },
    verilog: {
      design: "banked_sram.sv",
      harness: "banked_sram.cpp",
      top: "banked_sram",
      parameters: { P: ports, BANKS: banks },
    },
  };
}
