import { diagnose, type Diagnostic } from "../../errors/index.ts";
import type { Program } from "../../schedule/program.ts";
import type {
  Condition,
  Engine,
  EngineHost,
  Force,
  MemoryAccess,
  RandomAccess,
  StateAccess,
} from "../engine.ts";
import { someHold } from "../engine.ts";
import type { FollowedValue, Follower, FollowHost } from "../follow.ts";
import { EventEngine, type EventEngineOptions } from "../event/event-engine.ts";
import { WasmEngine } from "../wasm/run/wasm-engine.ts";
import { mayCompile } from "./may-compile.ts";
import { edgesBefore } from "./repays.ts";

export interface AutoEngineOptions extends EventEngineOptions {
  /** Edges in the event engine, instead of what the design's size says. */
  readonly switchAfter?: number | undefined;
}

/**
 * Starts in the event engine, which is there at once, and moves to the WebAssembly engine when a run turns out long enough to repay compiling:
 * after a number of edges that depends on the design alone, so that equal runs are equal. Nothing that can be seen changes.
 *
 * It stays in the event engine where the methods are to be watched (`console`, `debugger`, an attached inspector), where methods run in an order by
 * seed, where the design can't be compiled, and while nets are forced.
 */
export class AutoEngine implements Engine {
  readonly name = "auto";
  readonly program: Program;
  /** W-NOT-COMPILED, if it stays in the event engine for want of the other. */
  warnings: readonly Diagnostic[] = [];
  private engine: Engine;
  /** Edges after which it moves; undefined: it stays where it is. */
  private switchAt: number | undefined;
  private ran = 0;
  private host: EngineHost | undefined = undefined;
  private watching = false;
  private watched: readonly number[] | undefined = undefined;
  /** Nets that had changed in the event engine, and were not asked for. */
  private untold: readonly number[] = [];
  /** By domain. */
  private readonly held: boolean[];

  constructor(program: Program, options: AutoEngineOptions = {}) {
    this.program = program;
    this.engine = new EventEngine(program, options);
    this.held = program.design.domains.map(() => false);
    this.switchAt = options.shuffle === undefined ? (options.switchAfter ?? edgesBefore(program)) : undefined;
  }

  /** The engine that runs the design now: `event` or `wasm`. */
  get runsIn(): string {
    return this.engine.name;
  }

  get edges(): number {
    return this.engine.edges;
  }

  set edges(edges: number) {
    this.engine.edges = edges;
  }

  attach(host: EngineHost): void {
    this.host = host;
    this.engine.attach(host);
  }

  close(): void {
    this.engine.close();
  }

  read(net: number): unknown {
    return this.engine.read(net);
  }

  isOpen(net: number): boolean {
    return this.engine.isOpen(net);
  }

  drive(net: number, value: unknown): void {
    this.engine.drive(net, value);
  }

  poke(net: number, value: unknown): void {
    this.engine.poke(net, value);
  }

  force(net: number, value: unknown): void {
    this.engine.force(net, value);
  }

  release(net: number): void {
    this.engine.release(net);
  }

  forced(): readonly Force[] {
    return this.engine.forced();
  }

  /** Stays good when the engine moves. */
  memory(index: number): MemoryAccess {
    let owner = this.engine;
    let access = owner.memory(index);
    const now = (): MemoryAccess => {
      if (owner !== this.engine) {
        owner = this.engine;
        access = owner.memory(index);
      }
      return access;
    };
    return {
      depth: access.depth,
      peek: (address) => now().peek(address),
      poke: (address, value) => now().poke(address, value),
    };
  }

  /** Stays good when the engine moves. */
  state(index: number): StateAccess {
    return {
      peek: () => this.engine.state(index).peek(),
      poke: (value) => this.engine.state(index).poke(value),
    };
  }

  /** Stays good when the engine moves. */
  random(index: number): RandomAccess {
    return {
      peek: () => this.engine.random(index).peek(),
      poke: (position) => this.engine.random(index).poke(position),
    };
  }

  setReset(domain: number, active: boolean): void {
    this.held[domain] = active;
    this.engine.setReset(domain, active);
  }

  applyReset(domain: number): void {
    this.engine.applyReset(domain);
  }

  settle(): void {
    this.engine.settle();
  }

  edge(domains: readonly number[]): void {
    if (this.switchAt !== undefined && this.ran++ >= this.switchAt) this.move();
    this.engine.edge(domains);
  }

  run(domains: readonly number[], most: number, conditions: readonly Condition[]): number {
    let done = 0;
    if (this.switchAt !== undefined) {
      const here = Math.min(most, this.switchAt - this.ran);
      if (here > 0) {
        done = this.engine.run(domains, here, conditions);
        this.ran += done;
        if (done === most || someHold(conditions, this)) return done;
      }
      this.move();
    }
    return done + this.engine.run(domains, most - done, conditions);
  }

  watch(on: boolean, nets?: readonly number[]): void {
    this.watching = on;
    this.watched = nets;
    this.untold = [];
    this.engine.watch(on, nets);
  }

  takeChanged(): readonly number[] {
    const { untold } = this;
    if (untold.length === 0) return this.engine.takeChanged();
    this.untold = [];
    return [...new Set([...untold, ...this.engine.takeChanged()])];
  }

  /** While it runs in WebAssembly. */
  follow(
    values: readonly FollowedValue[],
    host: FollowHost,
    last: (value: number) => unknown,
  ): Follower | undefined {
    return this.engine.follow?.(values, host, last);
  }

  /** Goes on in WebAssembly, or stays for good where that can't be. */
  private move(): void {
    const { engine: from, program, host, held } = this;
    // Beside forced nets kernels run one by one: nothing would be gained.
    if (from.forced().length > 0) return;
    this.switchAt = undefined;
    if (!mayCompile(program)) return;
    this.untold = this.watching ? from.takeChanged() : [];
    let to: WasmEngine;
    try {
      to = new WasmEngine(program, { replaces: from });
    } catch (cause) {
      // Whatever the compiler can't do, the event engine can.
      const reason = cause instanceof Error ? cause.message : String(cause);
      this.warnings = [diagnose("W-NOT-COMPILED", { reason }, { path: program.design.top.module.path })];
      return;
    }
    to.takeOver(from);
    held.forEach((active, domain) => to.setReset(domain, active));
    if (host) to.attach(host);
    to.settle();
    if (this.watching) to.watch(true, this.watched);
    this.engine = to;
  }
}
