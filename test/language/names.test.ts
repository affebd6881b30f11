import { describe, expect, test } from "vitest";
import { found } from "../support/compile.js";

describe("names that JavaScript knows", () => {
  const names = ["constructor", "toString", "hasOwnProperty", "valueOf"];

  test.each(names)("%s is a name like others for what has names", (name) => {
    const text = `version: 1
profiles: { ${name}: { sysctl: { net.core.somaxconn: 1 } } }
roles: { ${name}: { profiles: [${name}] } }
hosts: { ${name}: { role: ${name} } }
workloads: { ${name}: { name: web, roles: [${name}] } }
`;
    expect(found(text)).toEqual([]);
    expect(
      found(
        text.replace("hosts", "#").replace("roles: {", "roles: { x: {} } #"),
      ),
    ).toContainEqual(expect.stringContaining("unknown-role"));
  });

  const places = [
    "X: 1",
    "node: { X: 1 }",
    "profiles: { a: { X: 1 } }",
    "roles: { a: { X: 1 } }",
    "roles: { a: { node: { X: 1 } } }",
    "roles: { a: { sysctl: { net.core.somaxconn: { X: 1 } } } }",
    "roles: { a: { sysctl: { net.core.somaxconn: { value: 1, X: 1 } } } }",
    "roles: { a: { sysctl: { net.core.somaxconn: { atLeast: 1, X: 1 } } } }",
    "roles: { a: { node: { cpus: 4 }, sysctl: { net.core.somaxconn: { perCpu: 1, X: 1 } } } }",
    "roles: { a: { modules: { a: { X: 1 } } } }",
    "roles: { a: { kubeProxy: { X: 1 } } }",
    "roles: { a: { kubeProxy: { conntrack: { X: 1 } } } }",
    "roles: { a: { kubeProxy: { conntrack: { min: { value: 1, X: 1 } } } } }",
    "hosts: { a: { role: x, X: 1 } }",
    "hosts: { a: { role: x, profiles: { X: [] } } }",
    "workloads: { a: { X: 1 } }",
    "cilium: { X: 1 }",
    "cilium: { bpf: { X: 1 } }",
    "cilium: { bpf: { mapMax: { X: 1 } } }",
    "cilium: { bpf: { mapMax: { ct: { X: 1 } } } }",
    "cilium: { bpf: { natMax: { value: 1024, X: 1 } } }",
    "cilium: { bandwidthManager: { X: true } }",
    "kubeProxy: { X: 1 }",
    "targets: { X: {} }",
    "targets: { nixos: { X: 1 } }",
    "targets: { talos: { X: 1 } }",
    "targets: { k3s: { X: 1 } }",
    "targets: { sysctl.d: { X: 1 } }",
    "targets: { cilium: { X: 1 } }",
  ];

  test.each(places)("no field is called so: %s", (place) => {
    for (const name of [...names, "__proto__", "unheard"]) {
      const [first = ""] = found(
        `version: 1\n${place.replace("X", name)}\n`,
      ).filter((each) => !each.endsWith("unknown-role"));
      expect(`${name} ${first}`).toBe(
        `${name} 2:${place.indexOf("X") + 1} unknown-field`,
      );
    }
  });

  const named = [
    "profiles: { X: {} }",
    "roles: { X: {} }",
    "hosts: { X: { role: x } }",
    "workloads: { X: {} }",
    "roles: { a: { modules: { X: {} } } }",
    "roles: { a: { modules: { a: { parameters: { X: 1 } } } } }",
    "roles: { a: { accept: { X: because } } }",
    "roles: { a: { sysctl: { X: 1 } } }",
  ];

  test.each(named)("`__proto__` is no name either: %s", (place) => {
    expect(found(`version: 1\n${place.replace("X", "__proto__")}\n`)[0]).toBe(
      `2:${place.indexOf("X") + 1} unknown-field`,
    );
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
    expect({}).not.toHaveProperty("why");
  });
});

describe("sections", () => {
  const sections = [
    "profiles",
    "roles",
    "hosts",
    "workloads",
    "cilium",
    "kubeProxy",
    "targets",
    "node",
    "include",
    "out",
  ];

  test.each(sections)("%s left empty is told at its name", (section) => {
    expect(found(`version: 1\n${section}:\n`)).toEqual(["2:1 wrong-shape"]);
  });

  test.each(sections.filter((each) => each !== "include"))(
    "%s as a list is told at the list",
    (section) => {
      expect(found(`version: 1\n${section}: [a]\n`)).toEqual([
        `2:${section.length + 3} wrong-shape`,
      ]);
    },
  );
});
