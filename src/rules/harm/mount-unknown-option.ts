import type { MountOption } from "../../settings/mount-option.js";
import { cifsChoices, cifsOptions } from "../../platform/component/cifs.js";
import { didYouMean, nearest } from "../../core/nearest.js";
import { aboutOption, smbMounts } from "../support/mounts.js";
import { defineRule, type Report } from "../rule.js";

export const mountUnknownOption = defineRule({
  name: "mount-unknown-option",
  scope: "plan",
  severity: "warning",
  group: "harm",
  summary: "A mount option that cifs does not know, or whose value it refuses",
  page: () => ({
    explanation:
      "An option that the kernel's cifs does not know makes the mount fail, and with it the start of every pod that uses the volume. The event is `FailedMount` with the text `Invalid argument`; only the node's kernel log names the option. tunegen knows the options of Linux 6.8 and those that later releases added.",
    source:
      "torvalds/linux, fs/smb/client/fs_context.c, smb3_fs_parameters; mount.cifs(8)",
    failing: {
      spec: `version: 1
mounts:
  media:
    persistentVolumes: [media-smb]
    list: append
    options:
      - actime=60
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
      - vers=3.1.1 # The newest
      - noserverino # Inode numbers from the client
`,
    },
  }),
  check: (plan) =>
    smbMounts(plan).flatMap((mount) =>
      mount.settings.mountOption.flatMap((option) => {
        const problem = problemWith(option);
        return problem === undefined
          ? []
          : [
              {
                about: aboutOption(mount, option),
                span: option.origin.span,
                why: "the mount fails, and no pod that uses the volume starts",
                ...problem,
              },
            ];
      }),
    ),
});

function problemWith({
  id: name,
  value,
  text,
}: MountOption): Pick<Report, "message" | "help"> | undefined {
  // mount(8) treats these as comments and does not pass them to the kernel.
  if (/^[xX]-/u.test(name)) return undefined;
  const form = cifsOptions().get(name);
  if (form === undefined) {
    const near = nearest(name, cifsOptions().keys());
    return {
      message: `unknown cifs mount option \`${name}\``,
      help:
        near === undefined
          ? "write an option of mount.cifs(8), or accept this finding if a newer kernel has the option"
          : `did you mean \`${near}\`?`,
    };
  }
  if (form === "flag")
    return value === true
      ? undefined
      : {
          message: `\`${name}\` accepts no value, but is written as \`${text}\``,
          help: `write \`${name}\`, or \`no${name.replace(/^no/u, "")}\` for the opposite`,
        };
  if (value === true || value === "")
    return {
      message: `\`${name}\` requires a value`,
      help: `write \`${name}=${form === "number" ? "60" : "…"}\``,
    };
  // Modes and users may be octal or hexadecimal, as strtoul(3) reads them; mount.cifs resolves user names.
  if (form === "number" && !/^(?:0[xX][0-9a-fA-F]+|[0-9]+)$/u.test(value))
    return isUser(name)
      ? undefined
      : {
          message: `\`${text}\` is not a number`,
          help: `write a number, such as \`${name}=60\``,
        };
  const choices = Object.hasOwn(cifsChoices, name)
    ? cifsChoices[name]
    : undefined;
  return choices === undefined || choices.includes(value)
    ? undefined
    : {
        message: `invalid value \`${value}\` of \`${name}\``,
        help: didYouMean(value, choices),
      };
}

/** Whether mount.cifs(8) accepts a user or group name for the option. */
function isUser(name: string): boolean {
  return /^(?:uid|gid|cruid|backupuid|backupgid)$/u.test(name);
}
