/**
 * Who may import whom. A design passes through the stages of `sim` in this order, and each stage knows those before it only.
 */
const stages = [
  "errors",
  "random",
  "describe",
  "elaborate",
  "lower",
  "check",
  "schedule",
  "engine",
  "snapshot",
  "testbench",
  "waves",
  "verify",
  "report",
];

/** Tests, what only tests use, and the conformance suite, which is all test. */
const tests = String.raw`(\.test|\.test-kit|-arbitrary)\.ts$|^sim/conformance/`;

const forwardOnly = stages.map((stage, rank) => ({
  name: `stage-${stage}`,
  comment: `sim/${stage} may import ${stages.slice(0, rank).join(", ") || "no other stage"}; the pipeline runs one way.`,
  severity: "error",
  from: { path: `^sim/${stage}/`, pathNot: tests },
  to: {
    path: "^(sim|hw|tb|scripts)/",
    pathNot: `^sim/(${[...stages.slice(0, rank + 1), ...(rank >= stages.indexOf("testbench") ? ["trace"] : [])].join("|")})/`,
  },
}));

module.exports = {
  forbidden: [
    ...forwardOnly,
    {
      name: "trace-stands-alone",
      comment:
        "Waves are written from any tree of readable signals: sim/trace knows the errors, and no stage.",
      severity: "error",
      from: { path: "^sim/trace/", pathNot: tests },
      to: { path: "^(sim|hw|tb|scripts)/", pathNot: "^sim/(trace|errors)/" },
    },
    {
      name: "estimate-stands-alone",
      comment: "Estimates are arithmetic on counts and costs: sim/estimate knows the errors, and no stage.",
      severity: "error",
      from: { path: "^sim/estimate/", pathNot: tests },
      to: { path: "^(sim|hw|tb|scripts)/", pathNot: "^sim/(estimate|errors)/" },
    },
    {
      name: "index-is-a-front",
      comment: "sim/index.ts is for users; the kit's own files import the stage that they mean.",
      severity: "error",
      from: { path: "^sim/.+/", pathNot: tests },
      to: { path: "^sim/index\\.ts$" },
    },
    {
      name: "hardware-knows-the-language",
      comment: "hw is written in the description language, and knows neither engines nor testbenches.",
      severity: "error",
      from: { path: "^hw/", pathNot: tests },
      to: { path: "^(sim|tb|scripts)/", pathNot: "^sim/(describe|errors)/index\\.ts$" },
    },
    {
      name: "testbenches-above-hardware",
      comment: "tb uses sim and hw; scripts use all; nothing below uses them.",
      severity: "error",
      from: { path: "^tb/", pathNot: tests },
      to: { path: "^scripts/" },
    },
    {
      name: "no-circular",
      comment: "Two files that need each other are one idea, or one of them in the wrong place.",
      severity: "error",
      // The generator of random designs is a grammar, one file a kind of expression, and expressions are made of expressions.
      from: { pathNot: "^sim/conformance/generator/" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "production-without-tests",
      comment: "What ships imports no test, no test kit and no generator of tests.",
      severity: "error",
      from: { path: "^(sim|hw|tb|scripts)/", pathNot: tests },
      to: { path: tests },
    },
    {
      name: "production-without-dev-dependencies",
      comment: "What is installed by users may need only what `dependencies` names.",
      severity: "error",
      from: {
        path: "^(sim|hw|tb|scripts)/",
        pathNot: `${tests}|^scripts/(bench|mutants|package|reference|tools)`,
      },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], pathNot: "node_modules/@types/" },
    },
    {
      name: "no-unresolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|coverage)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
