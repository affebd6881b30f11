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
import { readYamlFile, type YamlReading } from "./yaml/read.js";
import type { Shape } from "./yaml/visit.js";

const shapes: readonly Shape[] = [
  talconfig,
  omniTemplate,
  document,
  machineConfig,
  schematic,
  talconfigModules,
];

const read = new WeakMap<Source, YamlReading>();

/** Files of YAML without one of these words have nothing for the spec. */
const words =
  /sysctl|machine|customization|kubelet|kube[-_]?proxy|bpf|bandwidthManager|\b(?:net|vm|kernel|fs|user)[./]\w/iu;

function readOnce(source: Source): YamlReading {
  const known = read.get(source);
  if (known !== undefined) return known;
  const reading = readYamlFile(source, shapes);
  read.set(source, reading);
  return reading;
}

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
];
