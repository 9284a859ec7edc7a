import { WeightStationaryArray } from "../../hw/index.ts";
import { EventEngine } from "../../sim/engine/event/event-engine.ts";
import { compile } from "../../sim/schedule/index.ts";
import { type Contender, timed } from "./measure.ts";
import { createStimulus, fold, SEED } from "./stimulus.ts";

/** The weight-stationary array of `hw/systolic` in the event engine. */
export function eventContender(size: number): Contender {
  const setup = timed(() => new EventEngine(compile(new WeightStationaryArray(size, size))));
  setup.value.close();
  return {
    name: "systole event",
    detail: `Node ${process.versions.node}`,
    setupSeconds: setup.seconds,
    run(cycles) {
      const array = new WeightStationaryArray(size, size);
      const engine = new EventEngine(compile(array));
      const next = createStimulus(SEED);
      const clock = [0];
      const cycle = (): void => {
        engine.settle();
        engine.edge(clock);
      };
      array.shiftWeight.value = 1;
      for (const port of array.actIn) port.value = 0;
      for (let k = 0; k < 4 * size; k++) {
        for (const port of array.weightIn) port.value = next();
        cycle();
      }
      array.shiftWeight.value = 0;
      let checksum = 0;
      const { seconds } = timed(() => {
        for (let k = 0; k < cycles; k++) {
          for (const port of array.actIn) port.value = next();
          cycle();
          for (const port of array.psumOut) checksum = fold(checksum, port.value);
        }
      });
      engine.close();
      return { cyclesPerSecond: cycles / seconds, checksum };
    },
  };
}
