/** From module objects to a named hierarchy with nets. */
export type { BlackboxConnection, BlackboxInstance, BlackboxTarget } from "./blackbox-instance.ts";
export { type DeclarationPlaces, fieldOf, noPlaces } from "./declaration-places.ts";
export type { Design, Domain, Instance, Net, ResetLine } from "./design.ts";
export { elaborate } from "./elaborate.ts";
