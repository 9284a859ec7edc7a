/** The plain evaluator of the IR's definition: the oracle that every engine is compared with. */
export { createEvaluator, type Evaluator } from "./evaluator.ts";
