import type { Instance } from "../../../elaborate/design.ts";
import { fail } from "../../../errors/index.ts";
import type { Program } from "../../../schedule/program.ts";
import { methodTitle } from "../../event/method.ts";

/** A testbench, or a method that is not the net's writer, has assigned it. Errors: E-WRITER, E-PHASE. */
export function refuseWrite(
  program: Program,
  net: number,
  field: "value" | "next",
  by?: { readonly instance: Instance; readonly method: "propagate" | "update" },
): never {
  const writer = (field === "value" ? program.propagates : program.updates).find(({ writes }) =>
    writes.includes(net),
  );
  const { path } = program.design.nets[net]!.root;
  const owner = writer && methodTitle(writer);
  const isOwn = writer !== undefined && writer.instance === by?.instance;
  fail(isOwn ? "E-PHASE" : "E-WRITER", { signal: path, field, by: methodTitle(by), owner }, { path });
}
