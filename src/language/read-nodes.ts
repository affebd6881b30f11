import { checkNamespace, checkObjectName } from "./object-name.js";
import { workloadKinds } from "../platform/component/kubernetes.js";
import type { Host, Role, Workload } from "./model.js";
import type { Owner } from "../core/written.js";
import { type FactFilesAt, factPlaces, readFacts } from "./read-facts.js";
import { readLayer, readReferences } from "./read-layer.js";
import { isBare, readSettings } from "./read-settings.js";
import { readReasons } from "../core/reasons.js";
import { below, type Reporter } from "../core/report.js";
import type { NodeData, RoleData } from "./schema.js";
import type { Entry } from "../core/tree.js";

export function readRole(
  owner: Owner,
  entry: Entry,
  data: RoleData | undefined,
  reporter: Reporter,
  filesAt: FactFilesAt,
): Role {
  const { entries } = entry.value;
  return {
    ...readLayer(owner, entry, reporter),
    facts: readFacts(
      entries?.get("node")?.value,
      data?.node,
      reporter,
      filesAt,
    ),
    factPlaces: factPlaces(entries?.get("node")?.value),
    memoryBudget: data?.memoryBudget ?? {},
    profiles: readReferences(entries?.get("profiles")?.value),
  };
}

export function readHost(
  owner: Owner,
  entry: Entry,
  node: NodeData | undefined,
  reporter: Reporter,
  filesAt: FactFilesAt,
): Host {
  const { entries } = entry.value;
  const role = entries?.get("role")?.value;
  const profiles = entries?.get("profiles")?.value.entries;
  return {
    ...readLayer(owner, entry, reporter),
    role: { name: String(role?.data), span: role?.span ?? entry.key },
    facts: readFacts(entries?.get("node")?.value, node, reporter, filesAt),
    factPlaces: factPlaces(entries?.get("node")?.value),
    add: readReferences(profiles?.get("add")?.value),
    remove: readReferences(profiles?.get("remove")?.value),
  };
}

export function readWorkload(
  owner: Owner,
  entry: Entry,
  reporter: Reporter,
): Workload {
  const { entries } = entry.value;
  const field = (name: string): unknown => entries?.get(name)?.value.data;
  const reasons = readReasons(entry.value, reporter);
  const namespace = field("namespace");
  const kind =
    workloadKinds.find((each) => each === field("kind")) ?? "Deployment";
  const objectName = entries?.get("name")?.value;
  checkObjectName(kind, owner.name, entry.key, objectName, reporter);
  checkNamespace(entries?.get("namespace")?.value, reporter);
  const roles = entries?.get("roles")?.value;
  return {
    ...reasons,
    why: reasons.why ?? entry.comment,
    owner,
    span: entry.key,
    objectName: objectName === undefined ? owner.name : String(objectName.data),
    namespace: typeof namespace === "string" ? namespace : undefined,
    kind,
    roles: roles && readReferences(roles),
    hostNetwork: field("hostNetwork") === true,
    hostIPC: field("hostIPC") === true,
    settings: readSettings(
      ["podSysctl"],
      owner,
      entry.value,
      below(reporter, reasons),
    ),
    isBare: isBare(["podSysctl"], entry.value),
  };
}
