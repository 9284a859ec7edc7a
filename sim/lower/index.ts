/** From the text of methods to typed code with proven ranges. */
export { behaviourOf } from "./behaviour-text.ts";
export { bindMemories, bindSignals, follow } from "./bind.ts";
export type { ReadonlyIndexSet } from "./index-set.ts";
export type * from "./ir.ts";
export { emptyShapes, type LoweredDesign, lowerDesign, type LoweredShapes } from "./lower-design.ts";
export { dependencesOf } from "./dependences.ts";
export { createSourceCache, type SourceCache } from "./source/index.ts";
export { isUnchanged, type OutsideConstant, valueNow } from "./outside-constant.ts";
export { typeOfLeaf } from "./value-type.ts";
export { bodiesOf, expressionsOf, operandsOf, walkExpression, walkStatements } from "./walk-ir.ts";
