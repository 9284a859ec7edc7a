import { fail } from "../errors/index.ts";
import type { Random } from "../random/random.ts";
import type { Clocking } from "./clock-domain.ts";
import type { Cell } from "./signals/cell.ts";
import type { AnyLeafSignal } from "./signals/signal.ts";

/** Marks modules, in a way that survives two loaded copies of the kit. */
const moduleMark: unique symbol = Symbol.for("systole.module") as never;

/** What the elaborator and the engine attach to a module. Not a field: the walk of the hierarchy does not see it. */
export const place: unique symbol = Symbol.for("systole.place") as never;

export interface ModulePlace {
  parent: Module | undefined;
  /** The name below the parent: `cell[3][7]`; of the top, its class name with a small first letter. */
  key: string;
  /** Set while simulated: receives the module's assertions. */
  onAssert: ((holds: boolean, message: string) => void) | undefined;
  /** Set while simulated: makes the cell of a signal of the module at its first use, where the engine has not bound it. */
  cellOf: ((signal: AnyLeafSignal) => Cell) | undefined;
  /** Set while simulated, in behavioural modules: gives the stream of random numbers. */
  takeRandom: (() => Random) | undefined;
  /** Clock and reset that whoever made the module gave it. */
  clocking: Clocking | undefined;
}

/**
 * A piece of hardware. Signals, memories and children are fields, alone, in arrays, records and bundles; `propagate()` is
 * combinational logic, `update()` is the clock edge. Fields that are none of these are constants of the elaboration.
 */
export abstract class Module {
  get [moduleMark](): true {
    return true;
  }

  constructor() {
    const state: ModulePlace = {
      parent: undefined,
      key: "",
      onAssert: undefined,
      cellOf: undefined,
      takeRandom: undefined,
      clocking: undefined,
    };
    Object.defineProperty(this, place, { value: state, enumerable: false });
  }

  /** Path in the hierarchy from the top, such as `tpu.array.cell[3][7]`. */
  get path(): string {
    const { parent, key } = placeOf(this);
    if (parent) return `${parent.path}.${key}`;
    return key === "" ? lowerFirst(this.constructor.name) : key;
  }

  /** Combinational logic: reads signals, assigns `value` of outputs, wires and children's inputs. */
  propagate(): void {}

  /** The clock edge: reads signals as they were before it, assigns `next` of registers, writes memories. */
  update(): void {}

  /** One line about the state of this cycle, for logs; undefined means that there is nothing to say. Any TypeScript. */
  trace(): string | undefined {
    return undefined;
  }

  /**
   * Random numbers for `update()` of a behavioural module: a stream of its own, by the simulation's seed and the module's path.
   * Errors: E-RANDOM.
   */
  protected get random(): Random {
    const { takeRandom } = placeOf(this);
    return takeRandom ? takeRandom() : fail("E-RANDOM", { module: this.path }, { path: this.path });
  }

  /** A property of the module that must hold in every cycle, judged at the settled values just before the clock edge. */
  protected assert(holds: boolean | number, message: string): void {
    placeOf(this).onAssert?.(Boolean(holds), message);
  }
}

export function placeOf(module: Module): ModulePlace {
  return (module as unknown as { [place]: ModulePlace })[place];
}

export function isModule(value: unknown): value is Module {
  return typeof value === "object" && value !== null && moduleMark in value;
}

function lowerFirst(name: string): string {
  return name === "" ? "top" : name[0]!.toLowerCase() + name.slice(1);
}

/** Whether an object is the prototype of the kit's own `Module`, where all chains of hardware classes end. */
export function isModuleBase(prototype: object): boolean {
  return Object.hasOwn(prototype, moduleMark);
}
