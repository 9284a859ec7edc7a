import type { AnyNode, Declaration, Identifier, Literal } from "acorn";
import { targetsOf } from "./targets.ts";
import { eachChild } from "./tree.ts";

/** One declared name and the range of the text in which it is seen. */
export interface Binding {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Set for an import: the module's specifier, and the name there (`*` for the whole module). */
  readonly imported?: { readonly from: string; readonly name: string } | undefined;
}

/** An export of a module: a name of its own, or one of another module. */
export type Exported = { readonly local: string } | { readonly from: string; readonly name: string };

/** What the text of one script declares, assigns and exports. */
export interface Bindings {
  readonly declared: ReadonlyMap<string, readonly Binding[]>;
  /** Offsets at which a name is assigned after its declaration. */
  readonly assigned: ReadonlyMap<string, readonly number[]>;
  readonly exported: ReadonlyMap<string, Exported>;
  /** Specifiers of `export * from`. */
  readonly exportedAll: readonly string[];
}

/** The binding that a name has at an offset, the innermost of those that are seen there. */
export function bindingAt(bindings: Bindings, name: string, offset: number): Binding | undefined {
  let innermost: Binding | undefined;
  for (const binding of bindings.declared.get(name) ?? []) {
    if (binding.start > offset || offset >= binding.end) continue;
    if (!innermost || binding.end - binding.start < innermost.end - innermost.start) innermost = binding;
  }
  return innermost;
}

/** True when anything in the script assigns the binding that a name has at an offset. */
export function isReassigned(bindings: Bindings, name: string, offset: number): boolean {
  const binding = bindingAt(bindings, name, offset);
  const assigned = bindings.assigned.get(name) ?? [];
  return binding !== undefined && assigned.some((at) => bindingAt(bindings, name, at) === binding);
}

/** True when a text, such as a class's own, assigns a name that it does not declare. */
export function assignsFree(bindings: Bindings, name: string): boolean {
  return (bindings.assigned.get(name) ?? []).some((at) => bindingAt(bindings, name, at) === undefined);
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Reads declarations, assignments and exports off a syntax tree. */
export function bindingsOf(root: AnyNode): Bindings {
  const declared = new Map<string, Binding[]>();
  const assigned = new Map<string, number[]>();
  const exported = new Map<string, Exported>();
  const exportedAll: string[] = [];

  const declare = (name: string, range: Range, imported?: Binding["imported"]): void => {
    // `var` and functions may declare a name twice: the first one is always found.
    const binding = { name, start: range.start, end: range.end, imported };
    declared.set(name, [...(declared.get(name) ?? []), binding]);
  };
  const declarePattern = (pattern: AnyNode, range: Range): void => {
    for (const target of targetsOf(pattern)) declare(target.name, range);
  };
  const assign = (pattern: AnyNode): void => {
    for (const target of targetsOf(pattern)) {
      assigned.set(target.name, [...(assigned.get(target.name) ?? []), target.start]);
    }
  };

  const visit = (node: AnyNode, block: Range, body: Range): void => {
    let innerBlock = block;
    let innerBody = body;
    let skipped: AnyNode | undefined;
    switch (node.type) {
      case "FunctionDeclaration":
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        if (node.id) declare(node.id.name, node.type === "FunctionDeclaration" ? block : node);
        for (const parameter of node.params) declarePattern(parameter, node);
        innerBlock = innerBody = node;
        break;
      case "ClassDeclaration":
      case "ClassExpression":
        if (node.id && node.type === "ClassDeclaration") declare(node.id.name, block);
        // Inside, a class's name is a binding of its own that nothing can assign.
        if (node.id) declare(node.id.name, node);
        break;
      case "StaticBlock":
        innerBlock = innerBody = node;
        break;
      case "BlockStatement":
      case "SwitchStatement":
        innerBlock = node;
        break;
      case "ForStatement":
        innerBlock = node;
        // Each turn of `for (let i …; i++)` has an `i` of its own: what a closure in it sees is never counted up.
        if (node.init?.type === "VariableDeclaration" && node.init.kind === "let")
          skipped = node.update ?? undefined;
        break;
      case "ForInStatement":
      case "ForOfStatement":
        innerBlock = node;
        assign(node.left);
        break;
      case "CatchClause":
        if (node.param) declarePattern(node.param, node);
        innerBlock = node;
        break;
      case "VariableDeclaration":
        for (const declarator of node.declarations)
          declarePattern(declarator.id, node.kind === "var" ? body : block);
        break;
      case "AssignmentExpression":
        assign(node.left);
        break;
      case "UpdateExpression":
        assign(node.argument);
        break;
      case "LogicalExpression":
        // TypeScript's enumerations: `(function (Mode) { … })(Mode || (Mode = {}))`.
        if (node.operator === "||" && node.left.type === "Identifier" && assignsObject(node.right))
          skipped = node.right;
        break;
      case "ImportDeclaration":
        for (const specifier of node.specifiers) {
          const from = String(node.source.value);
          declare(specifier.local.name, block, { from, name: importedName(specifier) });
        }
        break;
      case "ExportNamedDeclaration":
        for (const specifier of node.specifiers) {
          const local = nameOf(specifier.local);
          const from = node.source ? String(node.source.value) : undefined;
          exported.set(nameOf(specifier.exported), from === undefined ? { local } : { from, name: local });
        }
        for (const name of node.declaration ? declaredNames(node.declaration) : [])
          exported.set(name, { local: name });
        break;
      case "ExportAllDeclaration":
        if (node.exported)
          exported.set(nameOf(node.exported), { from: String(node.source.value), name: "*" });
        else exportedAll.push(String(node.source.value));
        break;
      default:
        break;
    }
    eachChild(node, (child) => {
      if (child !== skipped) visit(child, innerBlock, innerBody);
    });
  };
  const whole = { start: -1, end: root.end + 1 };
  visit(root, whole, whole);
  return { declared, assigned, exported, exportedAll };
}

function assignsObject(node: AnyNode): boolean {
  if (node.type !== "AssignmentExpression") return false;
  return node.right.type === "ObjectExpression"
    ? node.right.properties.length === 0
    : assignsObject(node.right);
}

function declaredNames(declaration: Declaration): readonly string[] {
  if (declaration.type !== "VariableDeclaration") return [declaration.id.name];
  return declaration.declarations.flatMap(({ id }) => targetsOf(id).map(({ name }) => name));
}

function importedName(specifier: AnyNode): string {
  if (specifier.type === "ImportSpecifier") return nameOf(specifier.imported);
  return specifier.type === "ImportDefaultSpecifier" ? "default" : "*";
}

function nameOf(node: Identifier | Literal): string {
  return node.type === "Identifier" ? node.name : String(node.value);
}
