import type { Time } from "../engine/time/units.ts";

/** Something that ends at an edge or a time: a wait, or a limit. */
export interface Alarm {
  /** The last edge before it, or at it. */
  readonly edge: number;
  /** Undefined: behind the edge. */
  readonly time: Time | undefined;
  readonly ring: () => void;
  /** Only ends something else: it is nothing to wait for. */
  readonly isLimit: boolean;
}

/** Alarms in the order in which they ring; few at a time. */
export class Alarms {
  private readonly row: Alarm[] = [];

  get first(): Alarm | undefined {
    return this.row.length > 0 ? this.row[0] : undefined;
  }

  get canWake(): boolean {
    return this.row.some(({ isLimit }) => !isLimit);
  }

  add(alarm: Alarm): void {
    let at = this.row.length;
    while (at > 0 && isBefore(alarm, this.row[at - 1] as Alarm)) at -= 1;
    this.row.splice(at, 0, alarm);
  }

  /** Rings all that are due. */
  ring(edge: number, time: () => Time): void {
    for (let first = this.first; first && first.edge <= edge; first = this.first) {
      if (first.time !== undefined && first.time > time()) return;
      this.row.shift();
      first.ring();
    }
  }
}

function isBefore(a: Alarm, b: Alarm): boolean {
  if (a.edge !== b.edge) return a.edge < b.edge;
  if (a.time === undefined || b.time === undefined) return a.time === undefined && b.time !== undefined;
  return a.time < b.time;
}
