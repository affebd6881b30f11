import { buildsOf } from "../catalogue/builds/table.js";
import type { BootArguments } from "../core/boot-arguments.js";
import { lifetimeWords } from "../core/lifetime.js";
import type { KernelBuild } from "../core/kernel-build.js";
import type { OwnValues } from "../core/own-values.js";
import type { Distribution } from "../core/platform.js";
import { distributions } from "./distribution/registry.js";
import type { Distro, StatedDaemon } from "./distro/distro.js";
import { distros } from "./distro/registry.js";
import { buildGaps } from "./build-gaps.js";
import { operatingSystems } from "./os/registry.js";
import { writers } from "./writers.js";

/** What is known of one platform. */
export interface PlatformSection {
  /** Its name in a spec: `talos`, `debian`, `k3s`. */
  readonly name: string;
  readonly label: string;
  /** Markdown without the heading, that prettier has yet to format. */
  readonly lines: readonly string[];
}

/** Generates docs/platforms.md from the records of platforms, as Markdown that prettier has yet to format. */
export function platformsDocs(): string {
  return [
    "# Platforms",
    "",
    "<!-- Generated from src/platform/ and catalogue/builds/ by `npm run docs`. Do not edit. -->",
    "",
    "What tunegen knows of the systems that nodes run: the kernels that they are built with, what they set at boot before the files of a spec are applied, and the programs that write sysctls afterwards. The facts `os`, `osVersion` and `distro` say which system a node runs, and `kernelBuild` which of its kernels, as `platform/release/architecture` of a row: `debian/12-cloud/amd64`. Each row has its source, and how it is known: `run` in the program, `read` in its source or configuration, `computed` or an `overlay` of another configuration, or `secondary`, from what others published.",
    "",
    ...platformSections().flatMap(({ label, lines }) => [
      `## ${label}`,
      "",
      ...lines,
    ]),
    "## Programs that write afterwards",
    "",
    ...afterwards(),
  ].join("\n");
}

/** Lists what is known of each platform: operating systems, distributions of Linux, then those of Kubernetes. */
export function platformSections(): readonly PlatformSection[] {
  const systems = Object.entries(operatingSystems).filter(
    ([, { hasDistros }]) => !hasDistros,
  );
  return [
    ...systems.map(([name, { systemLabel, buildPlatform, ownValues }]) => ({
      name,
      label: systemLabel,
      lines: section({
        fact: `os: ${name}`,
        platform: buildPlatform ?? name,
        values: ownValues,
      }),
    })),
    ...[...distros].map(([name, distro]) => ({
      name,
      label: distro.label,
      lines: section({
        ...distro,
        fact: `distro: ${[name, ...(distro.releases?.known.slice(-1) ?? [])].join("-")}`,
        platform: distro.buildPlatform ?? name,
        values: [
          ...distro.values,
          ...(distro.onImages ?? []),
          ...imagesOf(name),
        ],
      }),
    })),
    ...Object.entries(distributions).flatMap(([name, record]) => {
      const lines = onNodes(name, record);
      return lines.length === 0
        ? []
        : [{ name, label: record.distributionLabel, lines }];
    }),
  ];
}

interface Section {
  /** How a spec states the system. */
  readonly fact: string;
  /** Its name in the table of kernel builds. */
  readonly platform: string;
  readonly values: readonly OwnValues[];
  readonly network?: StatedDaemon | undefined;
  readonly bootArguments?: readonly BootArguments[];
  readonly differs?: Distro["differs"];
}

function section({
  fact,
  platform,
  values,
  network,
  bootArguments = [],
  differs,
}: Section): readonly string[] {
  return [
    `In a spec: \`${fact}\`.`,
    "",
    ...kernels(buildsOf(platform)),
    ...gaps(platform),
    ...ownValues(values),
    ...files(values),
    ...(network === undefined ? [] : [daemonText(network), ""]),
    ...(differs?.abilities.settingsForm === "user-data"
      ? [
          `It has no files to install: settings are part of its user data (${differs.source}).`,
          "",
        ]
      : []),
    ...bootArguments.flatMap((form) => [bootText(form), ""]),
  ];
}

/** How the target `system` writes kernel arguments. */
function bootText(form: BootArguments): string {
  const { nodes, source } = form;
  const where = [
    nodes === undefined ? "" : `on nodes ${nodes}`,
    ...lifetimeWords(form),
  ].filter((part) => part !== "");
  return `Kernel arguments${where.map((part) => `, ${part}`).join("")}: ${bootForm(form)} (${source}).`;
}

function bootForm(form: BootArguments): string {
  switch (form.form) {
    case "grub-drop-in":
      return form.sourcedBy === undefined
        ? `a drop-in for \`${form.update}\``
        : `a file that \`${form.sourcedBy}\` sources, and \`${form.update}\``;
    case "grubby":
      return "a script that calls `grubby`";
    case "one-line":
      return `a script that changes the line of \`${form.file}\``;
    case "butane":
      return "a part of a Butane configuration";
    case "none":
      return `none, since ${form.reason}`;
  }
}

function daemonText({ daemon, since, source }: StatedDaemon): string {
  const from = since === undefined ? "" : `, from ${since} on`;
  return `${daemon} configures its network interfaces${from} (${source}).`;
}

/** What the images of Kubernetes distributions that are made of a distribution of Linux set. */
function imagesOf(name: string): readonly OwnValues[] {
  return Object.values(distributions).flatMap(
    ({ images }) => images?.[name] ?? [],
  );
}

/** What a Kubernetes distribution sets on its nodes, whatever distribution of Linux they are made of. */
function onNodes(
  name: string,
  { nodeValues = [], protectsKernelDefaults }: Distribution,
): readonly string[] {
  return nodeValues.length === 0
    ? []
    : [
        `In a spec: \`distribution: ${name}\`, beside the \`distro\` of the nodes. Its kubelet ${protectsKernelDefaults ? "refuses to start if one of its six sysctls has another value (`protectKernelDefaults`)" : "sets its six sysctls when it starts"}.`,
        "",
        ...ownValues(nodeValues),
        ...files(nodeValues),
      ];
}

function kernels(builds: readonly KernelBuild[]): readonly string[] {
  if (builds.length === 0)
    return ["Its kernels are not in the table of kernel builds.", ""];
  return [
    "| release | architecture | Linux | `HZ` | known | source |",
    "| --- | --- | --- | --- | --- | --- |",
    ...builds.map((build) =>
      row([
        [build.release, build.flavour].filter((part) => part !== "").join("-"),
        build.arch,
        build.kernel,
        build.option("HZ") ?? "?",
        build.certainty,
        build.source,
      ]),
    ),
    "",
  ];
}

function gaps(platform: string): readonly string[] {
  const text = buildGaps[platform];
  return text === undefined ? [] : [text, ""];
}

function ownValues(groups: readonly OwnValues[]): readonly string[] {
  const rows = groups.flatMap((group) =>
    Object.entries(group.values).map(([key, value]) =>
      row([
        `\`${key}\``,
        value === null ? "not known" : `\`${value}\``,
        group.by,
        condition(group),
        group.certainty,
        group.source,
      ]),
    ),
  );
  return rows.length === 0
    ? ["It is not known to set a sysctl at boot.", ""]
    : [
        "| sysctl at boot | value | set by | where | known | source |",
        "| --- | --- | --- | --- | --- | --- |",
        ...rows,
        "",
      ];
}

function condition(own: OwnValues): string {
  return [
    ...lifetimeWords(own),
    ...(own.when === undefined ? [] : [own.when]),
  ].join(", ");
}

/** The files whose names decide what outranks what. */
function files(groups: readonly OwnValues[]): readonly string[] {
  const names = [...new Set(groups.flatMap(({ file }) => file ?? []))].sort();
  return names.length === 0
    ? []
    : [
        `Its files in sysctl.d, which a file of a later name outranks: ${names.map((name) => `\`${name}\``).join(", ")}.`,
        "",
      ];
}

/** Tells which programs write sysctls after the files of a spec: Markdown without a heading. */
export function afterwards(): readonly string[] {
  return [
    "These write sysctls of a node after the files of a spec have been applied. Rules such as `reset-by-kube-proxy` say where that concerns a setting.",
    "",
    "| sysctl | program | what it does | source |",
    "| --- | --- | --- | --- |",
    ...writers.flatMap(({ keys, anywhere, source }) =>
      [...keys].flatMap((key) => {
        const write = anywhere(key);
        return write === undefined
          ? []
          : [
              row([
                `\`${key}\``,
                write.who.replace(/,$/u, ""),
                write.does,
                source,
              ]),
            ];
      }),
    ),
    "",
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}
