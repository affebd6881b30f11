import type { Reporter } from "../core/report.js";
import type { Owner, Reference } from "../core/written.js";
import type { Mount } from "./model.js";
import { readReferences } from "./read-layer.js";
import { readSettings } from "./read-settings.js";
import { readReasons } from "../core/reasons.js";
import type { Entry, Tree } from "../core/tree.js";

/** The driver of SMB shares, of kubernetes-csi/csi-driver-smb. */
export const SMB_DRIVER = "smb.csi.k8s.io";

/** Reads the section `mounts`. `tree` has passed the schema. */
export function readMounts(
  section: Tree | undefined,
  reporter: Reporter,
): readonly Mount[] {
  const mounts = [...(section?.entries ?? [])].map(([name, entry]) =>
    readMount(name, entry, reporter),
  );
  reportClaimedTwice(mounts, reporter);
  return mounts;
}

function readMount(
  name: string,
  { key, value, comment }: Entry,
  reporter: Reporter,
): Mount {
  const { entries } = value;
  const owner: Owner = { kind: "mount", name };
  const reasons = readReasons(value, reporter);
  const driver = entries?.get("driver")?.value.data;
  const writers = entries?.get("writers")?.value.data;
  const mount: Mount = {
    ...reasons,
    why: reasons.why ?? comment,
    owner,
    name,
    span: key,
    driver: typeof driver === "string" ? driver : SMB_DRIVER,
    settings: readSettings(["mountOption"], owner, value, reporter),
    persistentVolumes: readObjects(
      entries?.get("persistentVolumes")?.value,
      reporter,
    ),
    storageClasses: readObjects(
      entries?.get("storageClasses")?.value,
      reporter,
    ),
    writers: writers === "one" || writers === "several" ? writers : undefined,
  };
  const objects = ["persistentVolumes", "storageClasses"].flatMap(
    (field) => entries?.get(field)?.value.items ?? [],
  );
  if (objects.length === 0) {
    reporter.error(
      "mount-without-objects",
      key,
      `\`${name}\` names no volumes`,
      {
        why: "mount options belong to a PersistentVolume or a StorageClass",
        help: "add `persistentVolumes: [name]` or `storageClasses: [name]`",
      },
    );
  }
  return mount;
}

/** A DNS subdomain according to RFC 1123. Source: Kubernetes, "Object Names and IDs". */
const objectName =
  /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/u;

function readObjects(
  list: Tree | undefined,
  reporter: Reporter,
): readonly Reference[] {
  const seen = new Map<string, Reference>();
  return readReferences(list).filter((reference) => {
    const { name, span } = reference;
    if (name.length > 253 || !objectName.test(name)) {
      reporter.error(
        "malformed-name",
        span,
        `${name === "" ? "an empty text" : `\`${name}\``} cannot name an object of Kubernetes`,
        {
          help: "use at most 253 lower-case letters, digits, dashes and dots, with a letter or digit at both ends of each part",
        },
      );
      return false;
    }
    const first = seen.get(name);
    if (first !== undefined) {
      reporter.error("named-twice", span, `\`${name}\` is named twice`, {
        help: "remove one of them",
        related: [{ message: "first named here", span: first.span }],
      });
      return false;
    }
    seen.set(name, reference);
    return true;
  });
}

/** Each mount replaces the options of its volumes, so the options of one of two mounts would be lost. */
function reportClaimedTwice(
  mounts: readonly Mount[],
  reporter: Reporter,
): void {
  for (const field of ["persistentVolumes", "storageClasses"] as const) {
    const first = new Map<string, { mount: Mount; at: Reference }>();
    for (const mount of mounts) {
      for (const at of mount[field]) {
        const before = first.get(at.name);
        if (before === undefined) first.set(at.name, { mount, at });
        else
          reporter.error(
            "conflict",
            at.span,
            `\`${mount.name}\` and \`${before.mount.name}\` both set the mount options of \`${at.name}\``,
            {
              why: "each one is the whole list, and would replace the other",
              help: "name the volume in one of them only, with all of its options",
              related: [{ message: "the other", span: before.at.span }],
            },
          );
      }
    }
  }
}
