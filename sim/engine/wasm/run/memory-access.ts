import { fitValue, type MemoryStore, misfit } from "../../../describe/index.ts";
import { fail } from "../../../errors/index.ts";
import type { Program } from "../../../schedule/program.ts";
import type { MemoryAccess } from "../../engine.ts";
import { methodTitle } from "../../event/method.ts";
import type { Storage } from "./storage.ts";

const OUTSIDER = methodTitle(undefined);

/** A memory as testbenches reach it; `changed` is called behind each poke. */
export function memoryAccess(
  { design }: Program,
  index: number,
  storage: () => Storage,
  changed: () => void,
): MemoryAccess {
  const { path, type, depth } = design.memories[index]!;
  return {
    depth,
    peek(address) {
      checkAddress(path, depth, address);
      return storage().readWord(index, address);
    },
    poke(address, value) {
      checkAddress(path, depth, address);
      const problem = misfit(type, value);
      if (problem) fail("E-VALUE", { target: `${path} at ${address}`, problem }, { path });
      storage().writeWord(index, address, fitValue(type, value));
      changed();
    },
  };
}

/** A memory as methods and testbenches see it by way of its object; the writes of methods that run beside the kernels have no effect. */
export function memoryStore(
  program: Program,
  index: number,
  storage: () => Storage,
  inMethod: () => boolean,
): MemoryStore {
  const memory = program.design.memories[index]!;
  const { path, depth } = memory;
  return {
    read(address) {
      checkAddress(path, depth, address);
      return storage().readWord(index, address);
    },
    write() {
      if (inMethod()) return;
      const writer = program.updates.find(({ memoryWrites }) => memoryWrites.includes(memory));
      const owner = writer && methodTitle(writer);
      fail("E-MEMORY-PHASE", { memory: path, by: OUTSIDER, owner }, { path });
    },
  };
}

/** Errors: E-ADDRESS. */
export function checkAddress(path: string, depth: number, address: number, by = OUTSIDER): void {
  if (address >>> 0 !== address || address >= depth)
    fail("E-ADDRESS", { memory: path, address: String(address), depth, by }, { path });
}
