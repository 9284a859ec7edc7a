/** What a judge is asked: to run the tests with another text of a file, by its absolute path. */
export interface Question {
  readonly file: string;
  readonly text: string;
  /** Files, in the order in which they run. */
  readonly tests: readonly string[];
}

export interface Verdict {
  /** The test that failed, and what it said; undefined where none did. */
  readonly by: { readonly test: string; readonly error: string } | undefined;
  readonly seconds: number;
}
