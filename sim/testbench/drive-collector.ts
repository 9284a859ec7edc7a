import { fail } from "../errors/index.ts";

/** Somebody who drives inputs: a task, a stream driver, the test itself. Compared by identity. */
export interface Driver {
  readonly name: string;
}

/** The latest drive of one net. Kept from moment to moment, so that a drive allocates nothing. */
interface Claim {
  moment: number;
  driver: Driver;
  value: unknown;
  isPending: boolean;
}

/**
 * Drives of one moment: collected while tasks run, applied together when all sleep.
 *
 * The last drive of one driver counts; two drivers with different values on one signal at one time are an error.
 */
export class DriveCollector {
  /** Who runs now. */
  driver: Driver;
  private readonly claims = new Map<number, Claim>();
  private pending: number[] = [];
  private moment = 0;
  private readonly pathOf: (net: number) => string;
  private readonly when: () => string;

  constructor(driver: Driver, pathOf: (net: number) => string, when: () => string) {
    this.driver = driver;
    this.pathOf = pathOf;
    this.when = when;
  }

  /** Errors: E-TB-CONFLICT. */
  add(net: number, value: unknown): void {
    const { driver, moment } = this;
    const claim = this.claims.get(net);
    if (!claim) {
      this.claims.set(net, { moment, driver, value, isPending: true });
      this.pending.push(net);
      return;
    }
    if (claim.moment === moment && claim.driver !== driver && !Object.is(claim.value, value))
      this.refuse(net, claim, value);
    claim.moment = moment;
    claim.driver = driver;
    claim.value = value;
    if (claim.isPending) return;
    claim.isPending = true;
    this.pending.push(net);
  }

  /** Runs code that drives inputs in somebody's name. */
  driveAs(driver: Driver, code: () => void): void {
    const before = this.driver;
    this.driver = driver;
    try {
      code();
    } finally {
      this.driver = before;
    }
  }

  private refuse(net: number, claim: Claim, value: unknown): never {
    const path = this.pathOf(net);
    const drivers = [claim.driver.name, this.driver.name] as const;
    const values = [String(claim.value), String(value)] as const;
    fail("E-TB-CONFLICT", { signal: path, drivers, values, when: this.when() }, { path });
  }

  get isEmpty(): boolean {
    return this.pending.length === 0;
  }

  /** What has been collected since the last time. */
  waiting(): readonly (readonly [net: number, value: unknown])[] {
    return this.pending.map((net) => [net, this.claims.get(net)?.value]);
  }

  /** Forgets what has been collected. */
  drop(): void {
    this.take(() => undefined);
  }

  /** Hands over what has been collected since the last time. */
  take(apply: (net: number, value: unknown) => void): void {
    for (let net = this.pending.pop(); net !== undefined; net = this.pending.pop()) {
      const claim = this.claims.get(net) as Claim;
      claim.isPending = false;
      apply(net, claim.value);
    }
  }

  /** Time has moved on: everything may be driven anew. */
  startMoment(): void {
    this.moment += 1;
  }
}
