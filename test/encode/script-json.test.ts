import fc from "fast-check";
import { expect, test } from "vitest";
import { scriptJson } from "../../src/encode/script-json.js";

test("no text ends the element or begins a comment in it", () => {
  expect(scriptJson({ "</script>": ["<!--", "&lt;", "\u2028"] })).toBe(
    String.raw`{"\u003c/script\u003e":["\u003c!--","\u0026lt;","\u2028"]}`,
  );
});

test("data is read back as it was", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (data) => {
      const text = scriptJson(data);
      expect(text).not.toMatch(/[<>&]/u);
      expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(data));
    }),
  );
});
