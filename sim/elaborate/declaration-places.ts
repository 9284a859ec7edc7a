import type { Module } from "../describe/index.ts";
import type { Place } from "../errors/index.ts";

/** Where a field of a module is declared in the source; a key such as `lane[3].valid` is declared by its first name, and no key means the class. */
export type DeclarationPlaces = (module: Module, key: string) => readonly Place[];

/** The field's name of a signal's, memory's or child's key. */
export function fieldOf(key: string): string {
  return /^[^.[]*/.exec(key)?.[0] ?? key;
}

export const noPlaces: DeclarationPlaces = () => [];
