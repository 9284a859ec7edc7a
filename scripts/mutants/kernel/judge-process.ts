import { type ChildProcess, fork } from "node:child_process";
import type { Question, Verdict } from "./judgement.ts";

/** A process that judges mutants; one that takes too long is ended, and the next mutant gets another one. */
export interface JudgeProcess {
  /** Undefined: it has taken too long. */
  ask(question: Question): Promise<Verdict | undefined>;
  close(): void;
}

/** `seconds`: how long a mutant may take. Loops of WebAssembly without an end can't be stopped from within. */
export function createJudgeProcess(seconds: number): JudgeProcess {
  let child: ChildProcess | undefined;
  const start = async (): Promise<ChildProcess> => {
    const file = new URL("judge.ts", import.meta.url);
    // A group of its own: the workers that the tests run in end with it.
    const made = fork(file, {
      detached: true,
      execArgv: ["--import", "tsx"],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    await answerOf(made);
    return made;
  };
  const close = (): void => {
    if (child?.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
    child = undefined;
  };
  return {
    close,
    async ask(question) {
      child ??= await start();
      const answer = answerOf<Verdict>(child);
      child.send(question);
      const late = new Promise<undefined>((resolve) => {
        const timer = setTimeout(() => resolve(undefined), 1000 * seconds);
        void answer.finally(() => clearTimeout(timer)).catch(() => undefined);
      });
      const verdict = await Promise.race([answer, late]);
      if (!verdict) close();
      return verdict;
    },
  };
}

/** What a process says next. */
function answerOf<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      child.off("message", onMessage);
      child.off("exit", onExit);
    };
    const onMessage = (message: unknown): void => {
      end();
      resolve(message as T);
    };
    const onExit = (code: number | null): void => {
      end();
      reject(new Error(`the judge has ended with ${code}`));
    };
    child.on("message", onMessage);
    child.on("exit", onExit);
  });
}
