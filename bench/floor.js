// The least that a program of Node does for the same files: it reads the YAML and writes the values (`build`), compares them
// with files of its own (`check`), or reads the files of any spec (`read`). It has no defaults, rules, places, comments or
// manifest: `node bench/floor.js build|check|read SPEC FOLDER`.
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const [command = "", spec = "", folder = ""] = process.argv.slice(2);

/** @typedef {{ readonly role: string, readonly sysctl?: Record<string, number> }} Host */
/** @type {{ roles: Record<string, Omit<Host, "role">>, hosts: Record<string, Host> }} */
const { roles, hosts } = parse(readFileSync(spec, "utf8"));
if (command === "read") {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }))
    if (statSync(join(folder, name)).isFile())
      readFileSync(join(folder, name), "utf8");
  process.exit();
}
for (const [name, { role, sysctl }] of Object.entries(hosts)) {
  const lines = Object.entries({ ...roles[role]?.sysctl, ...sysctl }).map(
    ([key, value]) =>
      `# measured on ${name}. Default: unknown.\n${key} = ${value}\n`,
  );
  emit(name, "sysctl.d/99-tuning.conf", lines.join(""));
  emit(name, "modules-load.d/90-tuning.conf", "br_netfilter\nnf_conntrack\n");
}

/**
 * @param {string} host
 * @param {string} file
 * @param {string} text
 */
function emit(host, file, text) {
  const path = join(folder, `host-${host}`, file);
  if (command === "check") {
    if (readFileSync(path, "utf8") !== text) throw new Error(path);
    return;
  }
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
}
