import fc from "fast-check";
import { expect, test } from "vitest";
import { dataOf, dataText } from "./plain-data.ts";

test("texts that are kept are those that would be made, and stand for their values", () => {
  const texts = new WeakMap<object, string>();
  const part = [1n, "a"];
  const text = dataText({ part, more: [part] }, texts);
  expect(text).toBe(dataText({ part, more: [part] }));
  texts.set(part, '["skept"]');
  expect(dataOf(dataText({ part, count: 2 }, texts))).toEqual({ part: ["kept"], count: 2 });
});

test("plain data comes back as it was, with what JSON has no sign for", () => {
  const leaf = fc.oneof(
    fc.double(),
    fc.bigInt(),
    fc.string(),
    fc.boolean(),
    fc.constantFrom(null, undefined, -0),
  );
  const data = fc.letrec((tie) => ({
    data: fc.oneof(
      { depthSize: "small" },
      leaf,
      fc.array(tie("data")),
      fc.dictionary(fc.string(), tie("data"), { noNullPrototype: true }),
    ),
  })).data;
  fc.assert(
    fc.property(data, (value) => {
      expect(dataOf(dataText(value))).toStrictEqual(value);
    }),
  );
});
