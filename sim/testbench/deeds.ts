import type { Engine } from "../engine/engine.ts";
import { fail } from "../errors/index.ts";
import type { Deed, Journal } from "../snapshot/index.ts";
import type { DriveCollector } from "./drive-collector.ts";
import type { ResetLines } from "./reset-lines.ts";

/** The one way by which testbenches, tests and logs do something to a design; journals hear of all of it. */
export class Deeds {
  /** Set while somebody looks at the values just before an edge, who may not change them. */
  sampling = false;
  private readonly engine: Engine;
  private readonly resets: ResetLines;
  private readonly drives: DriveCollector;
  private readonly settle: () => void;
  private readonly journals = new Set<Journal>();
  private readonly drive: (net: number, value: unknown) => void;

  constructor(engine: Engine, resets: ResetLines, drives: DriveCollector, settle: () => void) {
    this.engine = engine;
    this.resets = resets;
    this.drives = drives;
    this.settle = settle;
    this.drive = (net, value) => {
      if (resets.has(net)) resets.apply(net, value === true);
      else engine.drive(net, value);
    };
  }

  /** Whether a journal hears of what is done. */
  get isKept(): boolean {
    return this.journals.size > 0;
  }

  /** Tells a journal of everything from now on; gives the function that ends it. */
  keep(journal: Journal): () => void {
    this.journals.add(journal);
    return () => void this.journals.delete(journal);
  }

  /** Applies what was collected, and settles. */
  applyDrives(): void {
    if (this.drives.isEmpty) return;
    if (this.journals.size > 0) {
      const deeds: Deed[] = [];
      this.drives.take((net, value) => deeds.push({ kind: "drive", net, value }));
      return this.perform(deeds);
    }
    this.drives.take(this.drive);
    this.settle();
  }

  /** Does things at once, together, and settles. Errors: E-TB-SAMPLE-DRIVE. */
  perform(deeds: readonly Deed[]): void {
    if (deeds[0]) this.refuseSampling(() => this.targetOf(deeds[0] as Deed));
    for (const journal of this.journals) journal.note(deeds);
    for (const deed of deeds) this.do(deed);
    this.settle();
  }

  private do(deed: Deed): void {
    const { engine } = this;
    switch (deed.kind) {
      case "drive":
        return this.drive(deed.net, deed.value);
      case "poke":
        return engine.poke(deed.net, deed.value);
      case "force":
        return engine.force(deed.net, deed.value);
      case "release":
        return engine.release(deed.net);
      case "words": {
        const memory = engine.memory(deed.memory);
        for (let i = 0; i < deed.words.length; i++) memory.poke(deed.at + i, deed.words[i]);
        return;
      }
      case "state":
        return engine.state(deed.state).poke(deed.value);
    }
  }

  /** Errors: E-TB-SAMPLE-DRIVE. */
  refuseSampling(target: () => string): void {
    if (this.sampling) {
      const signal = target();
      fail("E-TB-SAMPLE-DRIVE", { signal, by: this.drives.driver.name }, { path: signal });
    }
  }

  private targetOf(deed: Deed): string {
    const { nets, memories, states } = this.engine.program.design;
    if (deed.kind === "words") return memories[deed.memory]?.path ?? "";
    if (deed.kind === "state") return states[deed.state]?.path ?? "";
    return nets[deed.net]?.root.path ?? this.resets.held.find(({ net }) => net === deed.net)?.name ?? "";
  }

  /** A moment is done, and an edge comes: gives how many may pass until this has to be called again. */
  beforeEdges(): number {
    let edges = Infinity;
    if (this.journals.size === 0) return edges;
    for (const journal of this.journals) edges = Math.min(edges, journal.beforeEdges());
    return edges;
  }

  end(failure: string | undefined): void {
    for (const journal of this.journals) journal.end(failure);
    this.journals.clear();
  }
}
