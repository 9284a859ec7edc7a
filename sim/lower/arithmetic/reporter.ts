import type { Code, FactsOf } from "../../errors/index.ts";

/** Takes the findings about one expression of the source. */
export interface Reporter {
  /** Notes a finding; lowering goes on. */
  report<C extends Code>(code: C, facts: FactsOf<C>): void;
  /** Notes a finding and gives the statement up. */
  refuse<C extends Code>(code: C, facts: FactsOf<C>): never;
}
