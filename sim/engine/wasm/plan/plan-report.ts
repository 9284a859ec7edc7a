import type { KernelClass } from "./classes.ts";
import type { DesignPlan } from "./design-plan.ts";
import { bytesOf } from "./element.ts";
import type { Access, Kernel } from "./plan.ts";

/** What a plan made of one kernel class. */
export interface ClassReport {
  readonly name: string;
  readonly instances: number;
  readonly rows: number;
  readonly columns: number;
  /** Of registers, other signals and memories of its instances. */
  readonly bytes: { readonly signals: number; readonly memories: number };
  /** Constants that differ between instances, and are data. */
  readonly constants: number;
  /** What makes it another class than the one of its name before it. */
  readonly split: string | undefined;
  readonly kernels: readonly KernelReport[];
}

export interface KernelReport {
  readonly name: string;
  /** `grid`, `grid, from the last to the first`, `one after another`. */
  readonly order: string;
  /** Signals whose words stand at constant distances; of them, those that are one word for all; those that a table finds. */
  readonly affine: number;
  readonly shared: number;
  readonly tables: readonly string[];
  /** Registers that are not updated in place. */
  readonly shadows: readonly string[];
  /** How many lanes are computed together, of which width, or what stops it. */
  readonly vectors: string;
}

/** What the planner made of a design, class by class. `vectorText` says how a kernel is compiled. */
export function reportPlan(plan: DesignPlan, vectorText: (kernel: Kernel) => string): readonly ClassReport[] {
  const { nets, memories } = plan.program.design;
  const byClass = new Map<KernelClass, Kernel[]>();
  plan.kernels.forEach((kernel, number) => {
    const cls = plan.classOf(number);
    byClass.set(cls, [...(byClass.get(cls) ?? []), kernel]);
  });
  return plan.classes
    .filter((cls) => byClass.has(cls))
    .map((cls): ClassReport => {
      const { instances, grid, code, data, split } = cls;
      const owned = instances[0]!.signals.filter(
        (signal) => nets[signal.net]!.root === signal && plan.wordOf[signal.net] === signal.net,
      );
      const words = instances[0]!.memories.map(
        (memory) => memory.depth * bytesOf(plan.memories[memories.indexOf(memory)]!.element),
      );
      const sum = (list: readonly number[]): number => list.reduce((all, bytes) => all + bytes, 0);
      return {
        name: code.className,
        instances: instances.length,
        rows: grid.rows,
        columns: grid.columns,
        bytes: {
          signals: instances.length * sum(owned.map(({ net }) => bytesOf(plan.elementOf(net)))),
          memories: instances.length * sum(words),
        },
        constants: data.length,
        split,
        kernels: byClass.get(cls)!.map((kernel) => kernelReport(kernel, cls, vectorText(kernel))),
      };
    });
}

function kernelReport(kernel: Kernel, { code }: KernelClass, vectors: string): KernelReport {
  const named = kernel.signals.flatMap((place, signal) =>
    place ? [{ place, name: code.signals[signal]!.path.join(".") }] : [],
  );
  const reads = named.flatMap(({ place, name }) => (place.read ? [{ access: place.read, name }] : []));
  const isShared = ({ access }: { access: Access }): boolean =>
    access.kind === "affine" && access.rowStride === 0 && access.columnStride === 0;
  const { lanes } = kernel;
  return {
    name: kernel.name,
    order:
      lanes.kind === "list"
        ? "one after another"
        : lanes.descending && lanes.rows * lanes.columns > 1
          ? "grid, from the last to the first"
          : "grid",
    affine: reads.filter(({ access }) => access.kind === "affine").length,
    shared: reads.filter(isShared).length,
    tables: reads.filter(({ access }) => access.kind === "table").map(({ name }) => name),
    shadows: named
      .filter(({ place }) => place.write && place.read && place.write !== place.read)
      .map(({ name }) => name),
    vectors,
  };
}
