/** Why a kernel can't run in vectors; ends the attempt. For people: `systole explain` shows it. */
export class Obstacle extends Error {}

export function obstacle(what: string): never {
  throw new Obstacle(what);
}
