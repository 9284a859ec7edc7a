import { HEADER_BYTES } from "../plan/design-plan.ts";

/** The first bytes of linear memory: what JavaScript and the loop tell each other. */

/** A byte a domain, 1 where the edge is also its edge. */
export const FLAGS = 0;
/** Domains that have a flag. */
export const MOST_DOMAINS = 1024;
/** A byte a domain, 1 where the edges of a run are also its edges; a signal that resets the domain takes its flag away. */
export const ASKED = FLAGS + MOST_DOMAINS;
/** Edges that a run has done: what JavaScript throws may end it at any point. */
export const DONE = ASKED + MOST_DOMAINS;
/** How many conditions end a run. */
export const CONDITION_COUNT = DONE + 4;
/** 1 while moments between edges are to be followed (see `Follower.ahead`). */
export const FOLLOWING = DONE + 8;
/** 1 where there is a moment that was not: the one behind an edge, in front of the next one. */
export const PENDING = DONE + 12;
/** Conditions: form (i32), address (i32), operator (i32), value (f64 at 16). */
export const CONDITIONS = DONE + 16;
export const CONDITION_BYTES = 32;
export const MOST_CONDITIONS = Math.floor((HEADER_BYTES - CONDITIONS) / CONDITION_BYTES);
