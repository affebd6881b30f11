import { spec } from "../../../templates/report/pods.html.hbs";
import { listed } from "../../explain/layout.js";
import type { PodReport } from "../types.js";
import { type Html, htmlTemplate } from "./template.js";
import { placeWords } from "./words.js";

interface PodsView {
  readonly pods: readonly {
    readonly workload: string;
    readonly key: string;
    readonly value: string;
    readonly why: string;
    readonly place: string;
    readonly onNodes: readonly string[];
    readonly allowed: string;
    readonly isRefused: boolean;
  }[];
}

const render = htmlTemplate<PodsView>(spec);

/** Renders what pods set beside what their nodes have. */
export function podsHtml(pods: readonly PodReport[]): Html {
  return render({
    pods: pods.map((pod) => ({
      workload: pod.workload,
      key: pod.key,
      value: pod.value,
      why: pod.why ?? "",
      place: placeWords(pod.place),
      onNodes: pod.onNodes,
      allowed: allowedWords(pod),
      isRefused: pod.refusedBy.length > 0,
    })),
  });
}

function allowedWords({ allowedBy, refusedBy, openOn }: PodReport): string {
  const parts = [
    ...(refusedBy.length === 0 ? [] : [`on ${listed(refusedBy)}`]),
    ...(allowedBy.length === 0 ? [] : [`allowed on ${listed(allowedBy)}`]),
    ...(openOn.length === 0 ? [] : [`not known on ${listed(openOn)}`]),
  ];
  return parts.length === 0 ? "not needed" : parts.join("; ");
}
