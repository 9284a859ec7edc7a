import { isModuleBase, type Module } from "../describe/index.ts";

/** The prototypes of a module, the most derived class's first, without those of the kit. */
export function* classChain(module: Module): Iterable<object> {
  for (
    let at = Object.getPrototypeOf(module) as object;
    !isModuleBase(at);
    at = Object.getPrototypeOf(at) as object
  )
    yield at;
}
