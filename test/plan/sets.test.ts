import { describe, expect, test } from "vitest";
import { parseItems, isItems, uniteItems } from "../../src/core/item-list.js";
import {
  errorsOf,
  found,
  nodeOf,
  planOf,
  settingsOf,
  sysctlOf,
} from "../support/compile.js";

const PORTS = "net.ipv4.ip_local_reserved_ports";

function spec(profiles: readonly string[], more = ""): string {
  return `version: 1
profiles:
${profiles.map((value, at) => `  p${at}: { sysctl: { ${PORTS}: ${value} } }\n`).join("")}roles:
  r:
    profiles: [${profiles.map((_, at) => `p${at}`).join(", ")}]
${more}`;
}

const ports = (text: string, name = "r"): string | null | undefined =>
  settingsOf(nodeOf(planOf(text), name))[PORTS];

describe("reserved ports", () => {
  test.each([
    [["8080"], "8080"],
    [["[8080, 9090]", "8081"], "8080-8081,9090"],
    [
      ['"30000-32767,8080"', "[31000, 40000-40010]"],
      "8080,30000-32767,40000-40010",
    ],
    [["1-10", "11-20"], "1-20"],
    [["5-10", "1-7"], "1-10"],
    [["8080", '"8080"', "[8080-8080]"], "8080"],
    [["'1, 2,3   5'"], "1-3,5"],
    [["65535", "1"], "1,65535"],
  ])("%j unite to %s", (profiles, united) => {
    expect(ports(spec(profiles))).toBe(united);
    expect(ports(spec(profiles.toReversed()))).toBe(united);
  });

  test("of role and host join those of profiles, with every reason", () => {
    const plan = planOf(
      spec(
        ["{ value: 8080, why: a }"],
        `    sysctl: { ${PORTS}: { value: 9090, why: b } }
hosts: { h: { role: r, sysctl: { ${PORTS}: { value: 7070, why: c } } } }
`,
      ),
    );
    expect(settingsOf(nodeOf(plan, "r"))[PORTS]).toBe("8080,9090");
    const sysctl = sysctlOf(nodeOf(plan, "h"), PORTS);
    expect(settingsOf(nodeOf(plan, "h"))[PORTS]).toBe("7070,8080,9090");
    expect(sysctl.why).toEqual(["a", "b", "c"]);
    expect(sysctl.overrode).toEqual([]);
  });

  test("null on the role sets them aside, and a host begins anew", () => {
    const text = spec(
      ["8080"],
      `    sysctl: { ${PORTS}: null }
hosts: { h: { role: r, sysctl: { ${PORTS}: 7070 } } }
`,
    );
    expect(ports(text)).toBeNull();
    expect(ports(text, "h")).toBe("7070");
  });

  test("null beside them in another profile is the one that differs", () => {
    const errors = errorsOf(spec(["8080", "9090", "null"]));
    expect(errors.map(({ rule, line }) => `${line ?? 0} ${rule}`)).toEqual([
      "5 conflict",
      "5 conflict",
    ]);
    expect(errors.map(({ message }) => message)).toEqual([
      `profile \`p2\` sets \`${PORTS}\` to the kernel's default, but profile \`p0\` sets it to 8080`,
      `profile \`p2\` sets \`${PORTS}\` to the kernel's default, but profile \`p1\` sets it to 9090`,
    ]);
  });

  test.each([
    ["0", "3:55"],
    ["65536", "3:55"],
    ["99999999", "3:55"],
    ["x", "3:55"],
    ["-5", "3:55"],
    ["10-5", "3:55"],
    ["1-2-3", "3:55"],
    ["80:90", "3:55"],
    ["[80, x]", "3:60"],
    ["[80, 0x50]", "3:60"],
    ["[]", "3:55"],
    ["','", "3:55"],
    ["{ atLeast: 80 }", "3:53"],
    ["{ perCpu: 80 }", "3:53"],
  ])("%s is a fault", (value, place) => {
    const [first = ""] = found(spec([value]));
    expect(first).toMatch(/ wrong-kind$/u);
    expect(first.split(" ")[0]?.split(":")[0]).toBe(place.split(":")[0]);
  });
});

describe("lists, by themselves", () => {
  test.each([
    ["cpus", "0-3,8", "0-3,8"],
    ["cpus", "3 1 2", "1-3"],
    ["words", "reno cubic reno", "reno cubic"],
    ["words", " bbr ", "bbr"],
  ] as const)("%s: %j is %j", (of, text, expected) => {
    const items = parseItems(text, of);
    expect(isItems(items) && uniteItems(items, of)).toBe(expected);
  });

  test.each([
    ["words", "re;no"],
    ["words", "a,b"],
    ["cpus", "a"],
    ["cpus", "0-"],
    ["cpus", "-1"],
  ] as const)("%s: %j is none", (of, text) => {
    expect(isItems(parseItems(text, of))).toBe(false);
  });
});

describe("modules", () => {
  test("unite, sorted, with every reason, in either spelling", () => {
    const plan = planOf(`version: 1
profiles:
  a: { modules: { tcp_bbr: { why: one }, br_netfilter: } }
  b: { modules: { tcp-bbr: { why: two }, 8021q: {} } }
roles: { r: { profiles: [a, b], modules: { tcp_bbr: { why: one } } } }
`);
    expect(
      nodeOf(plan, "r").settings.module.map(({ id, why }) => [id, ...why]),
    ).toEqual([["8021q"], ["br_netfilter"], ["tcp_bbr", "one", "two"]]);
  });

  test("their parameters follow precedence, and profiles may not differ", () => {
    const profiles = `version: 1
profiles:
  a: { modules: { nf_conntrack: { parameters: { hashsize: 1, acct: 1 } } } }
  b: { modules: { nf_conntrack: { parameters: { hashsize: "1" } } } }
  c: { modules: { nf_conntrack: { parameters: { hashsize: 2 } } } }
`;
    const plan = planOf(`${profiles}roles:
  same: { profiles: [a, b] }
  own: { profiles: [a], modules: { nf_conntrack: { parameters: { hashsize: 3 } } } }
hosts:
  h: { role: own, modules: { nf_conntrack: { parameters: { acct: 0 } } } }
`);
    const parameters = (name: string): unknown =>
      nodeOf(plan, name).settings.module[0]?.value;
    expect(parameters("same")).toEqual({ acct: "1", hashsize: "1" });
    expect(parameters("own")).toEqual({ acct: "1", hashsize: "3" });
    expect(parameters("h")).toEqual({ acct: "0", hashsize: "3" });
    expect(found(`${profiles}roles: { r: { profiles: [a, c] } }\n`)).toEqual([
      "5:19 conflict",
    ]);
    expect(
      found(
        `${profiles}roles: { r: { profiles: [a, c], modules: { nf_conntrack: { parameters: { hashsize: 9 } } } } }\n`,
      ),
    ).toEqual([]);
  });

  test("come with the settings that need them", () => {
    const plan = planOf(`version: 1
roles:
  r:
    sysctl:
      net.netfilter.nf_conntrack_max: 262144
      net.bridge.bridge-nf-call-iptables: 1
      net.ipv4.tcp_congestion_control: bbr
      net.core.default_qdisc: fq
  plain:
    sysctl:
      net.ipv4.tcp_congestion_control: cubic
      net.core.default_qdisc: pfifo_fast
      net.netfilter.nf_conntrack_max: null
`);
    expect(
      nodeOf(plan, "r").settings.module.map(({ id, because }) => [
        id,
        ...because,
      ]),
    ).toEqual([
      ["br_netfilter", "net.bridge.bridge-nf-call-iptables"],
      ["nf_conntrack", "net.netfilter.nf_conntrack_max"],
      ["sch_fq", "net.core.default_qdisc"],
      ["tcp_bbr", "net.ipv4.tcp_congestion_control"],
    ]);
    expect(nodeOf(plan, "plain").settings.module).toEqual([]);
  });

  test.each([
    ['"a b": {}', "3:19 malformed-module"],
    ["a;b: {}", "3:19 malformed-module"],
    ["../a: {}", "3:19 malformed-module"],
    ["a/b: {}", "3:19 malformed-module"],
    ['"": {}', "3:19 malformed-module"],
    ["a: { parameters: { b c: 1 } }", "3:38 malformed-module"],
    ['a: { parameters: { b: "x y" } }', "3:38 malformed-module"],
    ['a: { parameters: { b: "x\\ny" } }', "3:38 malformed-module"],
    ['a: { parameters: { b: "x\'y" } }', "3:38 malformed-module"],
    ['a: { parameters: { b: "" } }', "3:38 malformed-module"],
    ["a: { parameters: { b: true } }", "3:41 wrong-shape"],
    ["a: { parameters: { b: } }", "3:38 wrong-shape"],
    ["a: { parameters: [b] }", "3:36 wrong-shape"],
    ["a: []", "3:22 wrong-shape"],
    ["a: yes", "3:22 wrong-shape"],
    ["a: { parameter: {} }", "3:24 unknown-field"],
  ])("%s is a fault", (module, expected) => {
    expect(
      found(`version: 1\nroles:\n  r: { modules: { ${module} } }\n`),
    ).toEqual([expected]);
  });
});
