import {
  intrinsic,
  intrinsicName,
  isCompositeSignal,
  isLeafSignal,
  isMemory,
  isModuleBase,
} from "../../describe/index.ts";
import { type ChoiceValue, isNothing, staticValue, type StaticValue } from "../value.ts";
import type { Callee, MethodContext } from "./context.ts";

/** A getter of a class in the subset; the kit's own classes have none that methods may use but those of bundles. */
export function getterOf(cx: MethodContext, holder: unknown, key: string | number) {
  if (typeof holder !== "object" || holder === null || Array.isArray(holder) || typeof key !== "string")
    return undefined;
  if (isLeafSignal(holder) || isMemory(holder) || isCompositeSignal(holder)) return undefined;
  for (
    let at: object | null = holder;
    at && at !== Object.prototype;
    at = Object.getPrototypeOf(at) as object | null
  ) {
    const descriptor = Object.getOwnPropertyDescriptor(at, key);
    if (!descriptor) continue;
    if (!descriptor.get || isModuleBase(at)) return undefined;
    return at === holder ? undefined : cx.sources.classSource(at.constructor).getter(key);
  }
  return undefined;
}

/** The function that `object.key(…)` calls, with the class that it belongs to. */
export function methodOf(
  cx: MethodContext,
  object: StaticValue,
  key: string,
): Callee | StaticValue | undefined {
  const holder = object.value as object;
  for (
    let at: object | null = holder;
    at && at !== Object.prototype;
    at = Object.getPrototypeOf(at) as object | null
  ) {
    const descriptor = Object.getOwnPropertyDescriptor(at, key);
    if (!descriptor) continue;
    const fn: unknown = descriptor.value;
    if (typeof fn !== "function") return undefined;
    if (intrinsicName(fn) !== undefined || isNative(fn)) return staticValue(fn);
    if (isModuleBase(at)) return baseMethod(fn, key);
    if (object.path && at === holder) cx.guards.note([...object.path, key], fn);
    const inClass =
      at !== holder && hasClass(at) ? cx.sources.classSource(at.constructor).method(key) : undefined;
    return { source: inClass ?? cx.sources.functionSource(fn), self: object, scope: undefined };
  }
  return undefined;
}

/** The one function that `object.key(…)` calls, whichever object is chosen; undefined where they have several, or none in the subset. */
export function methodOfAll(cx: MethodContext, { options }: ChoiceValue, key: string): Callee | undefined {
  const methods = options.map((option) => (isNothing(option) ? undefined : methodOf(cx, option, key)));
  const [first] = methods;
  if (!first || !("source" in first)) return undefined;
  const isSame = methods.every(
    (method) => method && "source" in method && method.source.fn === first.source.fn,
  );
  return isSame ? first : undefined;
}

/** Methods of the kit's own Module: the assertion is an operator; the empty propagate() and update() are read as they stand. */
function baseMethod(fn: Function, key: string): StaticValue {
  return staticValue(
    key === "assert"
      ? intrinsic("assert", (...args: unknown[]) => Reflect.apply(fn, undefined, args) as unknown)
      : fn,
  );
}

function hasClass(prototype: object): boolean {
  return (
    typeof prototype.constructor === "function" &&
    prototype.constructor.prototype === prototype &&
    !isNative(prototype.constructor)
  );
}

export function isNative(fn: Function): boolean {
  return /\{\s*\[native code\]\s*\}\s*$/.test(Function.prototype.toString.call(fn));
}
