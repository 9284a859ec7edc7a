import type { AnyNode, Identifier, MethodDefinition } from "acorn";
import type { ClassNode } from "./parse.ts";
import { walk } from "./tree.ts";

/** The members of a class by name, as its syntax tree has them. */
export interface ClassMembers {
  /** Prototype methods, getters and setters; of several with one name the last, which is the one that runs. */
  readonly methods: ReadonlyMap<string, MethodDefinition>;
  readonly getters: ReadonlyMap<string, MethodDefinition>;
  readonly setters: ReadonlyMap<string, MethodDefinition>;
  /** Members whose names are computed. */
  readonly computed: readonly MethodDefinition[];
  /** Where a field is declared, or assigned in the constructor. */
  readonly fields: ReadonlyMap<string, AnyNode>;
  /** Names with `#`, in the order of the text. */
  readonly privates: ReadonlyMap<string, AnyNode>;
  /** The object literal of `static uses = { … }`. */
  readonly uses: AnyNode | undefined;
}

export function membersOf(node: ClassNode): ClassMembers {
  const kinds = { method: named(), get: named(), set: named() };
  const computed: MethodDefinition[] = [];
  const declared = new Map<string, AnyNode>();
  const assigned = new Map<string, AnyNode>();
  const privates = new Map<string, AnyNode>();
  let uses: AnyNode | undefined;
  for (const member of node.body.body) {
    if (member.type === "StaticBlock") {
      for (const statement of member.body) uses ??= assignmentOf(statement, "uses");
      continue;
    }
    if (member.key.type === "PrivateIdentifier") {
      if (!privates.has(member.key.name)) privates.set(member.key.name, member.key);
      continue;
    }
    const name = keyOf(member);
    if (member.type === "PropertyDefinition") {
      if (name === undefined) continue;
      if (!member.static) declared.set(name, member.key);
      else if (name === "uses") uses ??= member.value ?? undefined;
    } else if (member.kind === "constructor") {
      fieldsOfConstructor(member.value.body, assigned);
    } else if (!member.static) {
      if (name === undefined) computed.push(member);
      else kinds[member.kind].set(name, member);
    }
  }
  const fields = new Map([...assigned, ...declared]);
  return { methods: kinds.method, getters: kinds.get, setters: kinds.set, computed, fields, privates, uses };
}

function named(): Map<string, MethodDefinition> {
  return new Map();
}

/** A member's name where the text says it; undefined for a computed one. */
export function keyOf(member: { key: AnyNode; computed: boolean }): string | undefined {
  if (member.key.type === "Literal") return String(member.key.value);
  return member.computed ? undefined : (member.key as Identifier).name;
}

/** `this.key = …` and esbuild's `__publicField(this, "key", …)`, the first of each key. */
function fieldsOfConstructor(body: AnyNode, fields: Map<string, AnyNode>): void {
  walk(body, (node) => {
    if (node.type === "FunctionExpression" || node.type === "FunctionDeclaration") return false;
    const name = assignedKey(node);
    if (name !== undefined && !fields.has(name)) fields.set(name, node);
    return true;
  });
}

function assignedKey(node: AnyNode): string | undefined {
  if (node.type === "CallExpression" && node.callee.type === "Identifier") {
    const [target, key] = node.arguments;
    const defines = /^__publicField\d*$/.test(node.callee.name) && target?.type === "ThisExpression";
    return defines && key?.type === "Literal" ? String(key.value) : undefined;
  }
  if (node.type !== "AssignmentExpression" || node.operator !== "=") return undefined;
  const { left } = node;
  if (left.type !== "MemberExpression" || left.object.type !== "ThisExpression") return undefined;
  if (left.property.type === "Literal") return String(left.property.value);
  return left.property.type === "Identifier" && !left.computed ? left.property.name : undefined;
}

/** The value that a statement of a static block gives to a static field. */
function assignmentOf(statement: AnyNode, key: string): AnyNode | undefined {
  if (statement.type !== "ExpressionStatement" || assignedKey(statement.expression) !== key) return undefined;
  const { expression } = statement;
  if (expression.type === "AssignmentExpression") return expression.right;
  return expression.type === "CallExpression" ? expression.arguments[2] : undefined;
}
