import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { emitAll } from "../../src/targets/emit.js";
import { planOf } from "../support/compile.js";
import { evaluateNix, nix } from "../support/nix.js";
import { programTest, run } from "../support/programs.js";

const spec = `version: 1
profiles:
  files:
    limits:
      nofile: { soft: 512, hard: 1024 } # "Quotes" and \\
      memlock: 64KiB # Small
      cpu: unlimited # All day
      services: [tuned, other@.service]
roles:
  debian:
    node: { os: linux }
    profiles: [files]
    sysfs:
      a/b: "50% \\\\x41 c" # Specifiers and escapes
      a.c/d.e: 1 # A dot inside a name
    kernelArgs: { quiet: true, a: [1, "2,3"] }
  nixos:
    node: { os: nixos }
    profiles: [files]
    sysfs: { a/b: "50% \${x}" } # Antiquotation
    kernelArgs: { quiet: true, a: [1, "2,3"] }
`;

const files = emitAll(planOf(spec));

function textAt(path: string): string {
  const file = files.find((each) => each.path === `out/${path}`);
  if (file === undefined) throw new Error(`no ${path}`);
  return file.text;
}

describe("the files of a Linux", () => {
  const folder = mkdtempSync(join(tmpdir(), "tunegen-system-"));
  const etc = join(folder, "etc");
  beforeAll(() => {
    for (const { target, path, text } of files) {
      if (target !== "system") continue;
      const file = join(etc, path.replace("out/system/role-debian/", ""));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  programTest("systemd-analyze", "takes every drop-in without a word", () => {
    const units = join(folder, "units");
    cpSync(join(etc, "systemd/system"), units, { recursive: true });
    expect(readdirSync(units).sort()).toEqual([
      "other@.service.d",
      "tuned.service.d",
    ]);
    const unit = join(units, "tuned.service");
    writeFileSync(unit, "[Service]\nExecStart=/bin/true\n");
    const { status, stderr } = run("systemd-analyze", ["verify", unit]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  programTest("systemd-tmpfiles", "writes exactly the values", () => {
    const root = join(folder, "root");
    for (const file of ["a/b", "a/c.d/e"]) {
      mkdirSync(dirname(join(root, "sys", file)), { recursive: true });
      writeFileSync(join(root, "sys", file), "");
    }
    const { status, stderr } = run("systemd-tmpfiles", [
      "--create",
      `--root=${root}`,
      join(etc, "tmpfiles.d/90-tuning.conf"),
    ]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(readFileSync(join(root, "sys/a/b"), "utf8")).toBe("50% \\x41 c");
    expect(readFileSync(join(root, "sys/a/c.d/e"), "utf8")).toBe("1");
  });

  programTest("runuser", "pam_limits gives everybody the limits", () => {
    const script = `mount --bind "$1" /etc/security/limits.d
for user in nobody root; do
  runuser "$user" -s /bin/bash -c 'ulimit -Sn; ulimit -Hn; ulimit -Hl; ulimit -Ht'
done`;
    const { status, stdout, stderr } = run("unshare", [
      ...["--mount", "--propagation", "private", "sh", "-c", script, "sh"],
      join(etc, "security/limits.d"),
    ]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const each = "512\n1024\n64\nunlimited\n";
    expect(stdout).toBe(each + each);
  });

  programTest(
    "sh",
    "GRUB's settings are a shell script that adds the words",
    () => {
      const { stdout, stderr } = run("sh", [
        ...["-c", '. "$1"; printf "%s" "$GRUB_CMDLINE_LINUX"', "sh"],
        join(etc, "default/grub.d/90-tuning.cfg"),
      ]);
      expect(stderr).toBe("");
      expect(stdout).toBe(" quiet a=1 a=2,3");
    },
  );
});

programTest(nix, "NixOS is given the same", () => {
  const lib = "{ mkForce = content: { force = content; }; }";
  const module = evaluateNix(
    `(${textAt("nixos/role-nixos.nix")}) { lib = ${lib}; }`,
  );
  const limit = (
    domain: string,
    type: string,
    item: string,
    value: string,
  ) => ({
    ...{ domain, type, item, value },
  });
  const service = {
    serviceConfig: {
      LimitCPU: { force: "infinity" },
      LimitMEMLOCK: { force: "64K" },
      LimitNOFILE: { force: "512:1024" },
    },
  };
  expect(module).toMatchObject({
    boot: { kernelParams: ["quiet", "a=1", "a=2,3"] },
    security: {
      pam: {
        loginLimits: [
          limit("*", "-", "cpu", "unlimited"),
          limit("root", "-", "cpu", "unlimited"),
          limit("*", "-", "memlock", "64"),
          limit("root", "-", "memlock", "64"),
          limit("*", "soft", "nofile", "512"),
          limit("*", "hard", "nofile", "1024"),
          limit("root", "soft", "nofile", "512"),
          limit("root", "hard", "nofile", "1024"),
        ],
      },
    },
    systemd: {
      services: { tuned: service, "other@": service },
      tmpfiles: { rules: ["w /sys/a/b - - - - 50%% ${x}"] },
    },
  });
});
