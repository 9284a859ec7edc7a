import { fail, stackPlaces } from "../errors/index.ts";
import { createRandom, type Random } from "../random/random.ts";
import type { Agent } from "./observer.ts";
import type { Simulation } from "./simulation.ts";

/** How often an end of a stream holds back: a probability a cycle, or a decision for each cycle. */
export type Stalls = number | ((cycle: number) => boolean);

/** The wires of a stream as a testbench sees them: a `StreamSource` or `StreamSink` of the design. */
export interface StreamWires<V> {
  readonly valid: { readonly value: 0 | 1 };
  readonly ready: { readonly value: 0 | 1 };
  readonly payload: { readonly value: V };
}
interface DrivenStream<V> extends StreamWires<V> {
  readonly valid: { value: 0 | 1 };
  readonly payload: { get value(): V; set value(value: V) };
}

/** A word that has passed, with the number of the edge at which it did. */
export interface Transfer<V> {
  readonly cycle: number;
  readonly value: V;
}

export interface StreamOptions {
  readonly stalls?: Stalls | undefined;
  /** Where a probability takes its numbers from; by default a stream seeded by the path. */
  readonly random?: Random | undefined;
  /** The clock at whose edges words pass; the default one if left out. */
  readonly clock?: string | undefined;
}

/** Sends words into the design. */
export interface StreamDriver<V> {
  /** Puts words at the end of the row. */
  send(...words: readonly V[]): void;
  /** Words that have not passed yet. */
  readonly waiting: number;
  readonly isIdle: boolean;
  /** Edges at which words passed. */
  readonly sent: readonly Transfer<V>[];
  detach(): void;
}

/** Drives `valid` and `payload` of a stream that the top receives. Once valid, a word stays until it has passed. */
export function streamDriver<V>(
  sim: Simulation,
  stream: StreamWires<V>,
  options: StreamOptions = {},
): StreamDriver<V> {
  const wires = stream as DrivenStream<V>;
  const stalls = stallsOf(options, stream);
  const row: V[] = [];
  const sent: Transfer<V>[] = [];
  let offered = false;
  let passed = false;
  const clock = sim.clocks.numberOf(options.clock, nameOf(stream));
  let cycle = sim.clocks.cycleOf(clock);

  const offer = (): void => {
    if (offered || row.length === 0 || stalls(cycle + 1)) return;
    offered = true;
    wires.payload.value = row[0] as V;
    wires.valid.value = 1;
  };
  const agent: Agent = {
    name: `driver of ${nameOf(stream)}`,
    sample(now) {
      passed = offered && wires.ready.value === 1 && !sim.resets.isActive(clock);
      if (passed) sent.push({ cycle: now, value: row[0] as V });
    },
    act(now) {
      cycle = now;
      if (passed) {
        row.shift();
        offered = false;
      }
      offer();
      if (passed && !offered) wires.valid.value = 0;
    },
  };
  const detach = sim.attach(agent, options.clock);
  return {
    send(...words) {
      row.push(...words);
      sim.drives.driveAs(agent, offer);
    },
    get waiting() {
      return row.length;
    },
    get isIdle() {
      return row.length === 0;
    },
    sent,
    detach,
  };
}

/** Collects what leaves the design. */
export interface StreamMonitor<V> {
  readonly transfers: readonly Transfer<V>[];
  readonly words: readonly V[];
  detach(): void;
}

/** Collects the words that pass, at t⁻, and checks the protocol. With `stalls` it also drives `ready`, which is 1 otherwise. */
export function streamMonitor<V>(
  sim: Simulation,
  stream: StreamWires<V>,
  options: StreamOptions & { readonly drivesReady?: boolean | undefined } = {},
): StreamMonitor<V> {
  const wires = stream as { ready: { value: 0 | 1 } };
  const stalls = stallsOf(options, stream);
  const transfers: Transfer<V>[] = [];
  const words: V[] = [];
  const clock = sim.clocks.numberOf(options.clock, nameOf(stream));
  const check = protocolCheck(sim, stream, clock);
  const drives = options.drivesReady ?? true;
  const setReady = (cycle: number): void => {
    wires.ready.value = stalls(cycle) ? 0 : 1;
  };
  const agent: Agent = {
    name: `monitor of ${nameOf(stream)}`,
    sample(cycle) {
      check();
      if (sim.resets.isActive(clock) || stream.valid.value === 0 || stream.ready.value === 0) return;
      const { value } = stream.payload;
      transfers.push({ cycle, value });
      words.push(value);
    },
    ...(drives ? { act: (cycle: number) => setReady(cycle + 1) } : {}),
  };
  if (drives) sim.drives.driveAs(agent, () => setReady(sim.clocks.cycleOf(clock) + 1));
  return { transfers, words, detach: sim.attach(agent, options.clock) };
}

/** Watches any stream of the design: once valid, valid and payload stay until the word has passed. Errors: E-STREAM. */
export function streamChecker(
  sim: Simulation,
  stream: StreamWires<unknown>,
  options: Pick<StreamOptions, "clock"> = {},
): () => void {
  const clock = sim.clocks.numberOf(options.clock, nameOf(stream));
  return sim.attach(
    { name: `checker of ${nameOf(stream)}`, sample: protocolCheck(sim, stream, clock) },
    options.clock,
  );
}

function protocolCheck(sim: Simulation, stream: StreamWires<unknown>, clock: number): () => void {
  let held: { readonly payload: unknown } | undefined;
  /** Its stack costs nothing until somebody reads it. */
  const site = new Error();
  return () => {
    if (sim.resets.isActive(clock)) {
      held = undefined;
      return;
    }
    const payload = JSON.stringify(stream.payload.value, bigintsAsText);
    const valid = stream.valid.value === 1;
    const before = held;
    held = valid && stream.ready.value === 0 ? { payload } : undefined;
    if (!before) return;
    const problem = !valid
      ? "valid fell before the word had passed"
      : before.payload !== payload
        ? `the payload changed from ${String(before.payload)} to ${payload} before the word had passed`
        : undefined;
    if (problem)
      fail(
        "E-STREAM",
        { stream: nameOf(stream), problem, when: sim.when() },
        { path: nameOf(stream), places: stackPlaces(site.stack) },
      );
  };
}

function bigintsAsText(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? `${value}n` : value;
}

function stallsOf(
  { stalls = 0, random }: StreamOptions,
  stream: StreamWires<unknown>,
): (cycle: number) => boolean {
  if (typeof stalls === "function") return stalls;
  if (stalls === 0) return () => false;
  const own = random ?? createRandom(nameOf(stream));
  return () => own.chance(stalls);
}

function nameOf(stream: StreamWires<unknown>): string {
  const path = (stream.valid as { path?: string }).path;
  return path?.replace(/\.valid$/, "") ?? "a stream";
}
