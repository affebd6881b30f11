import { expect } from "vitest";
import type { MountList } from "../../src/language/model.js";
import { emitAll } from "../../src/targets/emit.js";
import { planOf } from "../support/compile.js";
import { programTest } from "../support/programs.js";
import { built, kustomize, program } from "./kustomize.js";

/** Two mounts, all of whose objects have the same kind of list. */
function spec(list: MountList): string {
  return `version: 1
mounts:
  media:
    persistentVolumes: [media-smb, other.smb]
    list: ${list}
    options:
      - cache=loose # Colons: and "quotes"
      - value: actimeo=60
        why: |
          Several
          lines
      - noserverino
  classes:
    storageClasses: [smb]
    list: ${list}
    options: ["yes", "1=2", "a=#b", "domain='x'"]
`;
}

const own = ["vers=3.0", "uid=1001"];
const added = ["cache=loose", "actimeo=60", "noserverino"];
const addedToClass = ["yes", "1=2", "a=#b", "domain='x'"];

const csi = { driver: "smb.csi.k8s.io", volumeHandle: "nas/media" };

type Options = readonly string[] | undefined;

function volume(name: string, mountOptions: Options): object {
  return {
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: { name },
    spec: {
      accessModes: ["ReadWriteMany"],
      capacity: { storage: "1Ti" },
      csi,
      ...(mountOptions && { mountOptions }),
    },
  };
}

function storageClass(mountOptions: Options): object {
  return {
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    metadata: { name: "smb" },
    ...(mountOptions && { mountOptions }),
    provisioner: "smb.csi.k8s.io",
    reclaimPolicy: "Retain",
  };
}

/** A cluster's own folder, which builds objects and takes components. */
function cluster(
  list: MountList,
  objects: readonly object[],
  component: string,
): Record<string, string> {
  return {
    ...Object.fromEntries(
      emitAll(planOf(spec(list)), ["mounts"]).map(({ path, text }) => [
        path,
        text,
      ]),
    ),
    ...Object.fromEntries(
      objects.map((object, index) => [
        `cluster/${index}.yaml`,
        JSON.stringify(object),
      ]),
    ),
    "cluster/kustomization.yaml": JSON.stringify({
      apiVersion: "kustomize.config.k8s.io/v1beta1",
      kind: "Kustomization",
      resources: objects.map((_, index) => `${index}.yaml`),
      components: [`../out/mounts/${component}`],
    }),
  };
}

/** What the objects have before and after, and what Kustomize says where they have something else. */
const lists: readonly (readonly [
  MountList,
  { before: Options; after: Options; afterOfClass: Options },
  { other: Options; says: string | undefined },
])[] = [
  [
    "append",
    {
      before: own,
      after: [...own, ...added],
      afterOfClass: [...own, ...addedToClass],
    },
    { other: undefined, says: "/spec/mountOptions/-" },
  ],
  [
    "new",
    { before: undefined, after: added, afterOfClass: addedToClass },
    { other: own, says: "/spec/mountOptions failed" },
  ],
  [
    "new",
    { before: undefined, after: added, afterOfClass: addedToClass },
    { other: [], says: "/spec/mountOptions failed" },
  ],
  [
    "replace",
    { before: own, after: added, afterOfClass: addedToClass },
    { other: undefined, says: undefined },
  ],
];

for (const [list, { before, after, afterOfClass }, { other, says }] of lists) {
  programTest(program, `${list}: all volumes and classes`, () => {
    const objects = [
      volume("media-smb", before),
      volume("other.smb", before),
      storageClass(before),
    ];
    const result = built(cluster(list, objects, ""), "cluster");
    expect(result).toHaveLength(3);
    expect(result).toEqual(
      expect.arrayContaining([
        volume("media-smb", after),
        volume("other.smb", after),
        storageClass(afterOfClass),
      ]),
    );
  });

  programTest(program, `${list}: the volume has ${String(other)}`, () => {
    const { status, stderr } = kustomize(
      cluster(list, [volume("media-smb", other)], "persistentvolume-media-smb"),
      "cluster",
    );
    if (says === undefined) expect([status, stderr]).toEqual([0, ""]);
    else {
      expect(status).not.toBe(0);
      expect(stderr).toContain(says);
    }
  });

  programTest(program, `${list}: only one's own volume`, () => {
    const files = cluster(
      list,
      [volume("other.smb", before), volume("otherxsmb", before)],
      "persistentvolume-other.smb",
    );
    expect(built(files, "cluster")).toEqual([
      volume("other.smb", after),
      volume("otherxsmb", before),
    ]);
  });

  programTest(program, `${list}: an error without the volume`, () => {
    const { status, stderr } = kustomize(
      cluster(list, [volume("renamed", before)], "persistentvolume-media-smb"),
      "cluster",
    );
    expect(status).not.toBe(0);
    expect(stderr).toContain("media-smb");
  });
}

programTest(program, "append: the list may be empty", () => {
  const files = cluster(
    "append",
    [volume("media-smb", [])],
    "persistentvolume-media-smb",
  );
  expect(built(files, "cluster")).toEqual([volume("media-smb", added)]);
});
