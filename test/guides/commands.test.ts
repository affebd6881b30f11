import { expect, test } from "vitest";
import { guides } from "./pages.js";

test("a command in the guides that is not run says why", () => {
  const silent = guides().flatMap(({ path, text }) =>
    Array.from(
      text.matchAll(/^(.*)\n\n```(?:sh|bash|shell)\n([^]*?)```/gmu),
      ([, before = "", block]) => ({ path, before, block }),
    ).filter(({ before }) => !/^<!-- not run: .+ -->$/u.test(before)),
  );
  expect(silent).toEqual([]);
});
