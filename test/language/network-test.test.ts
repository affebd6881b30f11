import { describe, expect, test } from "vitest";
import { compiled, found, planOf } from "../support/compile.js";

const head = `version: 1
roles: { worker: { node: { os: linux } } }
networkTest:
`;

describe("what is refused, and where", () => {
  test.each([
    ["connects: 5", "3:1 missing-field"],
    ["peers: {}", "4:3 missing-field"],
    ["peers: { a: {} }", "4:12 missing-field"],
    ["peers: { a: { address: a, ping: false } }", "4:12 missing-field"],
    ['peers: { "a b": { address: a } }', "4:12 malformed-name"],
    ['peers: { "$(reboot)": { address: a } }', "4:12 malformed-name"],
    ['peers: { a: { address: "-c" } }', "4:26 malformed-address"],
    ['peers: { a: { address: "a;reboot" } }', "4:26 malformed-address"],
    ['peers: { a: { address: "a b" } }', "4:26 malformed-address"],
    ['peers: { a: { address: "" } }', "4:26 malformed-address"],
    ["peers: { a: { address: root@a } }", "4:26 malformed-address"],
    ["peers: { a: { address: a, connect: 0 } }", "4:38 wrong-shape"],
    ["peers: { a: { address: a, iperf3: 65536 } }", "4:37 wrong-shape"],
    ["peers: { a: { address: a, port: 80 } }", "4:29 unknown-field"],
    ["peers: { a: { address: a } }\n  connects: 10001", "5:13 wrong-shape"],
    ["peers: { a: { address: a } }\n  pings: 0", "5:10 wrong-shape"],
    ["peers: { a: { address: a } }\n  seconds: 61", "5:12 wrong-shape"],
    ["peers: { a: { address: a } }\n  streams: 17", "5:12 wrong-shape"],
  ])("%s", (line, at) => {
    expect(found(`${head}  ${line}\n`)).toEqual([at]);
  });
});

test("what is left out has its usual value", () => {
  const { networkTest } = planOf(
    `${head}  peers: { a: { address: "fe80::1%eth0" } }\n`,
  );
  expect(networkTest).toMatchObject({
    connects: 200,
    pings: 20,
    seconds: 10,
    streams: 1,
    peers: [{ name: "a", address: "fe80::1%eth0", ping: true }],
  });
});

test("without the section there is no script", () => {
  const { files } = compiled(
    "version: 1\nroles: { a: { node: { os: linux } } }\n",
  );
  expect(files.filter(({ target }) => target === "network-test")).toEqual([]);
});
