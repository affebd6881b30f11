import { aboutOption, exposesPassword, smbMounts } from "../support/mounts.js";
import { defineRule } from "../rule.js";

export const mountCredentials = defineRule({
  name: "mount-credentials",
  scope: "plan",
  severity: "error",
  group: "harm",
  summary: "A password among the mount options",
  page: () => ({
    explanation:
      "Everyone who may list PersistentVolumes or StorageClasses can read mount options, and they are committed with the generated files. The driver reads user and password from a Secret: `nodeStageSecretRef` of a volume, `csi.storage.k8s.io/node-stage-secret-name` of a class.",
    source:
      "https://github.com/kubernetes-csi/csi-driver-smb/blob/master/docs/driver-parameters.md",
    failing: {
      spec: `version: 1
mounts:
  media:
    persistentVolumes: [media-smb]
    list: append
    options:
      - password=hunter2
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
      - uid=1001 # The user of the media applications
`,
    },
  }),
  check: (plan) =>
    smbMounts(plan).flatMap((mount) =>
      mount.settings.mountOption.filter(exposesPassword).map((option) => ({
        about: aboutOption(mount, option),
        span: option.origin.span,
        // The secret is not repeated.
        message: `\`${option.id}\` exposes a password`,
        why: "it would be readable in the API, in the generated files and in their history",
        help: "move it to a Secret, name the Secret under `nodeStageSecretRef`, and change the password",
      })),
    ),
});
