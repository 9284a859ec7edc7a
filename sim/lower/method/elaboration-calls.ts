import {
  binaryFile,
  clocked,
  clockDomain,
  connect,
  hexFile,
  input,
  memory,
  output,
  outputReg,
  reg,
  state,
  streamSink,
  streamSource,
  wire,
} from "../../describe/index.ts";

/** What builds a design, in constructors and where fields are declared. When methods run it stands. */
const builders: ReadonlySet<unknown> = new Set([
  binaryFile,
  clocked,
  clockDomain,
  connect,
  hexFile,
  input,
  memory,
  output,
  outputReg,
  reg,
  state,
  streamSink,
  streamSource,
  wire,
]);

/** Whether a function of the kit is for the elaboration, and so for no method. */
export function buildsDesign(fn: unknown): boolean {
  return builders.has(fn);
}
