interface Resolved {
  readonly url: string;
  readonly format?: string | null | undefined;
}
type Next<Context, Result> = (specifier: string, context: Context) => Promise<Result>;

/**
 * A module hook of Node: TypeScript files of the user's project are ES modules, whatever its package.json says.
 *
 * As CommonJS they would get a second copy of the kit.
 */
export async function resolve<Context>(
  specifier: string,
  context: Context,
  next: Next<Context, Resolved>,
): Promise<Resolved> {
  const resolved = await next(specifier, context);
  return isSource(resolved.url) && resolved.format === "commonjs"
    ? { ...resolved, format: "module" }
    : resolved;
}

export async function load<Context extends object>(
  url: string,
  context: Context,
  next: Next<Context, unknown>,
): Promise<unknown> {
  return next(url, isSource(url) ? { ...context, format: "module" } : context);
}

function isSource(url: string): boolean {
  return /\.ts(?:\?|$)/.test(url) && !url.includes("/node_modules/");
}
