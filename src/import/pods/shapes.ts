import { workloadKinds } from "../../platform/component/kubernetes.js";
import type { Holder } from "../types.js";
import { pairOf, textAt, type YamlMap, keyOf } from "../yaml/node.js";
import { takeSysctls } from "../yaml/sysctls.js";
import type { KubernetesObject, Place, Shape } from "../yaml/visit.js";

/** Reads which object the pod specification below is of: in its own file, or as the target of a patch. */
export const workload: Shape = (map, visit) => {
  const spec = pairOf(map, "spec");
  const kind = textAt(map, "kind");
  if (spec !== undefined && workloadKinds.some((known) => known === kind)) {
    const object = objectOf(map, "metadata", kind);
    visit.walk(spec.value, { object, path: ["spec"] });
    return [spec];
  }
  // A kustomization's patch, whose target may be an expression.
  const target = pairOf(map, "target")?.value;
  const patch = pairOf(map, "patch");
  if (target?.kind !== "map" || patch === undefined) return [];
  const object = {
    kind: textAt(target, "kind"),
    name: textAt(target, "name"),
    namespace: textAt(target, "namespace"),
  };
  visit.walk(patch.value, { object });
  return [patch];
};

/** Reads the controllers of the chart `app-template`: each is a workload of its own. */
export const controllers: Shape = (map, visit) => {
  const all = pairOf(map, "controllers");
  if (all?.value.kind !== "map") return [];
  const { pairs } = all.value;
  if (
    !pairs.some(({ value }) =>
      ["containers", "pod", "type"].some(
        (key) => pairOf(value, key) !== undefined,
      ),
    )
  )
    return [];
  const { release } = visit.place;
  for (const { key, value } of pairs) {
    const type = textAt(value, "type");
    const kind = workloadKinds.find((known) => known.toLowerCase() === type);
    const base = release?.name;
    // With one controller the chart uses the name of the release.
    const name =
      base === undefined
        ? undefined
        : pairs.length === 1
          ? base
          : `${base}-${key}`;
    const object = { kind, name, namespace: release?.namespace };
    visit.walk(value, { object, path: pairs.length === 1 ? [] : [key] });
  }
  return [all];
};

function objectOf(
  map: YamlMap,
  at: string,
  kind: string | undefined,
): KubernetesObject {
  return {
    kind,
    name: textAt(map, at, "name"),
    namespace: textAt(map, at, "namespace"),
  };
}

/** Reads `sysctls` of a pod: in its `securityContext`, or in what charts make that of. */
export const podSysctls: Shape = (map, { place, findings }) => {
  const isHost = textAt(map, "hostNetwork") === "true";
  return map.pairs.filter((context) => {
    if (!/securityContext$/iu.test(context.key)) return false;
    const sysctls = pairOf(context.value, "sysctls");
    if (sysctls === undefined) return false;
    if (sysctls.value.kind === "scalar" && sysctls.value.type === "null")
      return false;
    findings.seen("pods");
    findings.section(keyOf(sysctls), sysctls.value);
    takeSysctls(sysctls.value, {
      holder: holderAt(place, isHost),
      findings,
      scope: scopeOf(place),
    });
    return true;
  });
};

function holderAt({ object, release }: Place, isHost: boolean): Holder {
  return {
    kind: "pods",
    object: object?.kind,
    name: object === undefined ? release?.name : object.name,
    namespace: object === undefined ? release?.namespace : object.namespace,
    ...(isHost ? { hostNetwork: true } : {}),
  };
}

/** `controller` of `controller.podSecurityContext`. */
function scopeOf({ path }: Place): string {
  return path
    .filter(
      (key) =>
        !/^(?:spec|template|jobTemplate|pod|defaultPodOptions|values|valuesObject|helm|source)$/u.test(
          key,
        ),
    )
    .join("-");
}

/** Leaves the sysctls of containers of Docker Compose, which the spec has no place for. */
export const composeService: Shape = (map, { findings }) => {
  const sysctls = pairOf(map, "sysctls");
  if (sysctls === undefined || textAt(map, "image") === undefined) return [];
  findings.seen("yaml");
  findings.left(
    keyOf(sysctls),
    "these sysctls are those of one container, which the spec has no place for",
    "keep them where they are",
  );
  return [sysctls];
};
