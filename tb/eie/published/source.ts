/** Where a figure of the EIE paper is printed: `paperSource("Table IV")`. */
export function paperSource(place: string): string {
  return `Han et al., EIE, ISCA 2016, ${place}`;
}

/** A layer's name in the id of a figure: `alex-6`. */
export function idOf(layer: string): string {
  return layer.toLowerCase();
}
