/** A property's name as files and command lines can hold it: `RegisterFifo is an array` → `registerfifo-is-an-array`. */
export function slug(name: string): string {
  return (
    name
      .replace(/[^A-Za-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .toLowerCase() || "property"
  );
}
