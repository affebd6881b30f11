import { aboutOption, smbMounts } from "../support/mounts.js";
import { defineRule } from "../rule.js";

const noTimes =
  "cifs mounts every share without access times (SB_NOATIME): the server alone keeps them";
const forFstab = "it is for /etc/fstab, which a CSI driver does not use";

/** Options that are taken, and change nothing. */
const idle: Readonly<Record<string, string>> = {
  noatime: noTimes,
  nodiratime: noTimes,
  relatime: noTimes,
  _netdev: forFstab,
  auto: forFstab,
  noauto: forFstab,
  nofail: forFstab,
  noac: "cifs says in the kernel's log that it does not support it, and goes on",
};

export const mountNoEffect = defineRule({
  name: "mount-no-effect",
  scope: "plan",
  severity: "warning",
  group: "effect",
  summary: "A mount option that cifs takes, and that changes nothing",
  explanation:
    "`noatime` and `relatime` are on the kernel's list of options that cifs passes over: it mounts every share without access times anyway, so that they save no writes on the server. `_netdev` and its like are for /etc/fstab.",
  source:
    "torvalds/linux, fs/smb/client/fs_context.c (Opt_ignore, Opt_noac) and cifsfs.c (SB_NOATIME); mount(8)",
  failing: {
    spec: `version: 1
mounts:
  media:
    persistentVolumes: [media-smb]
    options:
      - noatime # No writes for access times
`,
    at: "6:9",
  },
  passing: {
    spec: `version: 1
mounts:
  media:
    persistentVolumes: [media-smb]
    options:
      - actimeo=60 # Attributes for a minute
`,
  },
  check: (plan) =>
    smbMounts(plan).flatMap((mount) =>
      mount.options.flatMap((option) => {
        const why = Object.hasOwn(idle, option.name)
          ? idle[option.name]
          : undefined;
        return why === undefined
          ? []
          : [
              {
                about: aboutOption(mount, option),
                span: option.span,
                message: `\`${option.text}\` has no effect on an SMB share`,
                why,
                help: "remove it",
              },
            ];
      }),
    ),
});
