import type { AnyNode } from "acorn";
import {
  isClockDomain,
  isCompositeSignal,
  isLeafSignal,
  isMemory,
  isModule,
  isState,
  isType,
} from "../../describe/index.ts";
import { isRecord } from "../../elaborate/record.ts";
import type { Frame } from "../frame.ts";
import { isOutside } from "../outside-constant.ts";
import { isModuleNamespace } from "../source/index.ts";
import { isTypescriptEnumeration } from "../typescript-enumeration.ts";
import type { MethodContext } from "./context.ts";

/**
 * A table or a record that no module holds (a constant of the file, an import, a static field) must be frozen: its values become part of
 * the code, and only the engine that runs the methods themselves would see a later change. JavaScript can't freeze typed arrays. TypeScript's
 * own enumerations, which nobody freezes, are let be.
 */
export function checkFrozen(cx: MethodContext, frame: Frame, node: AnyNode, value: unknown): void {
  const name = () => frame.source.snippet(node);
  if ((Array.isArray(value) && !Object.isFrozen(value)) || ArrayBuffer.isView(value))
    cx.report(frame, node, "E-NOT-FROZEN", { what: "table", name: name() });
  else if (isThawedRecord(value)) cx.report(frame, node, "E-NOT-FROZEN", { what: "record", name: name() });
}

function isThawedRecord(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Object.isFrozen(value) || !isRecord(value)) return false;
  return !(isPartOfKit(value) || isLanguages(value) || isTypescriptEnumeration(value));
}

/** The same for a constant in an object of a class of one's own, which elaboration does not freeze in a field either. */
export function checkFrozenHolder(cx: MethodContext, frame: Frame, node: AnyNode, holder: unknown): void {
  if (typeof holder !== "object" || holder === null || Object.isFrozen(holder)) return;
  if (Array.isArray(holder) || ArrayBuffer.isView(holder) || isRecord(holder)) return;
  if (isPartOfKit(holder) || isLanguages(holder)) return;
  const { source } = frame;
  const name =
    node.type === "MemberExpression"
      ? source.snippet(node.object)
      : `that ${source.snippet(node)} takes apart`;
  cx.report(frame, node, "E-NOT-FROZEN", { what: "object", name });
}

/** Notes a constant that is read in a property which the program could assign. */
export function noteOutside(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  holder: unknown,
  key: PropertyKey,
  value: unknown,
): void {
  if (!isOutside(holder, key, value)) return;
  const text = frame.source.snippet(node);
  const name = node.type === "ObjectPattern" ? `${String(key)} of ${text}` : text;
  cx.guards.noteOutside({ name, holder, key, value });
}

/** `Math` and the like, and what `import * as` gives, whose names are judged one by one. */
function isLanguages(value: object): boolean {
  return Symbol.toStringTag in value || isModuleNamespace(value);
}

function isPartOfKit(value: object): boolean {
  return (
    isLeafSignal(value) ||
    isCompositeSignal(value) ||
    isMemory(value) ||
    isModule(value) ||
    isType(value) ||
    isState(value) ||
    isClockDomain(value)
  );
}
