/** The errors of the kit: one catalogue, stable codes, one form. */
export {
  type Diagnostic,
  formatDiagnostic,
  formatPlace,
  type Place,
  SystoleError,
  type Where,
} from "./diagnostic.ts";
export { located } from "./located.ts";
export { raise } from "./raise.ts";
export { stackPlaces } from "./stack-places.ts";
export { catalogue, type Code, diagnose, fail, type FactsOf } from "./catalogue.ts";
