import { fail } from "../../../errors/index.ts";
import type { Program } from "../../../schedule/program.ts";
import { methodTitle } from "../../event/method.ts";

const OUTSIDER = methodTitle(undefined);

/** A testbench assigned what only a method of the design may. Errors: E-WRITER. */
export function refuseWrite(
  { design, propagates, updates }: Program,
  net: number,
  field: "value" | "next",
): never {
  const writer = (field === "value" ? propagates : updates).find(({ writes }) => writes.includes(net));
  const { path } = design.nets[net]!.root;
  const owner = writer && methodTitle(writer);
  fail("E-WRITER", { signal: path, field, by: OUTSIDER, owner }, { path });
}
