import { codeBlock, inlineCode, plainText } from "../../encode/markdown.js";
import { shellWord } from "../../encode/shell.js";
import type { WrittenCommands } from "../../language/rollout-model.js";
import type { ClusterItem, StagePlan, WorkloadPlan } from "../../plan/types.js";
import { ciliumRisk } from "../../risk/cilium.js";
import { podSysctlRisk } from "../../risk/kubernetes.js";
import type { RunbookContext } from "./context.js";
import { BASELINE, tunegen } from "./context.js";
import { fill } from "./fill.js";
import { mountLines } from "./mounts.js";

/** What a stage does that is no node: how each item is applied, verified and rolled back. */
export function itemLines(
  context: RunbookContext,
  stage: StagePlan,
): readonly string[] {
  return stage.items.flatMap((item) => {
    const { title, effect, apply, verify, undo } = stepsOf(context, item);
    const named = ({ commands }: WrittenCommands): readonly string[] =>
      commands.map((command) =>
        fill(command, { name: { words: [nameOf(item)] } }),
      );
    const deploy =
      stage.deploy === undefined ? apply.usual : named(stage.deploy);
    const rollback =
      stage.rollback === undefined ? undo : named(stage.rollback);
    return [
      `#### ${title}`,
      "",
      ...(effect === "" ? [] : [plainText(effect), ""]),
      ...block("Apply:", [...deploy, ...apply.then]),
      ...(item.kind === "mount" ? mountLines(item.mount, deploy) : []),
      ...block("Verify:", verify),
      ...block("Roll back:", rollback),
      ...(stage.rollback === undefined
        ? [
            `Then revert the change of ${inlineCode(context.plan.specName)}, run ${inlineCode(tunegen(context, "build"))}, and apply as above.`,
            "",
          ]
        : []),
    ];
  });
}

function block(title: string, commands: readonly string[]): readonly string[] {
  return commands.length === 0
    ? []
    : [title, "", ...codeBlock("sh", commands), ""];
}

interface Steps {
  readonly title: string;
  readonly effect: string;
  readonly apply: {
    /** Where the spec has no command. */
    readonly usual: readonly string[];
    /** What follows in any case. */
    readonly then: readonly string[];
  };
  readonly verify: readonly string[];
  readonly undo: readonly string[];
}

function stepsOf(context: RunbookContext, item: ClusterItem): Steps {
  switch (item.kind) {
    case "cilium":
      return ciliumSteps(context);
    case "monitoring":
      return monitoringSteps(context);
    case "workload":
      return workloadSteps(context, item.workload);
    case "mount":
      return {
        title: `Mount ${item.mount.name}`,
        effect: item.mount.why ?? "",
        apply: { usual: [], then: [] },
        verify: [],
        undo: [],
      };
  }
}

function nameOf(item: ClusterItem): string {
  switch (item.kind) {
    case "workload":
      return item.workload.name;
    case "mount":
      return item.mount.name;
    default:
      return item.kind;
  }
}

const AGENTS = "kubectl --namespace kube-system rollout";

function ciliumSteps({ plan: { cilium }, files }: RunbookContext): Steps {
  const path = files.find(({ target }) => target === "cilium")?.path ?? "";
  const version =
    cilium?.version === undefined
      ? '"${version:?that of the installed chart}"'
      : shellWord(cilium.version);
  // What all values have in common is said once.
  const notes = (cilium?.values ?? []).flatMap(
    ({ path: name }) => ciliumRisk(name).note?.split(/(?<=\.) /u) ?? [],
  );
  return {
    title: "Cilium",
    effect: [...new Set(notes)].join(" "),
    apply: {
      usual: [
        `helm upgrade cilium cilium/cilium --namespace kube-system --version ${version} --reuse-values --values ${shellWord(path)}`,
      ],
      then: [
        `${AGENTS} restart daemonset/cilium`,
        `${AGENTS} status daemonset/cilium --timeout=15m`,
      ],
    },
    verify: [
      ...(cilium?.values ?? []).map(
        ({ path: name, value }) => `# ${name.join(".")}: ${String(value)}`,
      ),
      "helm get values cilium --namespace kube-system --all",
      "kubectl --namespace kube-system get configmap cilium-config --output yaml",
    ],
    undo: [],
  };
}

function monitoringSteps({
  plan: { monitoring },
  files,
}: RunbookContext): Steps {
  const written = files.filter(({ target }) => target === "prometheus");
  const pathOf = (output: string): string =>
    shellWord(written.find((file) => file.output === output)?.path ?? "");
  const namespace =
    monitoring?.namespace === undefined
      ? []
      : ["--namespace", shellWord(monitoring.namespace)];
  return {
    title: "Monitoring",
    effect: `${monitoring?.why ?? "Alerts on what the spec sets"}. Without the Prometheus Operator, list the plain rules in rule_files of Prometheus instead.`,
    apply: {
      usual: [
        `promtool check rules ${pathOf("path")}`,
        [
          "kubectl",
          ...namespace,
          `apply --filename ${pathOf("objectPath")}`,
        ].join(" "),
      ],
      then: [],
    },
    verify: [["kubectl", ...namespace, "get prometheusrules"].join(" ")],
    undo: [],
  };
}

/** The kinds whose rollout kubectl follows. */
const rolledOut: ReadonlySet<string> = new Set([
  "Deployment",
  "StatefulSet",
  "DaemonSet",
]);

function workloadSteps(
  context: RunbookContext,
  { name, objectName, kind, namespace, why }: WorkloadPlan,
): Steps {
  const kubectl = [
    "kubectl",
    ...(namespace === undefined ? [] : ["--namespace", shellWord(namespace)]),
  ].join(" ");
  const object = `${kind.toLowerCase()}/${shellWord(objectName)}`;
  const collector = shellWord(`${BASELINE}/collect-pod-${name}.sh`);
  const follows = rolledOut.has(kind);
  const pod = `--pod ${shellWord(name)}`;
  return {
    title: `Workload ${name}`,
    effect: [why, podSysctlRisk.note].flatMap((text) => text ?? []).join(". "),
    apply: {
      usual: [],
      then: follows
        ? [`${kubectl} rollout status ${object} --timeout=15m`]
        : [],
    },
    verify:
      follows || kind === "Pod"
        ? [
            `mkdir -p ${BASELINE}`,
            `${tunegen(context, "verify", pod, "--print-collector")} > ${collector}`,
            `${kubectl} exec ${object} -- sh -c "$(cat ${collector})" | ${tunegen(context, "verify", pod, "-")}`,
          ]
        : [],
    undo: follows ? [`${kubectl} rollout undo ${object}`] : [],
  };
}
