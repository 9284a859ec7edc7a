import { createVitest, type TestSpecification } from "vitest/node";
import type { Question, Verdict } from "./judgement.ts";

// A process that judges mutants one after another, and keeps what it has transformed between them. The mutant stands in no file: the
// module loader is given another text in place of one file's. Whoever has started this ends it when it takes too long.

const root = new URL("../../..", import.meta.url).pathname;
let current: Question | undefined;

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
    ...{ reporters: [{}], sequence: { sequencer: InOrder }, cache: false, diff: { truncateThreshold: 5 } },
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
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
  const seconds = (performance.now() - start) / 1000;
  for (const module of testModules) {
    const [error] = module.errors();
    if (error) return { seconds, by: { test: module.relativeModuleId, error: error.message } };
    for (const test of module.children.allTests("failed")) {
      const message = test.result().errors?.[0]?.message ?? "";
      return { seconds, by: { test: `${module.relativeModuleId} > ${test.fullName}`, error: message } };
    }
  }
  const [unhandled] = unhandledErrors as readonly Error[];
  return { seconds, by: unhandled && { test: "", error: unhandled.message } };
}

process.on("message", (question: Question) => {
  void judge(question).then((verdict) => process.send!(verdict));
});
process.on("disconnect", () => process.exit());
process.send!("ready");
