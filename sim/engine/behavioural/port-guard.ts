import { exceedsPorts, portsText } from "../../check/index.ts";
import type { AnyMemory } from "../../describe/index.ts";
import { fail } from "../../errors/index.ts";

/**
 * Counts what the calls of a behavioural module's methods do to one of its memories in a cycle: the reads of the last `propagate()`, and the
 * accesses of `update()`. Errors: E-MEMORY-PORTS, E-MEMORY-BOTH.
 */
export class PortGuard {
  private readonly memory: AnyMemory;
  private method: "propagate" | "update" = "propagate";
  private asynchronous = 0;
  private reads = 0;
  private writes = 0;

  constructor(memory: AnyMemory) {
    this.memory = memory;
  }

  begin(method: "propagate" | "update"): void {
    this.method = method;
    if (method === "propagate") this.asynchronous = 0;
    else this.reads = this.writes = 0;
  }

  read(): void {
    if (this.method === "propagate") this.asynchronous += 1;
    else this.reads += 1;
    this.check();
  }

  write(): void {
    this.writes += 1;
    this.check();
  }

  private check(): void {
    const { path, options } = this.memory;
    const inUpdate = this.method === "update";
    const reads = this.asynchronous + (inUpdate ? this.reads : 0);
    const writes = inUpdate ? this.writes : 0;
    const { ports, onCollision } = options;
    if (inUpdate && onCollision === "noChange" && this.reads > 0 && writes > 0)
      fail("E-MEMORY-BOTH", { memory: path }, { path });
    if (!ports || !exceedsPorts(ports, { reads, writes })) return;
    const method = inUpdate && this.asynchronous > 0 ? "propagate() and update()" : `${this.method}()`;
    fail("E-MEMORY-PORTS", { memory: path, ports: portsText(ports), reads, writes, method }, { path });
  }
}
