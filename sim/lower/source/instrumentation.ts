import type { AnyNode } from "acorn";

/** A tool that inserts statements, with what a user does to keep it off the hardware. */
export interface Instrumentation {
  readonly tool: string;
  readonly sample: string;
  readonly option: string;
}

/**
 * True of the counters of Istanbul: `cov_1a2b().s[3]++`, `cov_1a2b().b[0][1]++`, the call `cov_1a2b();` that sets
 * them up, and the older `__cov_1a2b.s["3"]++`. They change nothing that hardware can see, and may be dropped.
 */
export function isIstanbulCounter(node: AnyNode): boolean {
  if (node.type === "CallExpression") return isIstanbulCall(node);
  if (node.type !== "UpdateExpression" || node.argument.type !== "MemberExpression") return false;
  let root: AnyNode = node.argument;
  while (root.type === "MemberExpression") root = root.object;
  return isIstanbulCall(root) || (root.type === "Identifier" && /^__cov_[\w$]+$/.test(root.name));
}

function isIstanbulCall(node: AnyNode): boolean {
  return (
    node.type === "CallExpression" &&
    node.arguments.length === 0 &&
    node.callee.type === "Identifier" &&
    /^cov_[0-9a-z]+$/.test(node.callee.name)
  );
}

/** The tool that put this node there, if it is one that leaves more than counters or one that nobody here knows. */
export function instrumentationOf(node: AnyNode): Instrumentation | undefined {
  if (node.type === "Identifier") return instrumentationByName(node.name);
  if (node.type === "UpdateExpression" && node.argument.type === "MemberExpression") {
    let root: AnyNode = node.argument;
    while (root.type === "MemberExpression") root = root.object;
    if (root.type === "CallExpression" && root.callee.type === "Identifier")
      return unknownTool(`${root.callee.name}()`);
  }
  if (node.type === "SequenceExpression") {
    for (const counted of node.expressions.slice(0, -1)) {
      if (counted.type !== "CallExpression" || counted.callee.type !== "Identifier") continue;
      if (counted.arguments.every((argument) => argument.type === "Literal")) {
        return unknownTool(`${counted.callee.name}(…)`);
      }
    }
  }
  return undefined;
}

function instrumentationByName(name: string): Instrumentation | undefined {
  if (/^stry(MutAct|Cov|NS)_/.test(name)) {
    return {
      tool: "Stryker",
      sample: name,
      option: "leave the files of the hardware out of Stryker's option `mutate`",
    };
  }
  if (name === "_$jscoverage" || name === "_$blanket" || name === "__coverage__") return unknownTool(name);
  return undefined;
}

function unknownTool(sample: string): Instrumentation {
  return {
    tool: "a tool that counts or changes what runs",
    sample,
    option:
      "leave the files of the hardware out of that tool (often its option `exclude`), or count with V8's own coverage",
  };
}
