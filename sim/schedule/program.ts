import type { Diagnostic } from "../errors/index.ts";
import type { Design, Instance } from "../elaborate/design.ts";
import type { BoundModule } from "../check/index.ts";
import type { ModuleCode } from "../lower/ir.ts";
import type { OutsideConstant } from "../lower/index.ts";
import type { Process } from "./process.ts";

/** A design that passed all stages: what every engine starts from. Read-only. */
export interface Program {
  readonly design: Design;
  /** The lowered code of an instance; its signals are found with `bindSignals`. */
  readonly codeOf: (instance: Instance) => ModuleCode;
  /** The instances with the signals and memories that their code names, in order. */
  readonly bound: readonly BoundModule[];
  /** All propagate() methods in order of level, ties in order of instances. */
  readonly propagates: readonly Process[];
  /** All update() methods in order of instances. */
  readonly updates: readonly Process[];
  /** Constants of the code that whoever runs the design could still assign; none may change while it runs. */
  readonly outside: readonly OutsideConstant[];
  /** Lint findings (severity "warning"). Errors don't come this far. */
  readonly warnings: readonly Diagnostic[];
}
