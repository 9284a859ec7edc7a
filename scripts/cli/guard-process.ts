import { frameOf } from "../find/load-problem.ts";
import { type Context, exitCode } from "./context.ts";
import { reportError } from "./main.ts";
import { visible } from "./text.ts";

/**
 * Watches the process for what no promise of ours sees: Ctrl-C, errors that files of the user throw later, and files that end the process
 * or never let it go on.
 *
 * @returns a function to call when the command has ended.
 */
export function guardProcess(context: Context, interrupt: AbortController): () => void {
  const { talk, cwd } = context;
  let ended = false;

  const onInterrupt = (): void => {
    // The second time: at once. Waves that are open are closed by their listeners to `exit`.
    if (interrupt.signal.aborted) process.exit(exitCode.interrupted);
    interrupt.abort();
  };

  const onError = (error: unknown): void => {
    ended = true;
    const place = frameOf(error, cwd);
    if (place) {
      talk.write(
        `${place}: an error that nobody caught: ${visible(error instanceof Error ? error.message : String(error))}\n`,
      );
      process.exit(exitCode.failed);
    }
    void reportError(error, context).then((code) => process.exit(code));
  };

  const onExit = (): void => {
    if (ended) return;
    const stopped = interrupt.signal.aborted;
    if (!stopped)
      talk.write(
        "a file of this project ended the process, or waits at its top level for something that never comes\n",
      );
    process.exitCode = stopped ? exitCode.interrupted : exitCode.elaboration;
  };

  process.on("SIGINT", onInterrupt);
  process.on("SIGTERM", onInterrupt);
  process.on("uncaughtException", onError);
  process.on("unhandledRejection", onError);
  process.on("exit", onExit);
  return () => {
    ended = true;
  };
}
