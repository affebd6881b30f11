import { expect } from "vitest";
import { emitAll } from "../../src/targets/emit.js";
import { planOf } from "../support/compile.js";
import { programTest } from "../support/programs.js";
import { built, kustomize, program } from "./kustomize.js";

const spec = `version: 1
mounts:
  media:
    persistentVolumes: [media-smb, other.smb]
    options:
      - cache=loose # Colons: and "quotes"
      - value: actimeo=60
        why: |
          Several
          lines
      - noserverino
  classes:
    storageClasses: [smb]
    options: ["yes", "1=2", "a=#b", "domain='x'"]
`;

const emitted = Object.fromEntries(
  emitAll(planOf(spec), ["mounts"]).map(({ path, text }) => [path, text]),
);

const csi = { driver: "smb.csi.k8s.io", volumeHandle: "nas/media" };

function volume(name: string): object {
  return {
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: { name },
    spec: {
      accessModes: ["ReadWriteMany"],
      capacity: { storage: "1Ti" },
      csi,
      mountOptions: ["vers=3.0", "uid=1001"],
    },
  };
}

const storageClass = {
  apiVersion: "storage.k8s.io/v1",
  kind: "StorageClass",
  metadata: { name: "smb" },
  mountOptions: ["vers=3.0"],
  provisioner: "smb.csi.k8s.io",
  reclaimPolicy: "Retain",
};

/** A cluster's own folder, which builds objects and takes components. */
function cluster(
  objects: readonly object[],
  component: string,
): Record<string, string> {
  return {
    ...emitted,
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

const wanted = ["cache=loose", "actimeo=60", "noserverino"];
const patched = (name: string): object => {
  const object = volume(name);
  return { ...object, spec: { ...specOf(object), mountOptions: wanted } };
};

function specOf(object: object): object {
  return "spec" in object && typeof object.spec === "object"
    ? (object.spec ?? {})
    : {};
}

programTest(program, "all volumes and classes get the whole list", () => {
  const objects = [volume("media-smb"), volume("other.smb"), storageClass];
  const result = built(cluster(objects, ""), "cluster");
  expect(result).toHaveLength(3);
  expect(result).toEqual(
    expect.arrayContaining([
      patched("media-smb"),
      patched("other.smb"),
      { ...storageClass, mountOptions: ["yes", "1=2", "a=#b", "domain='x'"] },
    ]),
  );
});

programTest(program, "an application takes only its own volume", () => {
  const files = cluster(
    [volume("media-smb"), volume("untouched")],
    "persistentvolume-media-smb",
  );
  expect(built(files, "cluster")).toEqual([
    patched("media-smb"),
    volume("untouched"),
  ]);
});

programTest(program, "a volume that is not there is an error", () => {
  const { status, stderr } = kustomize(
    cluster([volume("renamed")], "persistentvolume-media-smb"),
    "cluster",
  );
  expect(status).not.toBe(0);
  expect(stderr).toContain("media-smb");
});
