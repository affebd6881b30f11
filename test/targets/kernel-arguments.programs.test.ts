import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  hasProgram,
  programTest,
  requirePrograms,
  run,
} from "../support/programs.js";
import { compiled } from "../support/compile.js";
import { inTemporaryFolder } from "../support/temporary.js";

/** The script of a role, with these arguments. */
function scriptOf(distro: string, ...args: readonly string[]): string {
  const { files } = compiled(`version: 1
roles:
  node:
    why: a test
    node: { os: linux, distro: ${distro} }
    kernelArgs:
${args.map((line) => `      ${line}\n`).join("")}`);
  const script = files.find(({ path }) =>
    path.endsWith("/tunegen-kernel-arguments"),
  );
  return script?.text ?? "";
}

const LINE = "/boot/firmware/cmdline.txt";
const STATE = "/var/lib/tunegen/kernel-arguments";

const shells = { dash: ["dash"], busybox: ["busybox", "sh"], bash: ["bash"] };

/** Runs a script in a folder that stands for the root, with programs of its own before those of the PATH. */
function ran(
  root: string,
  [shell = "sh", ...args]: readonly string[],
  script: string,
  ...options: readonly string[]
) {
  const file = join(root, "script");
  writeFileSync(file, script);
  const { status, stderr } = spawnSync(shell, [...args, file, ...options], {
    encoding: "utf8",
    env: {
      ...process.env,
      TUNEGEN_ROOT: root,
      PATH: `${join(root, "bin")}:${process.env["PATH"] ?? ""}`,
    },
  });
  return { status, stderr };
}

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** A program that notes how it was called. */
function fake(root: string, name: string, body = ""): void {
  write(
    root,
    `bin/${name}`,
    `#!/bin/sh\nprintf '%s\\n' "$*" >>"$TUNEGEN_ROOT/calls"\n${body}`,
  );
  chmodSync(join(root, "bin", name), 0o755);
}

const read = (root: string, path: string): string =>
  readFileSync(join(root, path), "utf8");

const calls = (root: string): string =>
  existsSync(join(root, "calls")) ? read(root, "calls") : "";

describe.each(["rocky-9", "raspberry-pi-os-13", "proxmox-9"])(
  "%s",
  (distro) => {
    const script = scriptOf(
      distro,
      "quiet: true",
      'console: [tty0, "ttyS0,115200"]',
      "a: ~b",
    );

    programTest("shellcheck", "finds nothing", () => {
      const { stdout } = run(
        "shellcheck",
        ["--shell=sh", "--severity=style", "-"],
        script,
      );
      expect(stdout).toBe("");
      expect(script).toContain("add 'console=tty0' 'console=ttyS0,115200'\n");
    });
  },
);

describe.each(Object.entries(shells))("%s", (program, shell) => {
  const skip = !requirePrograms && !hasProgram(program);
  const first = scriptOf(
    "raspberry-pi-os-13",
    "mitigations: auto",
    "quiet: true",
  );
  const second = scriptOf("raspberry-pi-os-13", "quiet: true", "a: ~b");
  const base = "console=serial0,115200 root=PARTUUID=1-02 rootwait";

  test.skipIf(skip)(
    "the line gets the arguments once, and loses those of before",
    () => {
      inTemporaryFolder((root) => {
        write(root, LINE, `${base}\n`);
        expect(ran(root, shell, first)).toEqual({ status: 0, stderr: "" });
        expect(read(root, LINE)).toBe(`${base} mitigations=auto quiet\n`);
        expect(ran(root, shell, first).status).toBe(0);
        expect(read(root, LINE)).toBe(`${base} mitigations=auto quiet\n`);
        expect(ran(root, shell, second).status).toBe(0);
        expect(read(root, LINE)).toBe(`${base} quiet a=~b\n`);
        expect(read(root, STATE)).toBe("quiet a=~b\n");
        expect(ran(root, shell, second, "--remove").status).toBe(0);
        expect(read(root, LINE)).toBe(`${base}\n`);
      });
    },
  );

  test.skipIf(skip)(
    "what others wrote stays, also in between and without a line end",
    () => {
      inTemporaryFolder((root) => {
        write(root, LINE, 'quiet  dyndbg="file a +p" x=*');
        expect(ran(root, shell, first).status).toBe(0);
        const line = 'quiet  dyndbg="file a +p" x=* mitigations=auto quiet';
        expect(read(root, LINE)).toBe(`${line}\n`);
        write(root, LINE, `${line} cgroup_enable=memory\n`);
        expect(ran(root, shell, second).status).toBe(0);
        expect(read(root, LINE)).toBe(
          'quiet  dyndbg="file a +p" x=* cgroup_enable=memory quiet a=~b\n',
        );
      });
    },
  );

  test.skipIf(skip).each([
    ["", "a\nb\n"],
    ["", ""],
  ])("a file that is not one line is not touched", (_, text) => {
    inTemporaryFolder((root) => {
      write(root, LINE, text);
      const { status, stderr } = ran(root, shell, first);
      expect(status).toBe(1);
      expect(stderr).toContain("is not a single line");
      expect(read(root, LINE)).toBe(text);
    });
  });

  test.skipIf(skip)(
    "Proxmox passes the line on; without it the node boots with GRUB",
    () => {
      inTemporaryFolder((root) => {
        const script = scriptOf("proxmox-9", "quiet: true");
        fake(root, "proxmox-boot-tool");
        const { status, stderr } = ran(root, shell, script);
        expect(status).toBe(1);
        expect(stderr).toContain("does not exist");
        expect(calls(root)).toBe("");
        write(
          root,
          "/etc/kernel/cmdline",
          "root=ZFS=rpool/ROOT/pve-1 boot=zfs\n",
        );
        expect(ran(root, shell, script).status).toBe(0);
        expect(read(root, "/etc/kernel/cmdline")).toBe(
          "root=ZFS=rpool/ROOT/pve-1 boot=zfs quiet\n",
        );
        expect(calls(root)).toBe("refresh\n");
      });
    },
  );

  test.skipIf(skip)("grubby is told what goes and what comes", () => {
    inTemporaryFolder((root) => {
      const info = (words: string) =>
        `[ "$1" != --info=DEFAULT ] || printf 'index=0\\nargs="ro ${words}"\\n'\n`;
      fake(root, "grubby", info("quiet console=tty0 console=ttyS0"));
      const one = scriptOf("rocky-9", "quiet: true", "console: [tty0, ttyS0]");
      expect(ran(root, shell, one)).toEqual({ status: 0, stderr: "" });
      fake(root, "grubby", info("console=ttyS0"));
      const { status, stderr } = ran(
        root,
        shell,
        scriptOf("rocky-9", "console: [tty0, ttyS0]"),
      );
      expect(status).toBe(1);
      expect(stderr).toContain("did not add console=tty0");
      expect(calls(root))
        .toBe(`--update-kernel=ALL --args=quiet console=tty0 console=ttyS0
--info=DEFAULT
--update-kernel=ALL --remove-args=quiet console=tty0 console=ttyS0
--update-kernel=ALL --args=console=tty0 console=ttyS0
--info=DEFAULT
`);
    });
  });
});
