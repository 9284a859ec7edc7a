import { guardProcess } from "./cli/guard-process.ts";
import { reportError } from "./cli/main.ts";
import { processContext } from "./cli/process-context.ts";
import { mainJob } from "./start/main-job.ts";

const interrupt = new AbortController();
const context = { ...processContext(interrupt.signal), command: "npx tsx scripts/systole.ts" };
const ended = guardProcess(context, interrupt);
void mainJob(context)
  .catch((error: unknown) => reportError(error, context))
  .then((code) => {
    ended();
    process.exitCode = code;
  });
