import type { AnyNode } from "acorn";

/** The identifiers that a pattern binds or assigns; none of a member (`a.b = 1`). */
export function targetsOf(pattern: AnyNode): Extract<AnyNode, { type: "Identifier" }>[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern];
    case "AssignmentPattern":
      return targetsOf(pattern.left);
    case "RestElement":
      return targetsOf(pattern.argument);
    case "ArrayPattern":
      return pattern.elements.flatMap((element) => (element ? targetsOf(element) : []));
    case "ObjectPattern":
      return pattern.properties.flatMap((item) => targetsOf(item.type === "Property" ? item.value : item));
    default:
      return [];
  }
}
