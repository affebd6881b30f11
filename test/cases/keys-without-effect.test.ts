import { expect, test } from "vitest";
import { allKeys } from "../../src/catalogue/lookup.js";
import { descriptionOf } from "../../src/catalogue/descriptions.js";
import { dead } from "../../src/catalogue/data/dead.js";
import { compiled } from "../support/compile.js";

/** The places of findings that a line has no effect. */
const places = (
  settings: readonly string[],
  facts = 'os: linux, distribution: k3s, kernel: "6.12"',
): readonly string[] =>
  compiled(`version: 1
roles:
  worker:
    node: { ${facts} }
    sysctl:
${settings.map((line) => `      ${line} # As explain says\n`).join("")}`)
    .findings.filter(({ rule }) => rule === "no-effect")
    .map(({ line = 0, column = 0 }) => `${line}:${column}`);

test("lint knows each key without effect that explain knows", () => {
  expect(
    places([
      "net.ipv4.udp_wmem_min: 16384",
      "net.ipv4.tcp_adv_win_scale: -2",
      "net.ipv4.xfrm4_gc_thresh: 65536",
    ]),
  ).toEqual(["6:7", "7:7", "8:7"]);
});

test.each(Object.keys(dead))("%s has no effect", (id) => {
  const value = id === "vm.numa_zonelist_order" ? "node" : "1";
  expect(places([`${id}: ${value}`])).toEqual(["6:7"]);
});

test.each([
  ["os: linux", ["6:7"]],
  ['os: linux, kernel: "3.5"', []],
  ['os: linux, kernel: "3.6"', ["6:7"]],
])("the size of the IPv4 route cache on %s", (facts, expected) => {
  expect(places(["net.ipv4.route.max_size: 1048576"], facts)).toEqual(expected);
});

test("no summary says what only the data about keys without effect may say", () => {
  const said = allKeys().filter((id) =>
    /no effect|obsolete/iu.test(descriptionOf(id)?.summary ?? ""),
  );
  expect(said).toEqual([]);
});
