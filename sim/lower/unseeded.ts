import type { AnyNode } from "acorn";
import type { Module } from "../describe/index.ts";
import { diagnose, type Diagnostic } from "../errors/index.ts";
import { classChain } from "./class-chain.ts";
import { type SourceCache, walk } from "./source/index.ts";

/**
 * Where the methods of a behavioural module draw random numbers that no seed repeats. What they call elsewhere is not looked at. Errors: E-BEHAVIOURAL.
 */
export function unseeded(module: Module, sources: SourceCache): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const at of classChain(module)) {
    const source = sources.classSource(at.constructor);
    for (const member of source.node.body.body) {
      if (member.type !== "MethodDefinition" || member.kind === "constructor") continue;
      walk(member.value, (node) => {
        if (!isMathRandom(node)) return;
        const place = source.nodePlace(node);
        const facts = {
          className: source.name,
          problem: "draws from Math.random, whose numbers no seed repeats",
          cure: "draw from this.random in update(): this.random.integer(1, 6), this.random.chance(0.1)",
        };
        found.push(diagnose("E-BEHAVIOURAL", facts, { path: module.path, places: place ? [place] : [] }));
      });
    }
  }
  return found;
}

function isMathRandom(node: AnyNode): boolean {
  return (
    node.type === "MemberExpression" &&
    node.object.type === "Identifier" &&
    node.object.name === "Math" &&
    node.property.type === "Identifier" &&
    node.property.name === "random"
  );
}
