import type { Diagnostic } from "../errors/index.ts";
import type { Program } from "../schedule/program.ts";
import type { FollowedValue, Follower, FollowHost } from "./follow.ts";

/** A comparison of one signal that an engine watches by itself, without asking JavaScript at every edge. */
export interface Condition {
  readonly net: number;
  readonly operator: ConditionOperator;
  readonly value: unknown;
}

export type ConditionOperator = "==" | "!=" | "<" | "<=" | ">" | ">=";

/** A memory as testbenches reach it: at once, at any address, outside the clock. */
export interface MemoryAccess {
  readonly depth: number;
  /** The word at an address. Errors: E-ADDRESS. */
  peek(address: number): unknown;
  /** Sets a word at once. Errors: E-ADDRESS, E-VALUE. */
  poke(address: number, value: unknown): void;
}

/** A net that is overridden. */
export interface Force {
  readonly net: number;
  /** What an input of the top gets back; of a net with a driver, what its driver last gave it. */
  readonly wanted: unknown;
}

/** A `state()` of a behavioural module as snapshots and testbenches reach it: at once, outside the clock. */
export interface StateAccess {
  /** The value; plain data, deeply frozen. */
  peek(): unknown;
  /** Sets the value at once. Errors: E-STATE for anything but plain data. */
  poke(value: unknown): void;
}

/** The stream of random numbers of a behavioural module as snapshots reach it. */
export interface RandomAccess {
  /** Where the stream is now: whole numbers, to be kept as they are. */
  peek(): readonly number[];
  /** Goes to where a stream once was. */
  poke(position: readonly number[]): void;
}

/** What an engine asks of whoever runs it. */
export interface EngineHost {
  /** A value was assigned to an input of the top from outside the design. The host decides when it is applied. */
  drive(net: number, value: unknown): void;
  /** The moment of the edge that is being executed, for messages: `cycle 12, 11500ps`. */
  when(): string;
}

/**
 * How a design is run, whatever runs it. All engines give the same values at every settled point.
 *
 * Values are those of the net's type. `settle` and `edge` throw SystoleError: E-ASSERT, E-UNSETTLED, E-METHOD-THREW and what the
 * methods themselves report; an edge that throws leaves the state from before it.
 */
export interface Engine {
  readonly name: string;
  readonly program: Program;
  /** Edges that were executed; one of several domains counts once. A run that is restored goes on counting from where it was. */
  edges: number;
  /** Connects the engine to the testbench's side. */
  attach(host: EngineHost): void;
  /** The value of a net at the last settled point. */
  read(net: number): unknown;
  /** Gives an input of the top a value of its type; visible with the next `settle`. */
  drive(net: number, value: unknown): void;
  /** Whether `drive` may be used on the net. */
  isOpen(net: number): boolean;
  /** Sets a register (also a forced one) to a value of its type, outside the clock. */
  poke(net: number, value: unknown): void;
  /** Overrides the net until `release`. */
  force(net: number, value: unknown): void;
  /** A driven net gets its driver's value back, a register keeps the forced one until its next assignment. */
  release(net: number): void;
  /** The nets that are forced now. */
  forced(): readonly Force[];
  /** By the position in `design.memories`. */
  memory(index: number): MemoryAccess;
  /** By the position in `design.states`. */
  state(index: number): StateAccess;
  /** By the position in `design.behavioural`. */
  random(index: number): RandomAccess;
  /**
   * Holds the reset of a domain, unless a signal of the design gives it: with each edge its registers take their `init`, and
   * nothing else of it changes.
   */
  setReset(domain: number, active: boolean): void;
  /** Registers of a domain take their `init` now: an asynchronous reset. */
  applyReset(domain: number): void;
  /** Evaluates combinational logic until nothing changes, with the asynchronous resets that signals of the design give. */
  settle(): void;
  /** One clock edge of some domains (their positions in `design.domains`) at once: assertions at t⁻, update, commit, settle. */
  edge(domains: readonly number[]): void;
  /** Up to `most` edges; stops early behind the edge after which one of the conditions holds. Gives the number of edges. */
  run(domains: readonly number[], most: number, conditions: readonly Condition[]): number;
  /** Starts or stops keeping the list of changed nets: of all, or at least of those that are named. */
  watch(on: boolean, nets?: readonly number[]): void;
  /** Nets that may differ from their value at the last call, all of those that do among them. */
  takeChanged(): readonly number[];
  /**
   * Follows values by itself, their last ones being as `last` says, or as they are now; undefined where it can't, now or at all, or where somebody follows already. A run
   * within `ahead` is followed from edge to edge without asking anybody.
   */
  follow?(
    values: readonly FollowedValue[],
    host: FollowHost,
    last: (value: number) => unknown,
  ): Follower | undefined;
  /** What its user should know of how it runs, beside the design's own warnings: W-NOT-COMPILED. */
  readonly warnings?: readonly Diagnostic[];
  /** Lets the design go: its modules can be simulated again, reading a signal is an error. */
  close(): void;
}

/** Whether one of the conditions holds now. */
export function someHold(conditions: readonly Condition[], engine: Pick<Engine, "read">): boolean {
  return conditions.some((condition) => holds(condition, engine.read(condition.net)));
}

export function holds(condition: Condition, value: unknown): boolean {
  const wanted = condition.value as number;
  const seen = value as number;
  switch (condition.operator) {
    case "==":
      return seen === wanted;
    case "!=":
      return seen !== wanted;
    case "<":
      return seen < wanted;
    case "<=":
      return seen <= wanted;
    case ">":
      return seen > wanted;
    case ">=":
      return seen >= wanted;
  }
}
