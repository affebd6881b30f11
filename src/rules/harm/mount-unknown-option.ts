import type { MountOption } from "../../plan/mounts.js";
import { cifsChoices, cifsOptions } from "../../platform/cifs.js";
import { didYouMean, nearest } from "../../core/nearest.js";
import { aboutOption, smbMounts } from "../support/mounts.js";
import { defineRule, type Report } from "../rule.js";

export const mountUnknownOption = defineRule({
  name: "mount-unknown-option",
  scope: "plan",
  severity: "warning",
  group: "harm",
  summary: "A mount option that cifs does not know, or with a value it refuses",
  explanation:
    "An option that the kernel's cifs does not know makes the mount fail, and with it the start of every pod that uses the volume: `FailedMount`, with nothing but `Invalid argument`, and the option's name only in the node's kernel log. The list is that of Linux 6.8 and of what later releases added.",
  source:
    "torvalds/linux, fs/smb/client/fs_context.c, smb3_fs_parameters; mount.cifs(8)",
  failing: {
    spec: `version: 1
mounts:
  media:
    persistentVolumes: [media-smb]
    options:
      - actime=60
`,
    at: "6:9",
  },
  passing: {
    spec: `version: 1
mounts:
  media:
    persistentVolumes: [media-smb]
    options:
      - vers=3.1.1 # The newest
      - noserverino # Inode numbers of the client's own
`,
  },
  check: (plan) =>
    smbMounts(plan).flatMap((mount) =>
      mount.options.flatMap((option) => {
        const fault = faultOf(option);
        return fault === undefined
          ? []
          : [
              {
                about: aboutOption(mount, option),
                span: option.span,
                why: "the mount fails, and no pod that uses the volume starts",
                ...fault,
              },
            ];
      }),
    ),
});

function faultOf({
  name,
  value,
  text,
}: MountOption): Pick<Report, "message" | "help"> | undefined {
  // Comments of mount(8), which the kernel never sees.
  if (/^[xX]-/u.test(name)) return undefined;
  const form = cifsOptions().get(name);
  if (form === undefined) {
    const near = nearest(name, cifsOptions().keys());
    return {
      message: `cifs has no mount option \`${name}\``,
      help:
        near === undefined
          ? "mount.cifs(8) lists them; accept it if a newer kernel has it"
          : `did you mean \`${near}\`?`,
    };
  }
  if (form === "flag")
    return value === undefined
      ? undefined
      : {
          message: `\`${name}\` takes no value, and \`${text}\` gives it one`,
          help: `write ${name}, or no${name.replace(/^no/u, "")} for the opposite`,
        };
  if (value === undefined || value === "")
    return {
      message: `\`${name}\` needs a value`,
      help: `write ${name}=${form === "number" ? "60" : "…"}`,
    };
  // Modes and users may be octal or hexadecimal, as strtoul(3) reads them; mount.cifs looks names of users up.
  if (form === "number" && !/^(?:0[xX][0-9a-fA-F]+|[0-9]+)$/u.test(value))
    return isUser(name)
      ? undefined
      : { message: `\`${text}\` is no number`, help: `write ${name}=60` };
  const choices = Object.hasOwn(cifsChoices, name)
    ? cifsChoices[name]
    : undefined;
  return choices === undefined || choices.includes(value)
    ? undefined
    : {
        message: `\`${name}\` does not know \`${value}\``,
        help: didYouMean(value, choices),
      };
}

/** mount.cifs(8) takes names for these, and looks them up. */
function isUser(name: string): boolean {
  return /^(?:uid|gid|cruid|backupuid|backupgid)$/u.test(name);
}
