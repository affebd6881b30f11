// @ts-check
import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/** The modules with sysctls that nodes of Kubernetes load. */
const MODULES =
  "nf_conntrack bridge br_netfilter ip_vs overlay nf_log_syslog tcp_bbr sch_fq sunrpc lockd nfs xfs sctp tipc rxrpc rds".split(
    " ",
  );

/** The programs that a measurement needs, and the Debian packages that have them. */
const PROGRAMS = {
  "qemu-system-x86_64": "qemu-system-x86",
  busybox: "busybox-static",
  cpio: "cpio",
};

/**
 * Boots a kernel in QEMU, without acceleration and with 4 GiB and 2 CPUs as in the catalogue, and returns what init.sh prints.
 *
 * @param {string} image
 * @param {string | undefined} modules a folder with `lib/modules/RELEASE`, after depmod
 * @returns {string}
 */
export function bootAndDump(image, modules) {
  requirePrograms(modules !== undefined);
  const folder = mkdtempSync(join(tmpdir(), "tunegen-harvest-"));
  try {
    const initramfs = pack(folder, modules);
    const { stdout, stderr, error } = spawnSync(
      "qemu-system-x86_64",
      [
        ...["-accel", "tcg,thread=multi", "-machine", "pc", "-cpu", "max"],
        ...["-m", "4096", "-smp", "2", "-nodefaults", "-display", "none"],
        ...["-no-reboot", "-serial", "stdio"],
        ...["-kernel", image, "-initrd", initramfs],
        ...["-append", "console=ttyS0 quiet loglevel=1"],
      ],
      {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
        timeout: 300_000,
        maxBuffer: 1 << 26,
      },
    );
    const said = stdout.replaceAll("\r", "");
    if (error !== undefined || !said.includes("@@done\n"))
      throw new Error(
        `the measurement did not end: ${error?.message ?? ""}\n${said.slice(-2000)}${stderr}`,
      );
    return said;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {boolean} withModules */
function requirePrograms(withModules) {
  const needed = { ...PROGRAMS, ...(withModules && { modprobe: "kmod" }) };
  const missing = Object.entries(needed).filter(
    ([program]) => pathOf(program) === undefined,
  );
  if (missing.length > 0)
    throw new Error(
      `missing programs: ${missing.map(([program, debian]) => `${program} (Debian package ${debian})`).join(", ")}`,
    );
}

/**
 * @param {string} program
 * @returns {string | undefined}
 */
function pathOf(program) {
  const { stdout } = spawnSync("sh", ["-c", `command -v ${program}`], {
    encoding: "utf8",
    env: { PATH: `${process.env["PATH"] ?? ""}:/usr/sbin:/sbin` },
  });
  return stdout.trim() || undefined;
}

/**
 * @param {string} folder
 * @param {string | undefined} modules
 * @returns {string}
 */
function pack(folder, modules) {
  const tree = join(folder, "tree");
  for (const name of ["bin", "dev", "proc", "sys", "tmp", "modules"])
    mkdirSync(join(tree, name), { recursive: true });
  copyFileSync(pathOf("busybox") ?? "", join(tree, "bin/busybox"));
  copyFileSync(join(import.meta.dirname, "init.sh"), join(tree, "init"));
  chmodSync(join(tree, "init"), 0o755);
  const files = modules === undefined ? [] : moduleFiles(modules);
  const names = files.map((file) => {
    const name = basename(file).replace(/\.ko.*$/u, ".ko");
    writeFileSync(join(tree, "modules", name), unpacked(file));
    return name;
  });
  writeFileSync(
    join(tree, "modules/list"),
    names.map((name) => `${name}\n`).join(""),
  );
  const initramfs = join(folder, "initramfs");
  execFileSync("sh", [
    "-c",
    'cd "$1" && find . | cpio --quiet -o -H newc >"$2"',
    ...["sh", tree, initramfs],
  ]);
  return initramfs;
}

/**
 * Lists the files of the modules, each after those that it needs. A module that the kernel does not have is left out.
 *
 * @param {string} folder
 * @returns {readonly string[]}
 */
function moduleFiles(folder) {
  const [release = ""] = readdirSync(join(folder, "lib/modules"));
  const files = MODULES.flatMap((name) => {
    const { stdout } = spawnSync(
      pathOf("modprobe") ?? "",
      ["-d", folder, "-S", release, "--show-depends", name],
      { encoding: "utf8" },
    );
    return [...stdout.matchAll(/^insmod (\S+)/gmu)].map(
      ([, path = ""]) => path,
    );
  });
  return [...new Set(files)];
}

/**
 * @param {string} file
 * @returns {Buffer}
 */
function unpacked(file) {
  const options = { maxBuffer: 1 << 28 };
  if (file.endsWith(".xz")) return execFileSync("xz", ["-dc", file], options);
  if (file.endsWith(".gz")) return execFileSync("gzip", ["-dc", file], options);
  if (file.endsWith(".zst"))
    return execFileSync("zstd", ["-dc", file], options);
  return readFileSync(file);
}
