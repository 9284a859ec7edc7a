import { type ExitCode, exitCode } from "./context.ts";

/** Something that the user can put right: one line that says what is wrong and what would have been right. */
export class UsageError extends Error {
  readonly exit: ExitCode;

  constructor(message: string, exit: ExitCode = exitCode.usage) {
    super(message);
    this.name = "UsageError";
    this.exit = exit;
  }
}
