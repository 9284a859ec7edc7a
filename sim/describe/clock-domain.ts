import { fail } from "../errors/index.ts";
import { isModule, type Module, placeOf } from "./module.ts";
import { type AnyLeafSignal, isLeafSignal } from "./signals/signal.ts";

/** Marks clock domains, in a way that survives two loaded copies of the kit. */
const domainMark: unique symbol = Symbol.for("systole.clock-domain") as never;

export interface ResetKind {
  /** `sync` (default): registers take `init` at clock edges; `async`: also at once, without an edge. */
  readonly kind?: "sync" | "async" | undefined;
  /** The level of the wire that resets (`high`). */
  readonly active?: "high" | "low" | undefined;
}

/** A reset that a signal of the design gives: one that the parent of the module reads. */
export interface ResetSignal extends ResetKind {
  readonly by: { readonly direction: string; readonly path: string };
}

export interface ClockDomainOptions {
  /**
   * Left out: the modules keep the reset of their parent. `{ kind, active }`: a reset wire of the domain's own, which testbenches
   * hold. `false`: no reset.
   */
  readonly reset?: ResetKind | false | undefined;
}

/**
 * A clock by name, with what resets its registers. Its frequency is the testbench's affair. Two domains of equal name are one.
 */
export class ClockDomain {
  readonly name: string;
  readonly reset: ResetKind | false | undefined;

  constructor(name: string, reset: ResetKind | false | undefined) {
    this.name = name;
    this.reset = reset && Object.freeze({ ...reset });
    Object.freeze(this);
  }

  get [domainMark](): true {
    return true;
  }
}

/**
 * Names a clock domain. A module is in it if it has a field `readonly clock = bus`, or is given it with `clocked`; its children
 * are, unless they name another.
 *
 * Errors: E-DOMAIN-NAME.
 */
export function clockDomain(name: string, options: ClockDomainOptions = {}): ClockDomain {
  if (typeof name !== "string" || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
    fail("E-DOMAIN-NAME", { name: String(name) });
  return new ClockDomain(name, options.reset);
}

export function isClockDomain(value: unknown): value is ClockDomain {
  return typeof value === "object" && value !== null && domainMark in value;
}

/** What a module is given by whoever makes it. */
export interface Clocking {
  readonly clock?: ClockDomain | undefined;
  readonly reset?: ResetSignal | false | undefined;
}

/**
 * Gives a module another clock, another reset, or both; what is left out it has from its parent.
 *
 * ```ts
 * readonly receiver = clocked(new Receiver(), bus);
 * readonly core = clocked(new Core(), { reset: { by: this.resetSynchroniser.reset, kind: "async" } });
 * ```
 *
 * Errors: E-DOMAIN-GIVEN for what is neither a domain nor a reset by a signal of one bit.
 */
export function clocked<M extends Module>(module: M, given: ClockDomain | Clocking): M {
  const clocking: Clocking = isClockDomain(given) ? { clock: given } : given;
  const refuse = (problem: string): never => fail("E-DOMAIN-GIVEN", { problem });
  if (!isModule(module)) refuse("only modules have a clock");
  const { clock, reset } = clocking;
  if (clock !== undefined && !isClockDomain(clock)) refuse("`clock` is no clock domain");
  if (reset && (!isLeafSignal(reset.by) || (reset.by as AnyLeafSignal).type.kind !== "bit"))
    refuse("`reset.by` is no signal of type bit");
  const at = placeOf(module);
  if (at.key !== "") refuse(`${module.path} is part of an elaborated design already`);
  if (at.clocking) refuse(`${module.constructor.name} was given a clock or reset before`);
  at.clocking = clocking;
  return module;
}
