import { typeText } from "../../../describe/index.ts";
import type { Body, Constant, Expression, ModuleCode, Statement, ValueType } from "../../../lower/index.ts";

/**
 * The text of a code in which those constants are blanks that may be data, and the ranges that follow from them: codes of one class with
 * equal skeletons become one kernel. Cut into lines, so that the first difference can be shown.
 */
export function skeletonOf(code: ModuleCode): string {
  const lines: string[] = [];
  for (const { path, type } of code.signals) lines.push(`signal ${path.join(".")}: ${typeText(type)}`);
  for (const { path, type, depth } of code.memories)
    lines.push(`memory ${path.join(".")}: ${typeText(type)} × ${depth}`);
  for (const method of ["propagate", "update"] as const) {
    const body = code[method];
    if (!body) continue;
    lines.push(`${method}()`);
    for (const { type } of body.locals) lines.push(`local ${kindText(type)}`);
    writeBody(body, lines);
  }
  return lines.join("\n");
}

/** What makes two skeletons different, as the end of a sentence. */
export function differenceOf(a: string, b: string): string {
  const theirs = b.split("\n");
  const line = a.split("\n").find((text, i) => text !== theirs[i]);
  return line === undefined ? "one has more statements" : `one has \`${line.trim().slice(0, 100)}\``;
}

/** Whether a constant may become a word of each instance. Of floats more is known than a type can say: they stay, as do values that no type holds. */
export function mayBeData({ type, value }: Constant): boolean {
  if (type.kind === "float") return false;
  if (type.kind === "fixed" && type.fraction >= 52) return false;
  return typeof value !== "number" || Math.abs(value) < 2 ** 52;
}

function kindText(type: ValueType): string {
  switch (type.kind) {
    case "integer":
    case "boolean":
      return type.kind;
    case "enumeration":
      return typeText(type.of);
    case "fixed":
      return `fixed ${type.fraction}`;
    case "float":
      return `${type.format ? typeText(type.format) : "real"} ${JSON.stringify(type.reals)}`;
    default:
      return type.kind;
  }
}

function writeBody({ statements }: Body, lines: string[]): void {
  const list = (some: readonly Statement[], indent: string): void => {
    for (const statement of some) write(statement, indent);
  };
  const write = (statement: Statement, indent: string): void => {
    const say = (text: string): void => void lines.push(indent + text);
    switch (statement.kind) {
      case "set":
        return say(`set ${statement.local} ${text(statement.value)}`);
      case "drive":
      case "latch":
        return say(`${statement.kind} ${statement.signal} ${text(statement.value)}`);
      case "driveElement":
      case "latchElement":
        return say(
          `${statement.kind} ${statement.signals.join(" ")} at ${text(statement.at)} ${text(statement.value)}`,
        );
      case "store": {
        const { memory, address, value, mask } = statement;
        return say(`store ${memory} at ${text(address)} ${text(value)} ${mask ? text(mask) : ""}`);
      }
      case "if":
        say(`if ${text(statement.test)}`);
        list(statement.then, indent + " ");
        say("else");
        return list(statement.else, indent + " ");
      case "switch":
        say(`switch ${text(statement.subject)}`);
        for (const { values, body } of statement.cases) {
          say(`case ${values.map((value) => whole(value)).join(" ")}`);
          list(body, indent + " ");
        }
        say("otherwise");
        return list(statement.otherwise, indent + " ");
      case "block":
        say(`block ${statement.label}`);
        return list(statement.body, indent + " ");
      case "exit":
        return say(`exit ${statement.label}`);
      case "loop":
        for (const iteration of statement.iterations) {
          say("iteration");
          list(iteration, indent + " ");
        }
        return say("end");
      case "assert":
        // Its message comes from the method itself.
        return say(`assert ${text(statement.test)}`);
    }
  };
  list(statements, "");
}

/** A constant with its value: where it decides what the code is. */
function whole({ type, value }: Constant): string {
  return `${kindText(type)} ${Object.is(value, -0) ? "-0" : String(value)}`;
}

function text(expr: Expression): string {
  const kind = kindText(expr.type);
  switch (expr.op) {
    case "const":
      return mayBeData(expr) ? `(const ${kind})` : `(const ${whole(expr)})`;
    case "read":
      return `(read ${expr.signal} ${kind})`;
    case "field":
      return `(field ${expr.field} ${kind})`;
    case "element":
      return `(element ${expr.signals.join(" ")} at ${text(expr.at)} ${kind})`;
    case "local":
      return `(local ${expr.local} ${kind})`;
    case "memory":
      return `(memory ${expr.memory} ${text(expr.address)} ${kind})`;
    case "table":
      return `(table ${expr.values.map(whole).join(" ")} at ${text(expr.at)} ${kind})`;
    case "select":
      return `(select ${expr.elements.map(text).join(" ")} at ${text(expr.at)} ${kind})`;
    case "unary":
      return `(${expr.name} ${text(expr.arg)} ${kind})`;
    case "binary":
      return `(${expr.name} ${text(expr.left)} ${text(expr.right)} ${kind})`;
    case "cond":
      return `(cond ${text(expr.test)} ${text(expr.then)} ${text(expr.else)} ${kind})`;
    case "bits":
      return `(bits ${text(expr.arg)} ${expr.high} ${expr.low} ${kind})`;
    case "fma":
      return `(fma ${typeText(expr.to)} ${text(expr.left)} ${text(expr.right)} ${text(expr.addend)} ${kind})`;
    case "rescale":
      return `(rescale ${expr.by} ${text(expr.arg)} ${kind})`;
    case "encode":
    case "decode":
      return `(${expr.op} ${typeText(expr.of)} ${text(expr.arg)} ${kind})`;
    case "fit":
      return `(fit ${typeText(expr.to)} ${text(expr.arg)} ${kind})`;
  }
}
