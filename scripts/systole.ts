#!/usr/bin/env node
import { guardProcess } from "./cli/guard-process.ts";
import { main } from "./cli/main.ts";
import { processContext } from "./cli/process-context.ts";

const interrupt = new AbortController();
const context = processContext(interrupt.signal);
const ended = guardProcess(context, interrupt);
// No top-level await: Node has words of its own about one that never ends.
void main(process.argv.slice(2), context).then((code) => {
  ended();
  process.exitCode = code;
  // What a testbench has left behind, such as a timer, does not keep the command from ending.
  process.stdout.write("", () => process.exit());
});
