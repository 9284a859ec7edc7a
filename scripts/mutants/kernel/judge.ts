import { createVitest, type Reporter, type TestSpecification } from "vitest/node";
import type { Question, Verdict } from "./judgement.ts";

// A process that judges mutants one after another, and keeps what it has transformed between them. The mutant stands in no file: the
// module loader is given another text in place of one file's. Whoever has started this ends it when it takes too long.

const root = new URL("../../..", import.meta.url).pathname;
let current: Question | undefined;
/** What has failed since the question was asked. The results that Vitest gives hold those of earlier questions, too. */
let failed: Verdict["by"];
const fail = (test: string, error: string): void => {
  failed ??= { test, error };
};
const reporter: Reporter = {
  onTestCaseResult(test) {
    const [error] = test.result().errors ?? [];
    if (error) fail(`${test.module.relativeModuleId} > ${test.fullName}`, error.message);
  },
  onTestModuleEnd(module) {
    const [error] = module.errors();
    if (error) fail(module.relativeModuleId, error.message);
  },
};

/** Runs the files as they stand in the list. */
class InOrder {
  shard(files: TestSpecification[]): TestSpecification[] {
    return files;
  }
  sort(files: TestSpecification[]): TestSpecification[] {
    return files;
  }
}

const vitest = await createVitest(
  "test",
  {
    ...{ root, watch: false, bail: 1, isolate: false, maxWorkers: 1, fileParallelism: false, silent: true },
    ...{
      reporters: [reporter],
      sequence: { sequencer: InOrder },
      cache: false,
      diff: { truncateThreshold: 5 },
    },
  },
  {
    plugins: [
      { name: "mutant", enforce: "pre", load: (id) => (id === current?.file ? current.text : undefined) },
    ],
  },
);

async function judge(question: Question): Promise<Verdict> {
  const start = performance.now();
  for (const { file } of [current, question].filter((one) => one !== undefined)) vitest.invalidateFile(file);
  current = question;
  vitest.state.clearErrors();
  const project = vitest.getRootProject();
  const specifications = question.tests.map(({ path, only }) =>
    project.createSpecification(root + path, only ? { testNamePattern: new RegExp(only) } : {}),
  );
  failed = undefined;
  const { unhandledErrors } = await vitest.runTestSpecifications(specifications);
  const [unhandled] = unhandledErrors as readonly Error[];
  const seconds = (performance.now() - start) / 1000;
  return { seconds, by: failed ?? (unhandled && { test: "", error: unhandled.message }) };
}

process.on("message", (question: Question) => {
  void judge(question).then((verdict) => process.send!(verdict));
});
process.on("disconnect", () => process.exit());
process.send!("ready");
