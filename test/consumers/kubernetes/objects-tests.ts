import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect } from "vitest";
import { stringify } from "yaml";
import { isAtLeast } from "../../../src/core/version.js";
import type { Plan, WorkloadPlan } from "../../../src/plan/types.js";
import type { Mount } from "../../../src/language/model.js";
import { valueText } from "../../../src/settings/sysctl/value.js";
import { inTemporaryFolder } from "../../support/temporary.js";
import { type Case, casesWith } from "../cases.js";
import { consumer, consumerTest, versionOf } from "../consumer.js";
import { type Kubernetes, readFile } from "./kubernetes.js";

const source = {
  folder: "kustomize",
  module: "sigs.k8s.io/kustomize/kustomize/v5",
  modFile: "go.mod",
  package: "sigs.k8s.io/kustomize/kustomize/v5",
};
const kustomize = consumer(source);

/** What `objects` prints of one object. */
interface ReadObject {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly sysctls: readonly unknown[] | null;
  readonly mountOptions: readonly string[] | null;
}

const labels = { app: "test" };

/** A pod with another list of sysctls, which a patch replaces. */
function podSpec(restartPolicy: string): object {
  return {
    securityContext: { sysctls: [{ name: "kernel.msgmax", value: "65536" }] },
    containers: [{ name: "main", image: "registry.example/main:1" }],
    restartPolicy,
  };
}

function template(restartPolicy: string): object {
  return { metadata: { labels }, spec: podSpec(restartPolicy) };
}

const selector = { matchLabels: labels };
const bodies: Readonly<
  Record<WorkloadPlan["kind"], readonly [apiVersion: string, spec: object]>
> = {
  Deployment: ["apps/v1", { selector, template: template("Always") }],
  DaemonSet: ["apps/v1", { selector, template: template("Always") }],
  ReplicaSet: ["apps/v1", { selector, template: template("Always") }],
  StatefulSet: [
    "apps/v1",
    { selector, serviceName: "test", template: template("Always") },
  ],
  Job: [
    "batch/v1",
    { selector, manualSelector: true, template: template("Never") },
  ],
  CronJob: [
    "batch/v1",
    {
      schedule: "0 3 * * *",
      jobTemplate: { spec: { template: template("Never") } },
    },
  ],
  Pod: ["v1", podSpec("Always")],
};

function workloadObject({ kind, objectName, namespace }: WorkloadPlan): object {
  const [apiVersion, spec] = bodies[kind];
  const metadata = {
    name: objectName,
    ...(namespace !== undefined && { namespace }),
  };
  return { apiVersion, kind, metadata, spec };
}

/** The options that an object has before; `list: new` is for one without. */
function ownOptions({ list }: Mount): readonly string[] {
  return list === "new" ? [] : ["vers=3.0"];
}

function mountObjects(mount: Mount): readonly object[] {
  const options = ownOptions(mount);
  const mountOptions = options.length > 0 && { mountOptions: options };
  return [
    ...mount.persistentVolumes.map(({ name }) => ({
      apiVersion: "v1",
      kind: "PersistentVolume",
      metadata: { name },
      spec: {
        accessModes: ["ReadWriteMany"],
        capacity: { storage: "1Ti" },
        csi: { driver: mount.driver, volumeHandle: `nas/${name}` },
        ...mountOptions,
      },
    })),
    ...mount.storageClasses.map(({ name }) => ({
      apiVersion: "storage.k8s.io/v1",
      kind: "StorageClass",
      metadata: { name },
      provisioner: mount.driver,
      ...mountOptions,
    })),
  ];
}

/** Builds objects with the components of a target, as an application of the user does. */
function built(
  { files }: Case,
  target: "pods" | "mounts",
  objects: readonly object[],
): string {
  return inTemporaryFolder((root) => {
    const put = (path: string, text: string): void => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    };
    const own = files.filter((file) => file.target === target);
    for (const { path, text } of own) put(path, text);
    const resources = objects.map((object, index) => {
      put(
        `app/${index}.yaml`,
        stringify(object, { aliasDuplicateObjects: false }),
      );
      return `${index}.yaml`;
    });
    const component = own
      .map(({ path }) => path)
      .filter((path) => path.endsWith("/kustomization.yaml"))
      .sort((a, b) => a.length - b.length)[0];
    put(
      "app/kustomization.yaml",
      stringify({ resources, components: [`../${dirname(component ?? "")}`] }),
    );
    const { status, stdout, stderr } = kustomize(["build", join(root, "app")]);
    if (status !== 0) throw new Error(stderr);
    return stdout;
  });
}

function tunedWorkloads({ workloads }: Plan): readonly WorkloadPlan[] {
  return workloads.filter(({ sysctls }) => sysctls.length > 0);
}

function byName<T extends { readonly kind: string; readonly name: string }>(
  objects: readonly T[],
): readonly T[] {
  return [...objects].sort((a, b) =>
    `${a.kind} ${a.name}` < `${b.kind} ${b.name}` ? -1 : 1,
  );
}

/** Tests what the API server of a release reads of the objects that Kustomize builds. */
export function objectTests(kubernetes: Kubernetes): void {
  const read = (text: string): readonly ReadObject[] =>
    byName(readFile(kubernetes, "objects", text) as readonly ReadObject[]);

  describe(`Kustomize ${versionOf(source)}, Kubernetes ${kubernetes.version}`, () => {
    for (const each of casesWith(["pods"]))
      consumerTest(`objects have the plan's sysctls: ${each.name}`, () => {
        const workloads = tunedWorkloads(each.plan);
        const text = built(each, "pods", workloads.map(workloadObject));
        expect(read(text)).toEqual(
          byName(
            workloads.map(({ kind, objectName, namespace, sysctls }) => ({
              kind,
              namespace: namespace ?? "default",
              name: objectName,
              sysctls: sysctls.map(({ id, value }) => ({
                name: id,
                value: valueText(value),
              })),
              mountOptions: null,
            })),
          ),
        );
      });

    for (const each of casesWith(["mounts"]))
      consumerTest(`objects have the plan's options: ${each.name}`, () => {
        const mounts = each.plan.mounts ?? [];
        const text = built(each, "mounts", mounts.flatMap(mountObjects));
        expect(read(text)).toEqual(
          byName(
            mounts.flatMap((mount) => {
              const options = [
                ...(mount.list === "append" ? ownOptions(mount) : []),
                ...mount.settings.mountOption.map(({ text }) => text),
              ];
              const object = (kind: string, name: string): ReadObject => ({
                kind,
                namespace: "",
                name,
                sysctls: null,
                mountOptions: options,
              });
              return [
                ...mount.persistentVolumes.map(({ name }) =>
                  object("PersistentVolume", name),
                ),
                ...mount.storageClasses.map(({ name }) =>
                  object("StorageClass", name),
                ),
              ];
            }),
          ),
        );
      });

    for (const [wrong, spec, message] of [
      ["an unknown field", { sysctls: [] }, "unknown field"],
      [
        "a name that is not a sysctl's",
        { securityContext: { sysctls: [{ name: "Net.core", value: "1" }] } },
        "securityContext.sysctls[0].name",
      ],
    ] as const)
      consumerTest(`the API server refuses ${wrong}`, () => {
        const pod = {
          apiVersion: "v1",
          kind: "Pod",
          metadata: { name: "test" },
          spec: { ...podSpec("Always"), ...spec },
        };
        expect(() => read(stringify(pod))).toThrow(message);
      });

    consumerTest(
      "sysctls of the host's network are refused from 1.29 on",
      () => {
        const pod = {
          apiVersion: "v1",
          kind: "Pod",
          metadata: { name: "test" },
          spec: {
            ...podSpec("Always"),
            hostNetwork: true,
            securityContext: {
              sysctls: [{ name: "net.core.somaxconn", value: "1" }],
            },
          },
        };
        const reading = (): unknown => read(stringify(pod));
        if (isAtLeast(kubernetes.release, "1.29") === true)
          expect(reading).toThrow("may not be specified when 'hostNetwork'");
        else expect(reading).not.toThrow();
      },
    );
  });
}
