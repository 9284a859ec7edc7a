import { type Callee, comment, type Instruction, op, when } from "../encode/index.ts";
import type { Lanes } from "../plan/plan.ts";
import { scalarBody } from "./compile-scalar.ts";
import type { KernelModule } from "./kernel-module.ts";
import { createEmitter } from "./vector/emit-vectors.ts";
import { groupLoop } from "./vector/group-loop.ts";
import { accessOf, mayAlias, type Version, type VectorPlan } from "./vector/vectorise.ts";

/** A kernel as one function that runs groups of columns in vectors, and what is left of a row one by one. */
export function compileVector(
  { kernel, segments, versions, widths }: VectorPlan,
  module: KernelModule,
): Callee {
  return module.builder.func({ name: kernel.name }, (builder) => {
    const lanes = kernel.lanes as Extract<Lanes, { kind: "grid" }>;
    const loops = groupLoop(lanes, builder);
    const emitter = createEmitter(builder, (access) => loops.affine(accessOf(kernel, access), 0));
    const ofVersion = (version: Version): readonly Instruction[] => {
      if (version.kind === "choice") {
        const isSet = op("v128.any_true", emitter.uniform(version.mask));
        return [when(isSet, ofVersion(version.then), ofVersion(version.else))];
      }
      return segments.flatMap((segment) => {
        const stores = version.of.get(segment.group);
        if (!stores) return [];
        const body = emitter.group(
          stores,
          (access) => loops.affine(accessOf(kernel, access), segment.group),
          (read, written) => mayAlias(kernel, read, written, segment.group),
        );
        return loops.segment(segment, body);
      });
    };
    const vectors = ofVersion(versions);
    const rest = segments.find(({ group }) => group === 1);
    const single = rest ? loops.segment(rest, scalarBody(kernel, module, builder, loops.single)) : [];
    builder.add(
      comment(
        `${kernel.name}: ${kernel.kind}, ${lanes.rows} × ${lanes.columns} instances, lanes of ${widths.join(", ")} bits`,
      ),
      ...loops.around(emitter.ofAll, emitter.ofRow, [...vectors, ...single]),
    );
  });
}
