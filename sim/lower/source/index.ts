/**
 * The bottom of lowering: from the functions and classes of the running process to their syntax trees, to what
 * their free names stand for, and to their places in the files that people wrote.
 */
export type { ClassSource, PrivateName } from "./class-source.ts";
export type { FunctionSource, Start } from "./function-source.ts";
export type { ClassNode, FunctionNode } from "./parse.ts";
export { isModuleNamespace, type Resolution } from "./resolution.ts";
export { createSourceCache, type SourceCache, type SourceCacheOptions } from "./source-cache.ts";
export { targetsOf } from "./targets.ts";
export { isNode, sameTree, walk } from "./tree.ts";
export { treeText } from "./tree-text.ts";
