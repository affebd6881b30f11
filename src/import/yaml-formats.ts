import type { Source } from "../core/source.js";
import { machineConfig } from "./talos/machine.js";
import {
  document,
  omniTemplate,
  schematic,
  talconfig,
  talconfigModules,
} from "./talos/documents.js";
import type { FormatName } from "./format-names.js";
import type { Format } from "./types.js";
import { saltState } from "./ansible/salt.js";
import { ansibleTask } from "./ansible/tasks.js";
import { ciliumOptions, ciliumValues } from "./cilium/values.js";
import { helmRelease } from "./cilium/release.js";
import { kubespray } from "./kubernetes/kubespray.js";
import {
  componentConfig,
  k3sConfig,
  kubeletParts,
} from "./kubernetes/shapes.js";
import {
  composeService,
  controllers,
  podSysctls,
  workload,
} from "./pods/shapes.js";
import { readYamlFile, type YamlReading } from "./yaml/read.js";
import type { Shape } from "./yaml/visit.js";
import { onceFor } from "../core/once-for.js";

const shapes: readonly Shape[] = [
  helmRelease,
  workload,
  controllers,
  ansibleTask,
  saltState,
  talconfig,
  omniTemplate,
  document,
  machineConfig,
  schematic,
  talconfigModules,
  componentConfig,
  k3sConfig,
  kubeletParts,
  kubespray,
  ciliumValues,
  ciliumOptions,
  podSysctls,
  composeService,
];

/** Files of YAML without one of these words have nothing for the spec. */
const words =
  /sysctl|machine|customization|kubelet|--conntrack|kube[-_]?proxy|bpf|bandwidthManager|\b(?:net|vm|kernel|fs|user)[./]\w/iu;

const readOnce = onceFor((source: Source): YamlReading =>
  readYamlFile(source, shapes),
);

function yamlFormat(name: FormatName, title: string): Format {
  return {
    name,
    title,
    recognises: (source) =>
      words.test(source.text) && readOnce(source).format === name,
    read: (source) => ({ ...readOnce(source), format: name }),
  };
}

/** The formats of YAML files. A file is of the format that its first part has, and all of its parts are read. */
export const yamlFormats: readonly Format[] = [
  yamlFormat("talos", "a Talos configuration"),
  yamlFormat("k3s", "a configuration of K3s or RKE2"),
  yamlFormat("kubelet", "a configuration of the kubelet"),
  yamlFormat("kube-proxy", "a configuration of kube-proxy"),
  yamlFormat("kubespray", "variables of kubespray"),
  yamlFormat("cilium", "values of Cilium's chart"),
  yamlFormat("pods", "sysctls of pods"),
  yamlFormat("ansible", "tasks or variables of Ansible"),
  yamlFormat("salt", "states of Salt"),
  yamlFormat("cloud-init", "a file that writes sysctl.d"),
  yamlFormat("yaml", "a YAML file with sysctls"),
];
