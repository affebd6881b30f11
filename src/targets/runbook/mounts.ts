import { codeBlock, inlineCode, plainText } from "../../encode/markdown.js";
import { shellWord } from "../../encode/shell.js";
import type { Mount } from "../../language/model.js";
import { mountedKinds } from "../mounts/objects.js";

/** Asks for the workload that mounts a volume, which the spec does not know. */
const ASK =
  ': "${workload:?what mounts the volume, such as deployment/web: see Used By above}"';

/**
 * Writes how the options of a mount reach its volumes: in place with a new mount, and else with new objects.
 *
 * @param deploy the user's commands that apply the patches
 */
export function mountLines(
  mount: Mount,
  deploy: readonly string[],
): readonly string[] {
  const [volumes, classes] = mountedKinds;
  return [
    `The options: ${mount.settings.mountOption.map(({ text }) => inlineCode(text)).join(", ")}.`,
    "",
    ...mount.persistentVolumes.flatMap(({ name }) =>
      volumeLines(mount, name, volumes?.effect ?? "", deploy),
    ),
    ...mount.storageClasses.flatMap(({ name }) => [
      `**StorageClass ${inlineCode(name)}.** ${plainText(classes?.effect ?? "")}`,
      "",
      ...codeBlock("sh", [
        `kubectl get storageclass ${shellWord(name)} --output jsonpath='{.mountOptions}'`,
      ]),
      "",
    ]),
  ];
}

function volumeLines(
  { settings, driver }: Mount,
  name: string,
  effect: string,
  deploy: readonly string[],
): readonly string[] {
  const volume = shellWord(name);
  const type = driver.startsWith("smb") ? "cifs" : "nfs";
  const claim = [
    `namespace=$(kubectl get persistentvolume ${volume} --output jsonpath='{.spec.claimRef.namespace}')`,
    `claim=$(kubectl get persistentvolume ${volume} --output jsonpath='{.spec.claimRef.name}')`,
  ];
  const scaleDown = [
    `replicas=$(kubectl --namespace "$namespace" get "$workload" --output jsonpath='{.spec.replicas}')`,
    'kubectl --namespace "$namespace" scale "$workload" --replicas=0',
    'kubectl --namespace "$namespace" rollout status "$workload" --timeout=15m',
  ];
  const scaleUp = [
    'kubectl --namespace "$namespace" scale "$workload" --replicas="$replicas"',
    'kubectl --namespace "$namespace" rollout status "$workload" --timeout=15m',
  ];
  const options = settings.mountOption.map(({ text }) => text);
  const verify = [
    `kubectl get persistentvolume ${volume} --output jsonpath='{.spec.mountOptions}'`,
    `kubectl --namespace "$namespace" exec "$workload" -- grep ${type} /proc/mounts`,
  ];
  return [
    `**PersistentVolume ${inlineCode(name)}.** ${plainText(effect)} Who uses it:`,
    "",
    ...codeBlock("sh", [
      ...claim,
      'kubectl --namespace "$namespace" describe persistentvolumeclaim "$claim"',
    ]),
    "",
    "Mount it again: repeat this for each workload that uses it, or scale all of them down before one of them is scaled up. Suspend what would scale them up meanwhile, such as `flux suspend kustomization`. The last two commands must show " +
      `${options.map(inlineCode).join(", ")}; the kernel leaves out what is its default, and writes some options in other words.`,
    "",
    ...codeBlock("sh", [
      ASK,
      ...claim.slice(0, 1),
      ...scaleDown,
      ...scaleUp,
      ...verify,
    ]),
    "",
    "Create the objects again only if the API server refuses the change, or a controller owns the volume. `Retain` keeps the data while there is no claim:",
    "",
    ...codeBlock("sh", [
      ASK,
      ...claim,
      ...scaleDown,
      `kubectl patch persistentvolume ${volume} --patch '{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}'`,
      'kubectl --namespace "$namespace" delete persistentvolumeclaim "$claim"',
      `kubectl delete persistentvolume ${volume}`,
      ...deploy,
      `kubectl --namespace "$namespace" wait --for=jsonpath='{.status.phase}'=Bound persistentvolumeclaim/"$claim" --timeout=15m`,
      ...scaleUp,
      ...verify,
    ]),
    "",
  ];
}
