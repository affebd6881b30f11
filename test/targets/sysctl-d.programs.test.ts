import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { emitAll } from "../../src/targets/emit.js";
import { programTest, run } from "../support/programs.js";
import { inSandbox, loaderTest } from "../support/sandbox.js";
import { nodeOf, planOf } from "./plan.js";
import { groupOf, moduleOf, sysctlOf } from "./settings.js";

const settings = [
  sysctlOf("net.ipv4.conf.all.accept_redirects", 1n, {
    why: "ends with a backslash \\",
  }),
  sysctlOf("net.ipv4.ip_local_port_range", [1000n, 65000n]),
  sysctlOf("net.ipv6.conf.eth0/100.forwarding", 0n),
  sysctlOf("net.ipv4.ip_forward", 1n),
  sysctlOf("net.ipv4.ip_unprivileged_port_start", 0n),
  sysctlOf("net.ipv6.conf.all.forwarding", 1n),
  sysctlOf("net.ipv4.conf.eth0/100.rp_filter", 2n, { why: "; a = b" }),
  sysctlOf("net.ipv4.tcp_rmem", [4096n, 131073n, 6291457n]),
];

function filesOf(sysctls: typeof settings): readonly string[] {
  const groups = [groupOf("profile", "p", sysctls)];
  const plan = planOf([nodeOf({ os: "linux" }, { groups })]);
  return emitAll(plan, ["sysctl.d"]).map(({ text }) => text);
}

const loaders = [
  ["/usr/lib/systemd/systemd-sysctl", "FILE"],
  ["sysctl", "-p FILE"],
  ["busybox", "sysctl -p FILE"],
] as const;

/** Loads a file in a namespace with an interface `eth0.100`, and reads all settings back. */
function loaded(loader: string, text: string): readonly string[] {
  const paths = settings.map(
    ({ key }) => `/proc/sys/${key.segments.join("/")}`,
  );
  const { stdout } = inSandbox(
    `ip link add eth0.100 type veth peer name other
file=$(mktemp)
cat > "$file"
${loader.replace("FILE", '"$file"')} >&2
rm "$file"
cat ${paths.join(" ")}`,
    text,
  );
  return stdout.trimEnd().split("\n");
}

const wanted = [
  "1",
  "1000\t65000",
  "0",
  "1",
  "0",
  "1",
  "2",
  "4096\t131073\t6291457",
];

describe.each(loaders)("%s", (program, args) => {
  loaderTest(program, "applies every line", () => {
    const [text = ""] = filesOf(settings);
    expect(loaded(`${program} ${args}`, text)).toEqual(wanted);
  });

  loaderTest(program, "would not in the order of the plan", () => {
    const lines = settings.map(
      ({ key }, index) => `${key.segments.join("/")} = ${wanted[index] ?? ""}`,
    );
    const read = loaded(`${program} ${args}`, `${lines.join("\n")}\n`);
    expect(read).not.toEqual(wanted);
  });
});

programTest(
  "modprobe",
  "reads the parameters, and no comment takes a line along",
  () => {
    const folder = mkdtempSync(join(tmpdir(), "tunegen-modprobe-"));
    const file = join(folder, "90-tuning.conf");
    const module = [
      moduleOf("nf_conntrack", {
        why: ["C:\\", "options a b=c\\\\\\"],
        parameters: { hashsize: "65536", note: "b  c", path: "${x}#'" },
      }),
    ];
    const plan = planOf([nodeOf({ os: "linux" }, { module })]);
    writeFileSync(file, emitAll(plan, ["sysctl.d"]).at(-1)?.text ?? "");
    try {
      const { stdout, stderr } = run("modprobe", ["--showconfig", "-C", file]);
      expect(stderr).toBe("");
      // What the running kernel was started with follows the file's own.
      expect(stdout.match(/^options (?:nf_conntrack|a) .*$/gmu)).toEqual([
        `options nf_conntrack hashsize=65536 note="b  c" path=\${x}#'`,
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  { optional: true },
);
