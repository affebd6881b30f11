import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "vitest";
import { parse, parseAllDocuments, stringify } from "yaml";
import type { Plan, WorkloadPlan } from "../../src/plan/types.js";
import { emitAll } from "../../src/targets/emit.js";
import { planOf } from "../support/compile.js";
import { findKustomize } from "../support/kustomize.js";
import { programTest, run, type Run } from "../support/programs.js";
import { inTemporaryFolder } from "../support/temporary.js";

/** A spec with a workload of each kind. */
const spec = join(import.meta.dirname, "..", "golden", "pods", "tuning.yaml");
const plan = planOf(readFileSync(spec, "utf8"));
const workloads = plan.workloads.filter(({ sysctls }) => sysctls.length > 0);

const kustomize = findKustomize();
const build = (folder: string): Run =>
  run(kustomize.program, [...kustomize.args, folder]);

/** What a user's pod has already: another list of sysctls, and settings that must stay. */
const pod = {
  securityContext: {
    runAsUser: 1000,
    sysctls: [{ name: "kernel.msgmax", value: "65536" }],
  },
  containers: [{ name: "main", image: "registry.example/main:1" }],
};

/** Where the objects of a kind have their pods; written out here, apart from the code under test. */
const podsOf: Readonly<
  Record<
    WorkloadPlan["kind"],
    { readonly apiVersion: string; readonly spec: object }
  >
> = {
  Deployment: { apiVersion: "apps/v1", spec: { template: { spec: pod } } },
  StatefulSet: { apiVersion: "apps/v1", spec: { template: { spec: pod } } },
  DaemonSet: { apiVersion: "apps/v1", spec: { template: { spec: pod } } },
  ReplicaSet: { apiVersion: "apps/v1", spec: { template: { spec: pod } } },
  Job: { apiVersion: "batch/v1", spec: { template: { spec: pod } } },
  CronJob: {
    apiVersion: "batch/v1",
    spec: { jobTemplate: { spec: { template: { spec: pod } } } },
  },
  Pod: { apiVersion: "v1", spec: pod },
};

function objectOf({ kind, objectName, namespace }: WorkloadPlan): object {
  const { apiVersion, spec: body } = podsOf[kind];
  const metadata = {
    name: objectName,
    ...(namespace !== undefined && { namespace }),
  };
  return { apiVersion, kind, metadata, spec: body };
}

/** The same object with the workload's sysctls, and nothing else changed. */
function patched(workload: WorkloadPlan): unknown {
  const sysctls = workload.sysctls.map(({ id, value }) => ({
    name: id,
    value: value.type === "text" ? value.text : value.fields.join(" "),
  }));
  const text = stringify(objectOf(workload), { aliasDuplicateObjects: false });
  return parse(text, (key, value: unknown) =>
    key === "sysctls" ? sysctls : value,
  );
}

/** Lays out the generated files, and beside them an application of its own for each workload. */
function inRepository<T>(of: Plan, use: (root: string) => T): T {
  return inTemporaryFolder((root) => {
    for (const { path, text } of emitAll(of, ["pods"])) put(root, path, text);
    return use(root);
  });
}

function put(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function application(
  root: string,
  objects: readonly object[],
  component: string,
): Run {
  const resources = objects.map((object, index) => {
    put(root, `apps/app/${index}.yaml`, stringify(object));
    return `${index}.yaml`;
  });
  put(
    root,
    "apps/app/kustomization.yaml",
    stringify({ resources, components: [`../../${component}`] }),
  );
  return build(join(root, "apps/app"));
}

function documents(text: string): readonly unknown[] {
  return parseAllDocuments(text).map((document) => document.toJS() as unknown);
}

programTest(
  kustomize.program,
  "each workload's component replaces the list of its object, and leaves the rest",
  () => {
    expect(new Set(workloads.map(({ kind }) => kind)).size).toBe(7);
    inRepository(plan, (root) => {
      for (const workload of workloads) {
        const { status, stdout, stderr } = application(
          root,
          [objectOf(workload)],
          `out/pods/${workload.name}`,
        );
        expect(stderr).toBe("");
        expect(status).toBe(0);
        expect(documents(stdout)).toEqual([patched(workload)]);
      }
    });
  },
);

programTest(kustomize.program, "one component patches all of them", () => {
  inRepository(plan, (root) => {
    const { status, stdout, stderr } = application(
      root,
      workloads.map(objectOf),
      "out/pods",
    );
    expect(stderr).toBe("");
    expect(status).toBe(0);
    const built = documents(stdout);
    expect(built).toHaveLength(workloads.length);
    expect(built).toEqual(expect.arrayContaining(workloads.map(patched)));
  });
});

programTest(
  kustomize.program,
  "an object of another name is an error, and not passed over",
  () => {
    inRepository(plan, (root) => {
      for (const workload of workloads) {
        const other = { ...workload, objectName: "other" };
        const { status, stderr } = application(
          root,
          [objectOf(other)],
          `out/pods/${workload.name}`,
        );
        expect(status).not.toBe(0);
        expect(stderr).toContain("no matches for Id");
      }
    });
  },
);
