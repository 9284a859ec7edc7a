import { callSite } from "./call-site.ts";
import { type Diagnostic, SystoleError } from "./diagnostic.ts";

/**
 * Throws findings. What names no place gets that of the user's line which called the kit; what has no path, the modules under
 * construction.
 *
 * @param of a class that refuses what it was given: its user is to blame, not its own lines
 */
export function raise(found: Diagnostic | readonly Diagnostic[], of?: string): never {
  const all: readonly Diagnostic[] = "code" in found ? [found] : found;
  if (all.every(({ places }) => places?.length)) throw new SystoleError(all);
  const site = callSite(of);
  throw new SystoleError(
    all.map((one) =>
      one.places?.length ? one : { ...one, path: one.path ?? site.path, places: site.places },
    ),
  );
}
