import type { AnyLeafSignal, AnyMemory } from "../describe/index.ts";
import type { Design, Instance } from "../elaborate/index.ts";
import { bindMemories, bindSignals, type LoweredDesign, type ModuleCode } from "../lower/index.ts";

/** An instance with its code and with the signals and memories that the code's numbers stand for. */
export interface BoundModule {
  readonly instance: Instance;
  readonly code: ModuleCode;
  readonly signals: readonly AnyLeafSignal[];
  readonly memories: readonly AnyMemory[];
}

export function bindModules(design: Design, lowered: LoweredDesign): readonly BoundModule[] {
  return design.instances.map((instance) => {
    const code = lowered.codeOf(instance);
    return {
      instance,
      code,
      signals: bindSignals(code, instance.module),
      memories: bindMemories(code, instance.module),
    };
  });
}
