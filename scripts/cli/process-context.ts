import { styleText } from "node:util";
import { shortPath } from "../find/load-problem.ts";
import type { Context, Outlet } from "./context.ts";
import { shellWord } from "./text.ts";

/** The context of the real process. */
export function processContext(interrupt: AbortSignal): Context {
  return {
    cwd: process.cwd(),
    env: process.env,
    out: outlet(process.stdout),
    talk: outlet(process.stderr),
    command: commandName(process.argv[1] ?? "", process.cwd()),
    interrupt,
  };
}

/** From its own sources the command is run by tsx. */
function commandName(script: string, cwd: string): string {
  return script.endsWith(".ts") ? `npx tsx ${shellWord(shortPath(script, cwd))}` : "npx systole";
}

function outlet(stream: NodeJS.WriteStream): Outlet {
  // A reader that has gone, such as `head`, is no error.
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  return {
    write: (text) => void stream.write(text),
    isTerminal: stream.isTTY === true,
    width: stream.columns ?? 100,
    // styleText asks the stream and NO_COLOR, NODE_DISABLE_COLORS and FORCE_COLOR.
    paint: (colour, text) => styleText(colour, text, { stream }),
  };
}
