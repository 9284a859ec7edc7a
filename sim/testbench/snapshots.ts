import { type Time, timeText } from "../engine/time/units.ts";
import { fail } from "../errors/index.ts";
import {
  checkSnapshot,
  type DesignPrint,
  plainValue,
  printOf,
  putState,
  rationalText,
  type ResetState,
  type Snapshot,
  snapshotForm,
  takeState,
  valueOf,
} from "../snapshot/index.ts";
import type { Simulation } from "./simulation.ts";

/** Takes snapshots of one simulation, and restores them. */
export class Snapshots {
  private readonly sim: Simulation;
  private print: DesignPrint | undefined;
  private last: Snapshot | undefined;

  constructor(sim: Simulation) {
    this.sim = sim;
  }

  /** What the design is; it is computed once. */
  get design(): DesignPrint {
    return (this.print ??= printOf(this.sim.engine.program));
  }

  take(): Snapshot {
    const { sim, design } = this;
    return (this.last = {
      ...snapshotForm,
      design,
      time: String(sim.time),
      clocks: this.clocks().map((clock, i) => ({ ...clock, edges: sim.clocks.cycleOf(i) })),
      resets: this.resets(),
      pending: sim.drives.waiting().map(([net, value]) => [this.nameOf(net), plainValue(value)]),
      // Memories that have not changed are shared, so that many snapshots cost little.
      ...takeState(sim.engine, this.last),
    });
  }

  /** `moveTo` is called when nothing can be refused any more but by it. What was collected is replaced by what is pending. */
  restore(snapshot: Snapshot, moveTo: (time: Time) => void): void {
    const { sim } = this;
    this.check(snapshot);
    if (sim.deeds.isKept) fail("E-SNAPSHOT-LOGGED", { now: timeText(sim.time) });
    moveTo(BigInt(snapshot.time));
    putState(sim.engine, snapshot);
    sim.clocks.goTo(snapshot.clocks.map(({ edges }) => edges));
    for (const line of sim.resets.held)
      sim.resets.hold(
        line,
        snapshot.resets.some(({ name, isActive }) => name === line.name && isActive),
      );
    sim.drives.drop();
    for (const [name, value] of snapshot.pending) this.drive(name, value);
  }

  /** Errors: E-SNAPSHOT-FORM, E-SNAPSHOT-DESIGN. */
  private check(snapshot: Snapshot): void {
    const top = this.sim.top.path;
    checkSnapshot(snapshot, this.design, top);
    const here = [...this.clocks().map(clockText), ...this.resets().map(resetText)];
    const there = [...snapshot.clocks.map(clockText), ...snapshot.resets.map(resetText)];
    const differences = there.filter((text) => !here.includes(text)).map((text) => `it has ${text}`);
    if (differences.length > 0) fail("E-SNAPSHOT-DESIGN", { what: "snapshot", top, differences });
    if (!/^\d+$/.test(snapshot.time))
      fail("E-SNAPSHOT-FORM", { problem: `its time is ${JSON.stringify(snapshot.time)}` });
  }

  private clocks(): readonly { readonly name: string; readonly period: string; readonly phase: string }[] {
    const { names, clocks } = this.sim.clocks;
    return clocks.map(({ period, phase }, i) => ({
      name: names[i] as string,
      period: rationalText(period),
      phase: rationalText(phase),
    }));
  }

  private resets(): readonly ResetState[] {
    return this.sim.resets.held.map(({ name, kind, active, isApplied }) => ({
      name,
      kind,
      active,
      isActive: isApplied,
    }));
  }

  private nameOf(net: number): string {
    const { sim } = this;
    const line = sim.resets.held.find((candidate) => candidate.net === net);
    return line?.name ?? sim.engine.program.design.nets[net]?.root.path ?? "";
  }

  private drive(name: string, plain: Snapshot["pending"][number][1]): void {
    const { sim } = this;
    const line = sim.resets.held.find((candidate) => candidate.name === name);
    const net = sim.engine.program.design.nets.find(({ root }) => root.path === name);
    if (line) {
      line.isActive = plain === true;
      sim.drives.add(line.net, plain);
    } else if (net) sim.drives.add(net.index, valueOf(plain, net.type, name));
    else fail("E-SNAPSHOT-FORM", { problem: `${name}, which is pending in it, is no input` });
  }
}

function clockText({ name, period, phase }: { name: string; period: string; phase: string }): string {
  return `the clock ${name} with a period of ${fractionText(period)} and its first edge at ${fractionText(phase)}`;
}

function fractionText(text: string): string {
  return `${text.replace(/\/1$/, "")}fs`;
}

function resetText({ name, kind, active }: ResetState): string {
  return `the ${kind === "sync" ? "synchronous" : "asynchronous"} reset ${name}, active ${active}`;
}
