import type { Statement } from "../ir.ts";
import type { CodeNames } from "./code-names.ts";
import { expressionText } from "./expression-text.ts";

const step = "  ";

/** Statements, a line each, those inside others indented. */
export function statementLines(statements: readonly Statement[], names: CodeNames): readonly string[] {
  return statements.flatMap((statement) => linesOf(statement, names));
}

function linesOf(statement: Statement, names: CodeNames): readonly string[] {
  const of = (expr: Parameters<typeof expressionText>[0]) => expressionText(expr, names);
  const inside = (list: readonly Statement[]) => statementLines(list, names).map((line) => step + line);
  const element = (signals: readonly number[], at: string) =>
    `[${signals.map(names.signal).join(", ")}][${at}]`;
  switch (statement.kind) {
    case "set":
      return [`${names.local(statement.local)} = ${of(statement.value)}`];
    case "drive":
      return [`${names.signal(statement.signal)}.value = ${of(statement.value)}`];
    case "driveElement":
      return [`${element(statement.signals, of(statement.at))}.value = ${of(statement.value)}`];
    case "latch":
      return [`${names.signal(statement.signal)}.next = ${of(statement.value)}`];
    case "latchElement":
      return [`${element(statement.signals, of(statement.at))}.next = ${of(statement.value)}`];
    case "store": {
      const mask = statement.mask ? `, of which ${of(statement.mask)}` : "";
      return [
        `${names.memory(statement.memory)}[${of(statement.address)}].next = ${of(statement.value)}${mask}`,
      ];
    }
    case "if": {
      const otherwise = statement.else.length === 0 ? [] : ["else", ...inside(statement.else)];
      return [`if ${of(statement.test)}`, ...inside(statement.then), ...otherwise];
    }
    case "switch":
      return [
        `switch ${of(statement.subject)}`,
        ...statement.cases.flatMap(({ values, body }) => [
          `case ${values.map(of).join(", ")}`,
          ...inside(body),
        ]),
        ...(statement.otherwise.length === 0 ? [] : ["default", ...inside(statement.otherwise)]),
      ];
    case "block":
      return [`block ${statement.label}`, ...inside(statement.body)];
    case "exit":
      return [`exit ${statement.label}`];
    case "loop":
      return statement.iterations.flatMap((body, i) => [`turn ${i}`, ...inside(body)]);
    case "assert": {
      const message = statement.message.map((part) => (typeof part === "string" ? part : `\${${of(part)}}`));
      return [`assert ${of(statement.test)}: ${message.join("")}`];
    }
  }
}
