import { expect, test } from "vitest";
import { compiled, errorsOf } from "../support/compile.js";
import { keyOf } from "../explain/explained.js";

/** A role with one setting at line 6. */
function spec(node: string, setting: string, section = "sysctl"): string {
  return `version: 1
roles:
  host:
    node: { ${node} }
    ${section}:
      ${setting} # For this case
`;
}

/** The errors of a spec: place, code, message and help. */
const errors = (text: string): readonly (readonly unknown[])[] =>
  errorsOf(text).map(({ rule, line, column, message, help }) => [
    `${line ?? 0}:${column ?? 0} ${rule}`,
    message,
    help,
  ]);

const modprobe = 'kernel.modprobe: ""';

test.each([modprobe, 'kernel.core_pattern: ""', 'kernel.domainname: ""'])(
  "%s is a value where the loader writes an empty line",
  (setting) => {
    expect(errors(spec("os: linux", setting))).toEqual([]);
    expect(errors(spec("os: nixos", setting))).toEqual([]);
  },
);

test("a key that only some kernels have may be empty too", () => {
  expect(errors(spec("os: linux", 'kernel.hotplug: ""'))).toEqual([]);
});

test("Talos writes no bytes for an empty value, which changes nothing", () => {
  expect(errors(spec('os: talos, osVersion: "1.13"', modprobe))).toEqual([
    [
      "6:7 cannot-be-set",
      "Talos cannot set `kernel.modprobe` to an empty value",
      "write `/nonexistent`, which has the same effect",
    ],
  ]);
});

test.each([
  'net.ipv4.tcp_congestion_control: ""',
  'net.core.default_qdisc: ""',
  'net.netfilter.nf_log.2: ""',
])("the kernel does not take %s", (setting) => {
  const [key = ""] = setting.split(":");
  expect(errors(spec("os: linux", setting))).toEqual([
    [
      `6:${key.length + 9} wrong-kind`,
      `the value of \`${key}\` is empty`,
      "write a value, or `null` to keep the kernel's default",
    ],
  ]);
});

test("spaces are not an empty value", () => {
  expect(errors(spec("os: linux", 'kernel.modprobe: "  "'))).toEqual([
    [
      "6:24 wrong-kind",
      "the value of `kernel.modprobe` starts or ends with a space",
      'write `""`',
    ],
  ]);
});

test("the kernel refuses an argument without a value", () => {
  const [found] = errors(
    spec("os: linux", 'sysctl.kernel.modprobe: ""', "kernelArgs"),
  );
  expect(found?.[0]).toBe("6:31 malformed-kernel-argument");
});

test("explain says what an empty value means", () => {
  expect(keyOf("kernel.modprobe").catalogue?.empty).toBe(
    "the kernel loads no module on demand",
  );
});

test("the files say who writes an empty value", () => {
  const files = compiled(spec("os: linux", modprobe)).files;
  const file = files.find(({ path }) => path.endsWith("99-tuning.conf"));
  expect(file?.text).toContain(`
# systemd-sysctl and procps write the empty value; busybox keeps the old one.
kernel.modprobe =
`);
  const [module] = compiled(spec("os: nixos", modprobe)).files;
  expect(module?.text).toContain('"kernel.modprobe" = "";');
});
