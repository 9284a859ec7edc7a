import { createInterface } from "node:readline";
import type { Context, Outlet } from "./context.ts";
import { main } from "./main.ts";

/** The child's side of a `CommandRunner`: one command line in a line of JSON, its exit code and words in another. */
interface Request {
  readonly words: readonly string[];
  readonly cwd: string;
}

function collector(): Outlet & { readonly text: () => string } {
  let text = "";
  return {
    write: (more) => void (text += more),
    isTerminal: false,
    width: 100,
    paint: (_, plain) => plain,
    text: () => text,
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  const { words, cwd } = JSON.parse(line) as Request;
  const out = collector();
  const talk = collector();
  const context: Context = {
    cwd,
    env: {},
    out,
    talk,
    command: "systole",
    interrupt: new AbortController().signal,
  };
  const code = await main(words, context);
  process.stdout.write(`\n@@${JSON.stringify({ code, out: out.text(), talk: talk.text() })}\n`);
}
