import { type Condition, holds } from "../engine/engine.ts";
import { edgesUpTo, risingEdge } from "../engine/time/clock.ts";
import type { Time } from "../engine/time/units.ts";
import { Alarms } from "./alarms.ts";
import { type ConditionWait, isSatisfiedTest } from "./condition-wait.ts";
import { EdgeWaits } from "./edge-waits.ts";
import type { Pacer } from "./pacer.ts";
import type { Simulation } from "./simulation.ts";
import type { Waiter } from "./task.ts";

/**
 * What the tasks of a testbench wait for: edges, times, states. Moves the time of the simulation on to where one of them wakes.
 *
 * With one clock, alarms are counted in edges, and no time is computed; with several, alarms are times.
 */
export class Calendar {
  private readonly sim: Simulation;
  private readonly wakeWith: (waiter: Waiter, outcome: unknown, failed?: boolean) => void;
  private readonly pacer: Pacer;
  /** By clock. */
  private readonly edgeWaits: readonly EdgeWaits[];
  private readonly alarms = new Alarms();
  private conditions: ConditionWait[] = [];

  constructor(sim: Simulation, wake: Calendar["wakeWith"], pacer: Pacer) {
    this.sim = sim;
    this.wakeWith = wake;
    this.pacer = pacer;
    this.edgeWaits = sim.clocks.clocks.map(() => new EdgeWaits());
  }

  atNextEdge(waiter: Waiter, clock = 0): void {
    this.edgeWaits[clock]?.add(waiter);
  }

  atSample(waiter: Waiter, signals: readonly { readonly value: unknown }[], clock = 0): void {
    this.edgeWaits[clock]?.addSampler(waiter, signals);
  }

  /** Rings behind an edge of a clock, counted from the start. */
  atEdge(edge: number, ring: () => void, isLimit = false, clock = 0): void {
    if (this.sim.clocks.isSingle) this.alarms.add({ edge, time: undefined, ring, isLimit });
    else this.atTime(risingEdge(this.sim.clocks.clock(clock), edge), ring, isLimit);
  }

  /** Rings at a time, behind the edges that may be there. With several clocks alarms are in the order of time alone. */
  atTime(time: Time, ring: () => void, isLimit = false): void {
    if (!this.sim.clocks.isSingle) {
      const now = this.sim.time;
      return this.alarms.add({ edge: 0, time: time < now ? now : time, ring, isLimit });
    }
    const edge = edgesUpTo(this.sim.clock, time);
    const onEdge = edge > 0 && risingEdge(this.sim.clock, edge) === time;
    this.alarms.add({ edge, time: onEdge ? undefined : time, ring, isLimit });
  }

  /** Wakes the waiter when the condition or the test holds, at once if it does already. */
  whenHolds(waiter: Waiter, condition: Condition | undefined, test: (() => unknown) | undefined): void {
    this.conditions.push({ waiter, condition, test });
  }

  private get isAtNextEdge(): boolean {
    const { edgeWaits } = this;
    for (let clock = 0; clock < edgeWaits.length; clock++) if (!edgeWaits[clock]!.isEmpty) return true;
    return false;
  }

  /** Whether anything can come that a task waits for. */
  get canWake(): boolean {
    return this.isAtNextEdge || this.conditions.length > 0 || this.alarms.canWake;
  }

  /** Moves time on to the next moment at which a task may wake, and wakes those that do. */
  moveOn(): void {
    const { sim, alarms } = this;
    const alarm = alarms.first;
    if (sim.clocks.isSingle) {
      const edges = alarm ? alarm.edge - sim.cycle : Infinity;
      if (alarm?.time !== undefined && edges === 0) sim.moveTo(alarm.time);
      else this.runEdges(this.isAtNextEdge ? 1 : this.pacer.chunk(edges));
      alarms.ring(sim.cycle, () => sim.time);
    } else {
      this.runTicks(alarm?.time);
      alarms.ring(0, () => sim.time);
    }
    this.wakeSatisfied();
  }

  private runEdges(most: number): void {
    const waits = this.edgeWaits[0] as EdgeWaits;
    waits.sample();
    if (this.conditions.length === 0) this.sim.runEdges(most, NO_CONDITIONS);
    else this.runToCondition(most);
    waits.wake(this.wakeWith);
  }

  /** With several clocks: runs from edge to edge until one wakes a task, a condition holds, or it is `until`. */
  private runTicks(until: Time | undefined): void {
    const { sim, edgeWaits } = this;
    for (let left = this.pacer.chunk(Infinity); left > 0; left--) {
      const { time, clocks } = sim.clocks.next();
      if (until !== undefined && time > until) return sim.moveTo(until);
      const waits = clocks.map((clock) => edgeWaits[clock] as EdgeWaits).filter(({ isEmpty }) => !isEmpty);
      for (const each of waits) each.sample();
      sim.runEdges(1, NO_CONDITIONS);
      for (const each of waits) each.wake(this.wakeWith);
      if (waits.length > 0 || time === until || this.isSatisfied()) return;
      sim.applyDrives();
      if (this.isSatisfied()) return;
    }
  }

  private isSatisfied(): boolean {
    const { engine } = this.sim;
    return this.conditions.some((wait) =>
      wait.condition ? holds(wait.condition, engine.read(wait.condition.net)) : isSatisfiedTest(wait),
    );
  }

  private runToCondition(most: number): void {
    const tests = this.conditions.filter(({ condition }) => condition === undefined);
    const known = this.conditions.flatMap(({ condition }) => condition ?? []);
    this.sim.runEdges(most, known, tests.length > 0 ? () => tests.some(isSatisfiedTest) : undefined);
  }

  /** Wakes the tasks whose conditions hold in the settled state of now. */
  wakeSatisfied(): boolean {
    if (this.conditions.length === 0) return false;
    let woken = false;
    this.conditions = this.conditions.filter((wait) => {
      if (wait.waiter.isOver) return false;
      const { condition, test } = wait;
      try {
        const satisfied = condition
          ? holds(condition, this.sim.engine.read(condition.net))
          : Boolean(test?.());
        if (!satisfied) return true;
        this.wakeWith(wait.waiter, undefined);
      } catch (reason) {
        this.wakeWith(wait.waiter, reason, true);
      }
      woken = true;
      return false;
    });
    return woken;
  }
}

const NO_CONDITIONS: readonly Condition[] = [];
