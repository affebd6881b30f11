import { onceFor, onceForText } from "../../core/once-for.js";
import type { BootWrite } from "../../core/own-values.js";
import type { Platform } from "../../core/platform.js";
import { fillPath } from "../../plan/fill-path.js";
import type { NodePlan, Plan } from "../../plan/types.js";
import { outranks, rankAbove } from "../../platform/sysctl-rank.js";
import { valueText } from "../../settings/sysctl/value.js";
import { settingsById } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

const TARGET = "sysctl.d";

export const outrankedByFile = defineRule({
  name: "outranked-by-file",
  scope: "node",
  severity: "warning",
  group: "effect",
  summary: "A setting that a sysctl.d file of the system overrides",
  page: () => ({
    explanation:
      "systemd-sysctl and `sysctl --system` apply the files of sysctl.d in the order of their names, over all folders, and the last assignment of a key wins: `99-protect-links.conf` of Debian 12, `98-rpi.conf` of Raspberry Pi OS and `99-amazon.conf` of the EKS AMI override a `90-tuning.conf`. By default tunegen names its file so that it outranks those of the system; a `path` of the spec may have another name.",
    source:
      "https://www.freedesktop.org/software/systemd/man/latest/sysctl.d.html; the files of the distributions, src/platform/distro",
    failing: {
      spec: `version: 1
targets: { sysctl.d: { path: "{name}/90-storage.conf" } }
roles:
  worker:
    node: { os: linux, distro: debian-12 }
    sysctl:
      fs.protected_regular: 1 # Shared folders of the build
`,
      at: "7:7",
    },
    passing: {
      spec: `version: 1
targets: { sysctl.d: { path: "{name}/{rank}-storage.conf" } }
roles:
  worker:
    node: { os: linux, distro: debian-12 }
    sysctl:
      fs.protected_regular: 1 # Shared folders of the build
`,
    },
  }),
  check: (node, plan) => {
    const name = fileName(node, plan);
    if (name === undefined) return [];
    const { platform } = node;
    const laterWrite = laterWrites(platform)(name);
    return [...settingsById(node).values()].flatMap((sysctl) => {
      const { id, value } = sysctl;
      const write = laterWrite(id);
      if (
        write?.file === undefined ||
        value === undefined ||
        write.value === valueText(value)
      )
        return [];
      const { file, by, value: instead = "another value" } = write;
      const rank = rankAbove(platform.sysctlFiles());
      return [
        {
          about: sysctl,
          span: sysctl.origin.span,
          message: `\`${id}\` is set back to ${instead} by ${file} (${by}), which is applied after ${name}`,
          why: "the files of sysctl.d are applied in the order of their names, and the last one wins",
          help: outranks(`${rank}-tuning.conf`, file)
            ? `let the file's name begin with \`{rank}-\`, which becomes ${rank}-: \`targets: { sysctl.d: { path: ... } }\``
            : `remove the setting, or name the file so that it sorts after ${file}`,
          ...pathPlace(plan),
        },
      ];
    });
  },
});

/** Finds the last write of a key that comes after our file of some name. Nearly all nodes have the same few names and keys. */
const laterWrites = onceFor((platform: Platform) =>
  onceForText((name) => {
    const rank = rankAbove(platform.sysctlFiles());
    return onceForText((id) =>
      platform
        .bootWrites(id)
        .findLast((each) => isLater(each, name, rank, platform.distroLabel)),
    );
  }),
);

/** The name of the node's file in sysctl.d; undefined where it has none. */
function fileName(node: NodePlan, { targets }: Plan): string | undefined {
  const settings = targets.get(TARGET);
  const template = settings?.paths.get("path")?.template;
  if (
    node.platform.settingsForm !== "etc" ||
    settings?.off !== undefined ||
    template === undefined
  )
    return undefined;
  return fillPath(template.slice(template.lastIndexOf("/") + 1), node);
}

/**
 * Whether a file of the system is applied after ours. If the spec does not name the system, only those count that the
 * name tunegen gives by default would outrank: the node may well not have the others.
 */
function isLater(
  { file }: BootWrite,
  name: string,
  rank: string,
  distro: string | undefined,
): boolean {
  return (
    file !== undefined &&
    outranks(file, name) &&
    (distro !== undefined || outranks(`${rank}-tuning.conf`, file))
  );
}

function pathPlace({ targets }: Plan) {
  const span = targets.get(TARGET)?.paths.get("path")?.span;
  return span === undefined
    ? {}
    : { related: [{ message: "the name of the file", span }] };
}
