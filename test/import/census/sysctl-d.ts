import type { Random } from "./random.js";
import { type Meant, someSettings, someWords } from "./settings.js";
import type { Sample } from "./sample.js";

/** Writes a file for /etc/sysctl.d as people write it. */
export function sysctlDSample(random: Random): Sample {
  const meant = someSettings(random, 20);
  const lines: string[] = [];
  if (random.chance(40))
    lines.push(
      `# ${random.pick(["Managed by Ansible", "/etc/sysctl.d/99-k8s.conf", "Tuning for the cluster"])}`,
      "",
    );
  let commentedOut = 0;
  for (const setting of meant) {
    if (random.chance(15)) lines.push("");
    if (random.chance(25))
      lines.push(
        `${random.pick(["#", "# ", ";", "##", "; "])}${someWords(random)}`,
      );
    if (random.chance(10))
      lines.push("# ----------------------------------------");
    if (random.chance(10)) {
      commentedOut += 1;
      lines.push(
        `${random.pick(["#", "# "])}net.ipv4.tcp_sack${random.pick(["=", " = "])}${random.number(2)}`,
      );
    }
    if (random.chance(8)) lines.push(line(random, { ...setting, value: "7" }));
    lines.push(line(random, setting));
  }
  const text = lines.join(random.chance(15) ? "\r\n" : "\n");
  return {
    name: "90-tuning.conf",
    text: random.chance(20) ? text : `${text}\n`,
    meant,
    commentedOut,
  };
}

function line(random: Random, { key, value }: Meant): string {
  const name = random.chance(12) ? key.replaceAll(".", "/") : key;
  const equals = random.pick(["=", " = ", " =", "= ", "\t=\t", "   =   "]);
  const fields = value.replaceAll(" ", random.pick([" ", "  ", "\t"]));
  const isNumber = /^-?[0-9 ]+$/u.test(value);
  const end =
    isNumber && random.chance(10)
      ? ` # ${someWords(random)}`
      : random.pick(["", "", "", " ", "\t"]);
  return `${random.pick(["", "", "", "", " ", "\t"])}${name}${equals}${fields}${end}`;
}
