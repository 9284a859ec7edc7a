import { parseExpressionAt } from "acorn";
import { suggestion } from "../cli/suggest.ts";
import { visible } from "../cli/text.ts";
import { UsageError } from "../cli/usage-error.ts";
import type { GivenParams } from "./params.ts";

/** What a parameter is called that takes an object of parameters. */
const OBJECTS = /^(?:params?|parameters|options?|opts|config|settings|given)$/;

/**
 * The arguments of a constructor from `--param` texts: by the names of its parameters, or, where it takes one object, as that object.
 *
 * Texts that read as numbers, true or false are these; all others are strings.
 */
export function constructorArguments(constructor: object, given: GivenParams): readonly unknown[] {
  const entries = Object.entries(given).map(([name, text]) => [name, plainValue(text)] as const);
  if (entries.length === 0) return [];
  const names = parameterNames(constructor);
  const byName = new Map(entries);
  if (names && entries.every(([name]) => names.includes(name))) {
    const last = Math.max(...entries.map(([name]) => names.indexOf(name)));
    return names.slice(0, last + 1).map((name) => byName.get(name));
  }
  const [only = ""] = names ?? [];
  if (names === undefined || (names.length === 1 && OBJECTS.test(only))) return [Object.fromEntries(entries)];
  const [unknown = ""] = Object.keys(given).filter((name) => !names.includes(name));
  throw new UsageError(
    `its constructor has no parameter ${visible(unknown)}: ${suggestion(unknown, names, "parameter")}`,
  );
}

/** Names of the parameters of a class, also inherited; undefined where there are other than plain ones. */
function parameterNames(constructor: object): readonly string[] | undefined {
  for (
    let at: unknown = constructor;
    typeof at === "function" && at.prototype;
    at = Object.getPrototypeOf(at)
  ) {
    const names = ownParameterNames(String(at));
    if (names !== "inherited") return names;
  }
  return [];
}

function ownParameterNames(text: string): readonly string[] | undefined | "inherited" {
  try {
    const node = parseExpressionAt(text, 0, { ecmaVersion: "latest" });
    if (node.type !== "ClassExpression") return undefined;
    const method = node.body.body.find(
      (member) => member.type === "MethodDefinition" && member.kind === "constructor",
    );
    if (method?.type !== "MethodDefinition") return "inherited";
    const names = method.value.params.map((param) => {
      const target = param.type === "AssignmentPattern" ? param.left : param;
      return target.type === "Identifier" ? target.name : undefined;
    });
    return names.some((name) => name === undefined) ? undefined : (names as string[]);
  } catch {
    return undefined;
  }
}

function plainValue(text: string): unknown {
  if (text === "true" || text === "false") return text === "true";
  return text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}
