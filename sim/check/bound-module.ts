import type { AnyLeafSignal, AnyMemory } from "../describe/index.ts";
import type { Design, Instance } from "../elaborate/index.ts";
import { bindMemories, bindSignals, follow, type LoweredDesign, type ModuleCode } from "../lower/index.ts";

/** An instance with its code and with the signals and memories that the code's numbers stand for. */
export interface BoundModule {
  readonly instance: Instance;
  readonly code: ModuleCode;
  /** By signal of the code: the number of its net. */
  readonly nets: readonly number[];
  /** Found anew each time: to know the nets is mostly enough. */
  readonly signals: readonly AnyLeafSignal[];
  /** Found anew each time. */
  readonly memories: readonly AnyMemory[];
}

export function bindModules(design: Design, lowered: LoweredDesign): readonly BoundModule[] {
  return design.instances.map((instance) => new Bound(instance, lowered.codeOf(instance)));
}

class Bound implements BoundModule {
  readonly instance: Instance;
  readonly code: ModuleCode;
  readonly nets: readonly number[];

  constructor(instance: Instance, code: ModuleCode) {
    this.instance = instance;
    this.code = code;
    this.nets = netsOf(instance, code);
  }

  get signals(): readonly AnyLeafSignal[] {
    return bindSignals(this.code, this.instance.module);
  }

  get memories(): readonly AnyMemory[] {
    return bindMemories(this.code, this.instance.module);
  }
}

function netsOf({ module }: Instance, { signals }: ModuleCode): readonly number[] {
  const nets = new Array<number>(signals.length);
  for (let s = 0; s < signals.length; s++) nets[s] = (follow(module, signals[s]!.path) as AnyLeafSignal).net;
  return nets;
}
