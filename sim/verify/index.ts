/** Properties of designs: random commands and stalls against a model, shrunk, with waves of the failure. */
export { checkProperty, type CheckOptions, type CheckResult } from "./check-property.ts";
export { type Command, type Cycle, type Property, property } from "./property.ts";
export { resetDivergence, type ResetDivergence, type ResetDivergenceOptions } from "./reset-divergence.ts";
