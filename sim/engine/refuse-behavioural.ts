import type { Design } from "../elaborate/design.ts";
import { fail } from "../errors/index.ts";

/** For an engine that runs lowered code only. Errors: E-BEHAVIOURAL. */
export function refuseBehavioural({ behavioural }: Design, engine: string): void {
  const [first] = behavioural;
  if (!first) return;
  const { path } = first.module;
  fail(
    "E-BEHAVIOURAL",
    {
      className: first.module.constructor.name,
      problem: `(${path}) is behavioural, which the ${engine} engine does not run`,
      cure: "run the design in the event engine (--engine event), or describe the module in the hardware subset",
    },
    { path },
  );
}

/** An engine without behavioural modules has none of their states and streams. */
export function noBehaviour(): never {
  throw new RangeError("the design has no behavioural module");
}
