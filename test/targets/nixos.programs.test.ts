import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect } from "vitest";
import type { StatedFacts } from "../../src/platform/facts.js";
import type { Plan } from "../../src/plan/types.js";
import type { Sysctl } from "../../src/settings/sysctl/index.js";
import { emitAll } from "../../src/targets/emit.js";
import { evaluateNix, evaluateNixFile, nix } from "../support/nix.js";
import { programTest, run } from "../support/programs.js";
import { inSandbox, loaderTest } from "../support/sandbox.js";
import { everyTarget, nothing, options, order } from "./cases.js";
import { everything } from "./everything.js";
import { hostile } from "./hostile.js";
import { nodeOf, planOf } from "./plan.js";
import { allowedOf, conntrackOf, groupOf, sysctlOf } from "./settings.js";
import { onlyText } from "./read.js";

const nixos: StatedFacts = { os: "nixos" };
const k3s: StatedFacts = { os: "nixos", distribution: "k3s" };

function planFor(
  sysctls: readonly Sysctl[],
  targets: Parameters<typeof planOf>[1] = {},
): Plan {
  const groups = [groupOf("profile", "p", sysctls)];
  return planOf([nodeOf(nixos, { groups })], targets);
}

/** What a module comes to. `lib` keeps the priority in sight. */
function evaluate(text: string, get = "module"): unknown {
  const lib = `{
    mkOverride = priority: content: { inherit priority content; };
    mkDefault = lib.mkOverride 1000;
    mkForce = lib.mkOverride 50;
  }`;
  return evaluateNix(
    `let lib = ${lib}; module = (${text}) { inherit lib; }; in ${get}`,
  );
}

describe("values", () => {
  programTest(nix, "a module is called without arguments", () => {
    const folder = mkdtempSync(join(tmpdir(), "tunegen-nix-"));
    const file = join(folder, "role.nix");
    writeFileSync(file, onlyText(planFor([sysctlOf("vm.a", 1n)]), "nixos"));
    const module = evaluateNixFile(file);
    rmSync(folder, { recursive: true });
    expect(module).toEqual({ boot: { kernel: { sysctl: { "vm.a": 1 } } } });
  });

  programTest(nix, "one integer is an integer", () => {
    const sysctls = [
      sysctlOf("a.integer", 16777216n),
      sysctlOf("a.negative", -1n),
      sysctlOf("a.unsigned", 2n ** 64n - 1n),
      sysctlOf("a.vector", [4096n, 131072n]),
      sysctlOf("a.text", "1"),
      sysctlOf("a.bond0/30.b", 1n),
    ];
    expect(
      evaluate(
        onlyText(planFor(sysctls), "nixos"),
        "module.boot.kernel.sysctl",
      ),
    ).toEqual({
      "a.integer": 16777216,
      "a.negative": -1,
      "a.unsigned": "18446744073709551615",
      "a.vector": "4096 131072",
      "a.text": "1",
      "a/bond0.30/b": 1,
    });
  });

  programTest(nix, "every definition has the priority", () => {
    const sysctls = [sysctlOf("vm.a", -1n), sysctlOf("vm.b", "x")];
    for (const priority of [50, 900, 1000]) {
      const plan = planFor(sysctls, { targets: { nixos: { priority } } });
      expect(
        evaluate(onlyText(plan, "nixos"), "module.boot.kernel.sysctl"),
      ).toEqual({
        "vm.a": { priority, content: -1 },
        "vm.b": { priority, content: "x" },
      });
    }
  });
});

describe("K3s", () => {
  programTest(nix, "gets the k3s target's own body", () => {
    const plan = planOf([nodeOf(k3s, everything)]);
    const { etc, triggers } = evaluate(
      onlyText(plan, "nixos"),
      `{
        etc = module.environment.etc."rancher/k3s/config.yaml.d/90-tuning.yaml".text;
        triggers = module.systemd.services.k3s.restartTriggers;
      }`,
    ) as { etc: string; triggers: readonly string[] };
    expect(etc).toMatch(/^kubelet-arg\+:\n/u);
    expect(onlyText(plan, "k3s")).toContain(`\n\n${etc}`);
    expect(triggers).toEqual([etc]);
  });

  programTest(nix, "flags survive systemd's ExecStart", () => {
    const plan = planOf(
      [
        nodeOf(k3s, {
          allowance: [allowedOf("net.*")],
          kubeProxy: [conntrackOf("min", "100%${x}$")],
        }),
      ],
      { targets: { nixos: { k3sFlags: "extraFlags" } } },
    );
    expect(
      evaluate(onlyText(plan, "nixos"), "module.services.k3s.extraFlags"),
    ).toEqual([
      "--kubelet-arg=allowed-unsafe-sysctls=net.*",
      "--kube-proxy-arg=conntrack-min=100%%$${x}$$",
    ]);
  });
});

describe("order", () => {
  const loader = "/usr/lib/systemd/systemd-sysctl";
  const groups = [
    groupOf("profile", "p", [
      sysctlOf("net.ipv4.conf.all.accept_redirects", 1n),
      sysctlOf("net.ipv4.ip_local_port_range", [1000n, 65000n]),
      sysctlOf("net.ipv4.ip_forward", 1n),
      sysctlOf("net.ipv4.ip_unprivileged_port_start", 0n),
    ]),
  ];

  loaderTest(loader, "settings survive the order in which NixOS writes", () => {
    const text = onlyText(planOf([nodeOf(nixos, { groups })]), "nixos");
    // As nixos/modules/config/sysctl.nix makes 60-nixos.conf.
    const file = evaluate(
      text,
      `with module.boot.kernel; builtins.concatStringsSep ""
        (map (name: "\${name}=\${toString sysctl.\${name}}\\n") (builtins.attrNames sysctl))`,
    );
    const { stdout, stderr } = inSandbox(
      `file=$(mktemp)
cat > "$file"
${loader} "$file" >&2
rm "$file"
cd /proc/sys/net/ipv4
cat ip_forward conf/all/accept_redirects ip_local_port_range ip_unprivileged_port_start`,
      String(file),
    );
    expect(stderr).toBe("");
    expect(stdout).toBe("1\n1\n1000\t65000\n0\n");
  });
});

programTest(
  "nixfmt",
  "leaves every file as it is",
  () => {
    const folder = mkdtempSync(join(tmpdir(), "tunegen-nix-"));
    const long = Array.from({ length: 60 }, (_, index) =>
      planFor([sysctlOf("net.ipv4.a", "x".repeat(50 + index))], {
        targets: { nixos: { priority: [50, 100, 900][index % 3] ?? 100 } },
      }),
    );
    const texts = [everyTarget(), nothing(), options(), order(), hostile()]
      .concat(long)
      .flatMap((plan) => emitAll(plan, ["nixos"]).map(({ text }) => text));
    const files = texts.map((text, index) => {
      const file = join(folder, `${index}.nix`);
      writeFileSync(file, text);
      return file;
    });
    try {
      const { status, stderr } = run("nixfmt", ["--check", ...files]);
      expect(stderr).toBe("");
      expect(status).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  { optional: true },
);
