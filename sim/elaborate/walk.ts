import {
  type AnyLeafSignal,
  type AnyMemory,
  type AnyState,
  isBehavioural,
  isBundle,
  isCompositeSignal,
  isLeafSignal,
  isMemory,
  isModule,
  isState,
  type Module,
  placeOf,
} from "../describe/index.ts";
import { diagnose, type Diagnostic } from "../errors/index.ts";
import type { BlackboxInstance } from "./blackbox-instance.ts";
import { boundArrays, boundBundle } from "./bounded.ts";
import type { Instance } from "./design.ts";
import type { DeclarationPlaces } from "./declaration-places.ts";
import { freezeTables } from "./freeze-tables.ts";
import { isRecord } from "./record.ts";
import { strangeFields } from "./strange-fields.ts";

export interface GrowingInstance extends Instance {
  readonly children: GrowingInstance[];
  readonly signals: AnyLeafSignal[];
  readonly memories: AnyMemory[];
  readonly states: AnyState[];
  domain: number;
  blackbox: BlackboxInstance | undefined;
}

export interface Walked {
  readonly top: Instance;
  readonly instances: readonly GrowingInstance[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Finds all signals, memories and children of a hierarchy from its top, and gives them their owners and names: a thing belongs to the
 * module whose field holds it first; a second holder is E-ALIAS, except a reference inside a bundle. Modules and the arrays,
 * records and bundles of their fields are frozen: from now on they are constants.
 */
export function walk(top: Module, places: DeclarationPlaces): Walked {
  const instances: GrowingInstance[] = [];
  const diagnostics: Diagnostic[] = [];
  /** Arrays and records that the walk is inside of: constants may refer to themselves. */
  const open = new Set<object>();

  const enter = (module: Module, parent: GrowingInstance | undefined): GrowingInstance => {
    const instance: GrowingInstance = {
      index: instances.length,
      module,
      parent,
      children: [],
      signals: [],
      memories: [],
      states: [],
      domain: 0,
      blackbox: undefined,
    };
    instances.push(instance);
    for (const { key, ...finding } of strangeFields(module)) {
      const path = `${module.path}.${key}`;
      diagnostics.push(diagnose("E-FIELD", { path, ...finding }, { path, places: places(module, key) }));
    }
    for (const key of Object.keys(module))
      visit(instance, (module as unknown as Record<string, unknown>)[key], key, false);
    if (isBehavioural(module)) boundArrays(module);
    else freezeTables(module);
    Object.freeze(module);
    return instance;
  };

  const visit = (holder: GrowingInstance, value: unknown, key: string, inBundle: boolean): void => {
    if (typeof value !== "object" || value === null) return;
    if (isLeafSignal(value)) own(holder, value, key, inBundle, holder.signals);
    else if (isMemory(value)) own(holder, value, key, inBundle, holder.memories);
    else if (isState(value)) own(holder, value, key, inBundle, holder.states);
    else if (isModule(value)) adopt(holder, value, key, inBundle);
    else if (isCompositeSignal(value)) {
      const elements = value as unknown as Record<string, unknown>;
      const vec = value.type.kind === "vec";
      for (const name of value.elements)
        visit(holder, elements[name], vec ? `${key}[${name}]` : `${key}.${name}`, inBundle);
    } else if (Array.isArray(value) && !open.has(value)) {
      open.add(value);
      for (let i = 0; i < value.length; i++) {
        const element: unknown = value[i];
        if (typeof element === "object") visit(holder, element, `${key}[${i}]`, inBundle);
      }
      open.delete(value);
      if (!isBehavioural(holder.module)) freezeTables(value);
      Object.freeze(value);
    } else if ((isBundle(value) || isRecord(value)) && !open.has(value)) {
      open.add(value);
      const fields = value as Record<string, unknown>;
      const bundle = inBundle || isBundle(value);
      for (const name of Object.keys(fields)) visit(holder, fields[name], `${key}.${name}`, bundle);
      open.delete(value);
      if (isBundle(value) && isBehavioural(holder.module))
        boundBundle(value, () => `${holder.module.path}.${key}`);
      else if (!isBehavioural(holder.module)) freezeTables(value);
      Object.freeze(value);
    }
  };

  const own = <T extends AnyLeafSignal | AnyMemory | AnyState>(
    holder: GrowingInstance,
    thing: T,
    key: string,
    inBundle: boolean,
    list: T[],
  ): void => {
    if (thing.owner !== undefined) {
      if (!inBundle) alias(holder, key, thing.path);
      return;
    }
    thing.owner = holder.module;
    thing.key = key;
    list.push(thing);
  };

  const adopt = (holder: GrowingInstance, child: Module, key: string, inBundle: boolean): void => {
    const at = placeOf(child);
    if (at.parent !== undefined || child === top) {
      if (!inBundle) alias(holder, key, child.path);
      return;
    }
    at.parent = holder.module;
    at.key = key;
    holder.children.push(enter(child, holder));
  };

  const alias = (holder: GrowingInstance, key: string, first: string): void => {
    const path = `${holder.module.path}.${key}`;
    diagnostics.push(diagnose("E-ALIAS", { path, first }, { path, places: places(holder.module, key) }));
  };

  const root = enter(top, undefined);
  return { top: root, instances, diagnostics };
}
