/** Mutation testing of the kit; `npm run test:mutants` chooses the files. */
export default {
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner"],
  vitest: { configFile: "vitest.mutants.config.ts", related: true },
  coverageAnalysis: "perTest",
  // What only runs at import would run all tests again, for each mutant.
  ignoreStatic: true,
  // A line above the code would move the places that tests expect.
  disableTypeChecks: false,
  concurrency: 2,
  timeoutMS: 20_000,
  dryRunTimeoutMinutes: 20,
  reporters: ["progress-append-only", "json"],
  jsonReporter: { fileName: "reports/mutation.json" },
  tempDirName: "reports/stryker",
  ignorePatterns: ["/reports", "/dist", "/waves", "/coverage"],
};
