import { type Callee, comment, type Instruction, op, when } from "../encode/index.ts";
import type { Lanes } from "../plan/plan.ts";
import { scalarBody } from "./compile-scalar.ts";
import type { KernelModule } from "./kernel-module.ts";
import { createEmitter } from "./vector/emit-vectors.ts";
import { groupLoop } from "./vector/group-loop.ts";
import { accessOf, mayAlias, type Version, type VectorPlan } from "./vector/vectorise.ts";

/** Loops, made once all bodies are: only then it is known which pointers they move. */
type Late = () => readonly Instruction[];

/** A kernel as one function that runs groups of columns in vectors, and what is left of a row one by one. */
export function compileVector(
  { kernel, segments, versions, widths }: VectorPlan,
  module: KernelModule,
): Callee {
  return module.builder.func({ name: kernel.name }, (builder) => {
    const lanes = kernel.lanes as Extract<Lanes, { kind: "grid" }>;
    const loops = groupLoop(lanes, builder);
    const emitter = createEmitter(builder, (access) => loops.affine(accessOf(kernel, access), 0));
    const ofVersion = (version: Version): Late => {
      if (version.kind === "choice") {
        const isSet = op("v128.any_true", emitter.uniform(version.mask));
        const [then, otherwise] = [ofVersion(version.then), ofVersion(version.else)];
        return () => [when(isSet, then(), otherwise())];
      }
      const made = segments.map((segment): Late => {
        const stores = version.of.get(segment.group);
        if (!stores) return () => [];
        const body = emitter.group(
          stores,
          (access) => loops.affine(accessOf(kernel, access), segment.group),
          (read, written) => mayAlias(kernel, read, written, segment.group),
        );
        return () => loops.segment(segment, body);
      });
      return () => made.flatMap((each) => each());
    };
    const vectors = ofVersion(versions);
    const rest = segments.find(({ group }) => group === 1);
    const body = rest ? scalarBody(kernel, module, builder, loops.single) : [];
    const single = (): readonly Instruction[] => (rest ? loops.segment(rest, body) : []);
    builder.add(
      comment(
        `${kernel.name}: ${kernel.kind}, ${lanes.rows} × ${lanes.columns} instances, lanes of ${widths.join(", ")} bits`,
      ),
      ...loops.around(emitter.ofAll, emitter.ofRow, [...vectors(), ...single()]),
    );
  });
}
