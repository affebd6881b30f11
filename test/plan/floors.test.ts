import { describe, expect, test } from "vitest";
import {
  errorsOf,
  found,
  nodeOf,
  planOf,
  settingsOf,
  sysctlOf,
} from "../support/compile.js";

const KEY = "net.core.somaxconn";

/** `r` has every profile given, on a kernel whose default for the key is 4096. */
function spec(profiles: readonly string[], more = ""): string {
  const named = profiles.map((_, at) => `p${at}`);
  return `version: 1
profiles:
${profiles.map((sysctl, at) => `  p${at}: { sysctl: { ${sysctl} } }\n`).join("")}roles:
  r:
    node: { kernel: "6.12", cpus: 2, memory: 4GiB }
    profiles: [${named.join(", ")}]
${more}`;
}

const floor = (value: string, key = KEY): string =>
  `${key}: { atLeast: ${value} }`;

describe("floors", () => {
  test("merge to the largest and keep every reason", () => {
    const plan = planOf(
      spec([
        `${KEY}: { value: { atLeast: 8192 }, why: for eight, refs: [a] }`,
        `${KEY}: { value: { atLeast: 16384 }, why: for sixteen, refs: [b] }`,
        `${KEY}: { value: { atLeast: 10000 }, why: for ten }`,
      ]),
    );
    const sysctl = sysctlOf(nodeOf(plan, "r"), KEY);
    expect(settingsOf(nodeOf(plan, "r"))).toEqual({ [KEY]: "16384" });
    expect(sysctl.why).toEqual(["for eight", "for sixteen", "for ten"]);
    expect(sysctl.refs).toEqual(["a", "b"]);
    expect(sysctl.origin.owner.name).toBe("p1");
    expect(sysctl.from.map(({ owner }) => owner.name)).toEqual([
      "p0",
      "p1",
      "p2",
    ]);
    expect(sysctl.overrode).toEqual([]);
  });

  test("of role and host join those of profiles", () => {
    const plan = planOf(
      spec(
        [floor("8192")],
        `    sysctl: { ${floor("16384")} }
hosts:
  more: { role: r, sysctl: { ${floor("32768")} } }
  less: { role: r, sysctl: { ${floor("1")} } }
`,
      ),
    );
    expect(settingsOf(nodeOf(plan, "r"))).toEqual({ [KEY]: "16384" });
    expect(settingsOf(nodeOf(plan, "more"))).toEqual({ [KEY]: "32768" });
    expect(settingsOf(nodeOf(plan, "less"))).toEqual({ [KEY]: "16384" });
  });

  test("of vectors merge field by field", () => {
    const key = "net.ipv4.tcp_rmem";
    const plan = planOf(
      spec([
        floor("[8192, 262144, 8MiB]", key),
        floor('"4096 524288 33554432"', key),
      ]),
    );
    expect(settingsOf(nodeOf(plan, "r"))).toEqual({
      [key]: "8192 524288 33554432",
    });
  });

  test.each([
    ["net.core.rmem_max", "16MiB", "16777216"],
    ["net.ipv4.tcp_keepalive_time", "3h", "10800"],
    ["vm.min_free_kbytes", "1GiB", "1048576"],
    ["fs.inotify.max_user_watches", '"524288"', "524288"],
  ])("take quantities: %s %s", (key, value, expected) => {
    expect(settingsOf(nodeOf(planOf(spec([floor(value, key)])), "r"))).toEqual({
      [key]: expected,
    });
  });
});

describe("where the kernel's default reaches the floor", () => {
  test.each([
    [KEY, "4096"],
    [KEY, "1"],
    ["net.ipv4.tcp_syncookies", "1"],
  ])("nothing is written: %s at least %s", (key, value) => {
    const sysctl = sysctlOf(
      nodeOf(planOf(spec([floor(value, key)])), "r"),
      key,
    );
    expect(sysctl.value).toBeUndefined();
    expect(sysctl.left).toBe("floor");
  });

  test("and is, one above", () => {
    expect(settingsOf(nodeOf(planOf(spec([floor("4097")])), "r"))).toEqual({
      [KEY]: "4097",
    });
  });

  test("not where it is not sure: it varies with memory that is not known", () => {
    const plan = planOf(`version: 1
roles:
  r:
    node: { kernel: "6.12" }
    sysctl: { ${floor("60000", "vm.min_free_kbytes")} }
`);
    expect(settingsOf(nodeOf(plan, "r"))).toEqual({
      "vm.min_free_kbytes": "60000",
    });
  });

  test("where even the smallest machine reaches it", () => {
    const plan = planOf(`version: 1
roles:
  r:
    node: { os: talos, kernel: "6.12", memory: 64GiB }
    sysctl: { ${floor("1048576", "fs.file-max")} }
`);
    expect(nodeOf(plan, "r").settings.sysctl[0]?.left).toBe("floor");
  });

  test("not for a pattern: its keys have defaults of their own", () => {
    const plan = planOf(spec([floor("0", '"net.ipv4.conf.*.rp_filter"')]));
    expect(settingsOf(nodeOf(plan, "r"))).toEqual({
      "net.ipv4.conf.*.rp_filter": "0",
    });
  });
});

describe("an exact value and a floor", () => {
  test.each([
    ["the same", "8192"],
    ["above", "16384"],
  ])("%s is taken, with the floor's reason", (_, value) => {
    const plan = planOf(
      spec([
        `${KEY}: { value: { atLeast: 8192 }, why: the floor }`,
        `${KEY}: { value: ${value}, why: the value }`,
      ]),
    );
    const sysctl = sysctlOf(nodeOf(plan, "r"), KEY);
    expect(settingsOf(nodeOf(plan, "r"))).toEqual({ [KEY]: value });
    expect(sysctl.why).toEqual(["the value", "the floor"]);
    expect(sysctl.origin.owner.name).toBe("p1");
  });

  test.each([
    ["in a profile", [`${KEY}: 4096`, floor("8192")], "", "3:39"],
    ["on the role", [floor("8192")], `    sysctl: { ${KEY}: 4096 }\n`, "8:35"],
    [
      "on a host",
      [floor("8192")],
      `hosts: { h: { role: r, sysctl: { ${KEY}: 1 } } }\n`,
      "8:54",
    ],
  ])("below it is an error: %s", (_, profiles, more, place) => {
    const errors = errorsOf(spec(profiles, more));
    expect(
      errors.map(
        ({ line, column, rule }) => `${line ?? 0}:${column ?? 0} ${rule}`,
      ),
    ).toEqual([`${place} below-floor`]);
    expect(errors[0]?.related).toHaveLength(1);
  });

  test("a profile's below the role's floor, which is no default that loses", () => {
    const errors = errorsOf(
      spec([`${KEY}: 4096`], `    sysctl: { ${floor("8192")} }\n`),
    );
    expect(errors).toMatchObject([
      {
        rule: "below-floor",
        line: 3,
        column: 39,
        related: [{ line: 8, column: 15 }],
      },
    ]);
  });

  test("a computed one below it", () => {
    expect(found(spec([floor("8192"), `${KEY}: { perCpu: 1024 }`]))).toEqual([
      "4:39 below-floor",
    ]);
    expect(
      found(spec([floor("8192"), `${KEY}: { perCpu: 1024, min: 8192 }`])),
    ).toEqual([]);
  });

  test("one field of a vector below it", () => {
    const key = "net.ipv4.tcp_rmem";
    expect(
      found(
        spec([
          floor("[4096, 131072, 16MiB]", key),
          `${key}: [4096, 131072, 8MiB]`,
        ]),
      ),
    ).toEqual(["4:38 below-floor"]);
  });

  test("one that every node shares is told once", () => {
    expect(
      found(
        spec(
          [floor("8192")],
          `    sysctl: { ${KEY}: 1 }
hosts:
  a: { role: r }
  b: { role: r, sysctl: { vm.swappiness: 1 } }
`,
        ),
      ),
    ).toEqual(["8:35 below-floor"]);
  });
});

describe("null and a floor", () => {
  test("on the role sets the profiles' floors aside", () => {
    const plan = planOf(
      spec([floor("8192"), floor("16384")], `    sysctl: { ${KEY}: null }\n`),
    );
    const sysctl = sysctlOf(nodeOf(plan, "r"), KEY);
    expect(sysctl.left).toBe("kernel");
    expect(sysctl.overrode.map(({ owner }) => owner.name)).toEqual([
      "p0",
      "p1",
    ]);
  });

  test("on a host sets the role's aside", () => {
    const plan = planOf(
      spec(
        [],
        `    sysctl: { ${floor("8192")} }
hosts: { h: { role: r, sysctl: { ${KEY}: null } } }
`,
      ).replace("profiles:\n", "profiles: {}\n"),
    );
    expect(settingsOf(nodeOf(plan, "h"))).toEqual({ [KEY]: null });
  });

  test("in a profile beside one is an error", () => {
    expect(found(spec([floor("8192"), `${KEY}: null`]))).toEqual([
      "4:19 below-floor",
    ]);
  });

  test("below a role's floor the floor stands", () => {
    expect(
      found(spec([`${KEY}: null`], `    sysctl: { ${floor("8192")} }\n`)),
    ).toEqual(["3:19 below-floor"]);
  });
});
