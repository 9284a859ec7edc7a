import { fail } from "../../errors/index.ts";
import { typeMaker } from "../intrinsic.ts";
import type { EnumerationType, EnumerationValue } from "./type.ts";

/** An enumeration type with its members as properties. */
export type Enumeration<Labels extends string> = EnumerationType<Labels> & {
  readonly [Label in Labels]: EnumerationValue<Label, Labels>;
};

const reserved = new Set(["kind", "width", "labels", "~read", "~write"]);

/**
 * A type with named values, encoded by index in the order given: `enumeration("Idle", "Load")`.
 *
 * Members are read as `State.Idle`; waves show the names. Width: as many bits as the highest index needs, at least 1.
 */
export const enumeration = typeMaker(function enumeration<const Labels extends readonly string[]>(
  ...labels: Labels
): Enumeration<Labels[number]> {
  if (labels.length === 0) fail("E-ENUMERATION", { labels: "", problem: "it has no member" });
  for (const [index, label] of labels.entries()) {
    const problem = labelProblem(label, labels.indexOf(label) !== index);
    if (problem) fail("E-ENUMERATION", { labels: labels.join(", "), problem });
  }
  const width = Math.max(1, Math.ceil(Math.log2(labels.length)));
  const members = Object.fromEntries(labels.map((label) => [label, label]));
  return Object.freeze({
    kind: "enumeration",
    width,
    labels: Object.freeze([...labels]),
    ...members,
  }) as unknown as Enumeration<Labels[number]>;
});

function labelProblem(label: string, repeated: boolean): string | undefined {
  if (repeated) return `"${label}" stands twice`;
  if (reserved.has(label)) return `"${label}" is a name that the type itself uses`;
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(label)) return `"${label}" is not an identifier`;
  return undefined;
}
