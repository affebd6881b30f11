import { expect, test } from "vitest";
import { readLive } from "../../src/live/read-live.js";

test.each([
  ["version: 1\nroles: { web: {} }\n"],
  ['{ "version": 1, "hosts": {} }\n'],
  ["version: 1\nprofiles:\n  p:\n    # net.core.somaxconn = 1\n"],
])("a spec instead of values: %j", (text) => {
  expect(readLive(text, "web1.txt")).toMatchObject({
    observations: [],
    unread: [{ why: "it is a tunegen spec, not the values of a node" }],
  });
});
