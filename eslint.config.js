import tseslint from "typescript-eslint";

/** Files that run tests or measure: they may be looser than what ships. */
const testFiles = [
  "**/*.test.ts",
  "**/*.test-kit.ts",
  "**/*arbitrary.ts",
  "sim/conformance/**/*.ts",
  "scripts/**/*.ts",
];

/**
 * Few rules, each of which has found a mistake or keeps a promise of the house; style is Prettier's, and what the compiler already
 * refuses (unused names, enums, missing types on imports) is not asked for twice.
 *
 * Hardware is written with getters and setters (`x.value = …`, `y.next = …`), with loops over lanes and with methods that use
 * `this` for nothing but ports; no rule here may object to that.
 */
export default tseslint.config(
  { ignores: ["**/node_modules/", "dist/", "coverage/", "waves/", "**/*.cjs"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.base],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // Promises: a forgotten one holds simulated time, or loses an error.
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { arguments: false } }],
      "@typescript-eslint/only-throw-error": "error",
      "no-async-promise-executor": "error",

      // Types: what the compiler lets through.
      "@typescript-eslint/ban-ts-comment": "error",
      "@typescript-eslint/consistent-type-imports": [
        "error",
        { fixStyle: "inline-type-imports", disallowTypeAnnotations: false },
      ],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-for-in-array": "error",
      "@typescript-eslint/no-non-null-asserted-optional-chain": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],

      // Values: in a simulator a loose comparison or a lost digit is a wrong result.
      eqeqeq: ["error", "always"],
      "no-compare-neg-zero": "error",
      "no-loss-of-precision": "error",
      "no-self-assign": "error",
      "use-isnan": "error",
      "@typescript-eslint/no-array-delete": "error",
      "@typescript-eslint/require-array-sort-compare": ["error", { ignoreStringArrays: true }],

      // Leftovers.
      "@typescript-eslint/no-unused-expressions": "error",
      "no-console": "error",
      "no-debugger": "error",
      "no-unreachable": "error",
      "no-var": "error",
      "no-warning-comments": ["error", { terms: ["todo", "fixme", "xxx", "hack"], location: "start" }],
      "prefer-const": "error",

      // The house.
      "max-lines": ["error", { max: 350, skipBlankLines: false, skipComments: false }],
      "no-restricted-syntax": [
        "error",
        { selector: "ExportDefaultDeclaration", message: "Exports have names." },
        { selector: "ExportNamedDeclaration > VariableDeclaration[kind='let']", message: "No global state." },
        { selector: "Program > VariableDeclaration[kind='let']", message: "No global state." },
      ],
    },
  },
  {
    files: testFiles,
    rules: {
      "no-console": "off",
      "no-restricted-syntax": "off",
    },
  },
  // A case that is left out means that a register keeps its value.
  {
    files: ["hw/**/*.ts", "sim/conformance/table/**/*.ts"],
    rules: { "@typescript-eslint/switch-exhaustiveness-check": "off" },
  },
  // The configuration files of tools have to export by default; a testbench may.
  { files: ["*.config.ts", "**/*.tb.ts"], rules: { "no-restricted-syntax": "off" } },
);
