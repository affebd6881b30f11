import { aboutOption, smbMounts } from "../support/mounts.js";
import { defineRule } from "../rule.js";

const noTimes =
  "cifs mounts every share without access times (SB_NOATIME); only the server keeps them";
const forFstab =
  "it is an option of /etc/fstab, which a CSI driver does not use";

/** Options that cifs accepts and ignores. */
const idle: Readonly<Record<string, string>> = {
  noatime: noTimes,
  nodiratime: noTimes,
  relatime: noTimes,
  _netdev: forFstab,
  auto: forFstab,
  noauto: forFstab,
  nofail: forFstab,
  noac: "cifs logs that it does not support the option, and ignores it",
};

export const mountNoEffect = defineRule({
  name: "mount-no-effect",
  scope: "plan",
  severity: "warning",
  group: "effect",
  summary: "A mount option that cifs accepts but ignores",
  page: () => ({
    explanation:
      "`noatime` and `relatime` are on the kernel's list of options that cifs ignores. cifs mounts every share without access times anyway, so these options save no writes on the server. `_netdev` and similar options are for /etc/fstab.",
    source:
      "torvalds/linux, fs/smb/client/fs_context.c (Opt_ignore, Opt_noac) and cifsfs.c (SB_NOATIME); mount(8)",
    failing: {
      spec: `version: 1
mounts:
  media:
    persistentVolumes: [media-smb]
    list: append
    options:
      - noatime # No access-time writes
`,
      at: "7:9",
    },
    passing: {
      spec: `version: 1
mounts:
  media:
    persistentVolumes: [media-smb]
    list: append
    options:
      - actimeo=60 # Cache attributes for 60 s
`,
    },
  }),
  check: (plan) =>
    smbMounts(plan).flatMap((mount) =>
      mount.settings.mountOption.flatMap((option) => {
        const why = Object.hasOwn(idle, option.id)
          ? idle[option.id]
          : undefined;
        return why === undefined
          ? []
          : [
              {
                about: aboutOption(mount, option),
                span: option.origin.span,
                message: `\`${option.text}\` has no effect on an SMB share`,
                why,
                help: "remove it",
              },
            ];
      }),
    ),
});
