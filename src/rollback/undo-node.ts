import { EncodeError } from "../encode/error.js";
import { sysctlValue } from "../encode/sysctl.js";
import { valueText } from "../settings/sysctl/value.js";
import type { WrittenNode } from "../core/platform.js";
import type { Observation } from "../live/observation.js";
import type { NodePlan, Plan } from "../plan/types.js";
import { inWriteOrder, type ValueBefore } from "../plan/write-order.js";
import { writtenNode } from "../plan/written-node.js";
import { oldFiles } from "./old-files.js";
import { oldProxy } from "./old-proxy.js";
import { oldSysctls } from "./old-sysctls.js";
import { type Before, differing, united } from "./since.js";
import { staysOn } from "./stays.js";
import { isOld, type NotUndone, type Old, type Undo } from "./types.js";

/**
 * Finds what undoes the tuning of a node, and what nothing undoes.
 *
 * @param earlier the spec to which the rollback goes back; without one, all of the tuning is undone
 */
export function undoNode(
  node: NodePlan,
  plan: Plan,
  observation?: Observation,
  earlier?: Before,
): Undo {
  const difference = differing(node, earlier?.node);
  const origins = {
    node: nodeAfter(writtenNode(node, plan), earlier),
    observation,
    earlier,
  };
  const old = [
    ...oldSysctls(difference, node, origins),
    ...oldFiles(node, difference, origins),
  ].map(writable);
  const settings = united(difference, [node, earlier?.node ?? node]);
  const values = new Map(
    old.filter(isOld).map((each) => [each.path, each] as const),
  );
  return {
    node: { ...node, settings },
    since: earlier?.name,
    kind:
      observation === undefined || node.kind === "host" ? node.kind : "node",
    name: node.kind === "host" ? node.name : (observation?.host ?? node.name),
    source: observation?.source,
    values: inWriteOrder([...values.values()], valueNow(node)),
    proxy: oldProxy(node, difference, earlier),
    notUndone: [
      ...old.filter(isNotUndone),
      ...staysOn(node, settings, difference, origins),
    ],
  };
}

/** The node with the settings of kube-proxy and Cilium after the rollback: none, or those of the earlier spec. */
function nodeAfter(now: WrittenNode, earlier: Before | undefined): WrittenNode {
  const { proxySettings, bandwidthManager } =
    earlier?.node === undefined
      ? { proxySettings: [], bandwidthManager: undefined }
      : writtenNode(earlier.node, earlier.plan);
  return { ...now, proxySettings, bandwidthManager };
}

/** What the tuning has set, which decides which of two keys the kernel lets come back first. */
function valueNow({ settings }: NodePlan): ValueBefore {
  const now = new Map(
    settings.sysctl.flatMap(({ id, value }) =>
      value?.type === "integers" ? [[id, value.fields[0]] as const] : [],
    ),
  );
  return (id) => now.get(id);
}

/** A captured text that no file of settings can hold is not undone: a source may have anything in it. */
function writable(old: Old): Old {
  if (!isOld(old)) return old;
  try {
    sysctlValue(valueText(old.value));
    return old;
  } catch (thrown) {
    if (!(thrown instanceof EncodeError)) throw thrown;
    return {
      what: old.id,
      why: "its captured value contains control characters",
      remedy: "unknown",
    };
  }
}

function isNotUndone(old: Old): old is NotUndone {
  return !isOld(old);
}
