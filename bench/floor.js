// The least that a program of Node does for the same files: it reads the YAML and writes the values, without defaults, rules,
// places, comments, a comparison with the disk or a manifest: `node bench/floor.js SPEC FOLDER`.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const [spec = "", folder = ""] = process.argv.slice(2);

/** @type {{ hosts: Record<string, { sysctl: Record<string, number> }> }} */
const { hosts } = parse(readFileSync(spec, "utf8"));
for (const [name, { sysctl }] of Object.entries(hosts)) {
  const lines = Object.entries(sysctl).map(([key, value]) => {
    const why = `# measured on ${name}. Default: unknown.`;
    return `${why}\n${key} = ${value}\n`;
  });
  write(name, "sysctl.d/99-tuning.conf", lines.join(""));
  write(name, "modules-load.d/90-tuning.conf", "br_netfilter\nnf_conntrack\n");
}

/**
 * @param {string} host
 * @param {string} file
 * @param {string} text
 */
function write(host, file, text) {
  const path = join(folder, `host-${host}`, file);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
}
