/** What a judge is asked: to run the tests with another text of a file, by its absolute path. */
export interface Question {
  readonly file: string;
  readonly text: string;
  /** In the order in which they run. */
  readonly tests: readonly JudgingTest[];
}

/** A file of tests: all of them, or those whose names a pattern fits. */
export interface JudgingTest {
  readonly path: string;
  readonly only?: string;
}

export interface Verdict {
  /** The test that failed, and what it said; undefined where none did. */
  readonly by: { readonly test: string; readonly error: string } | undefined;
  readonly seconds: number;
}
