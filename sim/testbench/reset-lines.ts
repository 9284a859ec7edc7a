import type { ResetKind } from "../describe/index.ts";
import type { Design, Domain, ResetLine } from "../elaborate/design.ts";
import type { Engine } from "../engine/engine.ts";
import { fail } from "../errors/index.ts";

/** A reset wire that the testbench holds. */
export interface HeldReset {
  readonly name: string;
  /** Its number in records and drives, outside the nets of the design. */
  readonly net: number;
  readonly kind: "sync" | "async";
  readonly active: "high" | "low";
  readonly domains: readonly number[];
  /** What was asked for; of a drive that is collected, before it is applied. */
  isActive: boolean;
  /** What the engine has. */
  isApplied: boolean;
}

/** The resets of a running design. */
export class ResetLines {
  readonly held: readonly HeldReset[];
  private readonly engine: Engine;
  private readonly design: Design;

  /**
   * @param firstNet the number of the first wire in records
   * @param given kind and level of the resets for which the design leaves them open. Errors: E-RESET-TWICE.
   */
  constructor(engine: Engine, firstNet: number, given: ResetKind) {
    const { design } = engine.program;
    this.engine = engine;
    this.design = design;
    this.held = design.resets
      .filter(({ by }) => by === undefined)
      .map((line, i) => ({
        name: line.name,
        net: firstNet + i,
        ...kindOf(line, line.name === "reset" ? given : {}),
        domains: design.domains.filter(({ reset }) => reset === line).map(({ index }) => index),
        isActive: false,
        isApplied: false,
      }));
  }

  /** The reset wires with a name, or all of them. Errors: E-RESET-UNKNOWN. */
  named(name: string | undefined): readonly HeldReset[] {
    const found = this.held.filter((line) => name === undefined || line.name === name);
    if (found.length === 0 && name !== undefined)
      fail("E-RESET-UNKNOWN", { name, known: this.held.map((line) => line.name) });
    return found;
  }

  has(net: number): boolean {
    return this.held.some((line) => line.net === net);
  }

  /** Starts or ends the reset of a wire; an asynchronous one acts with the settle that follows. */
  apply(net: number, active: boolean): void {
    const line = this.held.find((candidate) => candidate.net === net) as HeldReset;
    this.hold(line, active);
    if (active && line.kind === "async") for (const domain of line.domains) this.engine.applyReset(domain);
  }

  /** As a snapshot has it: what the reset has done before is in the registers already. */
  hold(line: HeldReset, active: boolean): void {
    line.isActive = active;
    line.isApplied = active;
    for (const domain of line.domains) this.engine.setReset(domain, active);
  }

  /** Whether the modules of a clock are in reset; of several domains, those of the first. */
  isActive(clock: number): boolean {
    const { reset } = this.design.domains.find((domain) => domain.clock === clock) as Domain;
    if (reset?.by) return this.engine.read(reset.by.net) === (reset.active === "low" ? 0 : 1);
    return this.held.some((line) => line.isActive && line.name === reset?.name);
  }
}

function kindOf({ name, kind, active }: ResetLine, given: ResetKind): Pick<HeldReset, "kind" | "active"> {
  const fixed = { kind: kind ?? given.kind ?? "sync", active: active ?? given.active ?? "high" } as const;
  const wanted = { kind: given.kind ?? fixed.kind, active: given.active ?? fixed.active };
  if (wanted.kind !== fixed.kind || wanted.active !== fixed.active)
    fail("E-RESET-TWICE", { name, declared: textOf(fixed), given: textOf(wanted) });
  return fixed;
}

function textOf({ kind, active }: Pick<HeldReset, "kind" | "active">): string {
  return `${kind}, active ${active}`;
}
