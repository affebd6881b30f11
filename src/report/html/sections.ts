import type { Report, ReportBody } from "../types.js";
import { changesHtml } from "./changes.js";
import { clusterHtml } from "./cluster.js";
import { detailsHtml } from "./details.js";
import { factsHtml } from "./facts.js";
import { findingsHtml } from "./findings.js";
import { matrixHtml } from "./matrix.js";
import { missingHtml } from "./missing.js";
import { monitoringHtml } from "./monitoring.js";
import { filesIn, outputsHtml } from "./outputs.js";
import { podsHtml } from "./pods.js";
import { rolesHtml } from "./roles.js";
import { rolloutHtml } from "./rollout.js";
import type { Html } from "./template.js";
import { timelineHtml } from "./timeline.js";

/** A section of the page. */
export interface SectionView {
  readonly id: string;
  readonly title: string;
  /** Empty where nothing is counted. */
  readonly count: string;
  readonly lead: string;
  readonly html: Html;
}

/** Renders the sections of a report; those without contents are left out. */
export function sectionsOf(report: Report): readonly SectionView[] {
  const { body, findings } = report;
  const missing = body?.missing;
  return [
    ...(missing === undefined
      ? []
      : [
          {
            id: "missing",
            title: "What is missing",
            count: "",
            lead: "The spec has errors. What they take away is left out of this page, or marked as not known. No file is built until they are corrected, so files, monitoring and rollouts are left out, too.",
            html: missingHtml(missing, report),
          },
        ]),
    ...(body === undefined
      ? []
      : [
          {
            id: "facts",
            title: "Facts",
            count: "",
            lead: "What the spec states about its nodes. Whatever depends on an unknown fact is not checked.",
            html: factsHtml(body.facts),
          },
        ]),
    {
      id: "findings",
      title: "Findings",
      count: String(findings.length),
      lead:
        body === undefined
          ? "Nothing else is known of the spec until its errors are corrected."
          : missing === undefined
            ? ""
            : "What the rules find in the part of the spec that is known comes after its errors.",
      html: findingsHtml(report),
    },
    ...(body === undefined ? [] : ofBody(body)),
  ];
}

function ofBody(body: ReportBody): readonly SectionView[] {
  const { matrix, timeline, pods, cluster, outputs, rollouts, changes } = body;
  const { monitoring } = body;
  return [
    ...(changes === undefined
      ? []
      : [
          {
            id: "changes",
            title: "Changes",
            count: "",
            lead: "What a rollout of this spec changes, by when it takes effect, the riskiest first.",
            html: changesHtml(changes),
          },
        ]),
    {
      id: "matrix",
      title: "Matrix",
      count: "",
      lead: "Each setting on each role and host, coloured by its distance from the default of that node.",
      html: matrixHtml(matrix),
    },
    {
      id: "roles",
      title: "Roles",
      count: String(body.roles.length),
      lead: "What the tuning changes against a node without it, and what it costs in memory.",
      html: rolesHtml(body),
    },
    {
      id: "timeline",
      title: "Who writes what",
      count: String(timeline.length),
      lead: "The keys of the spec that other programs write, too: from left to right as a node boots, with the value after each step.",
      html: timelineHtml(timeline, body.timelineOpen),
    },
    ...(pods.length === 0
      ? []
      : [
          {
            id: "pods",
            title: "Pods",
            count: String(pods.length),
            lead: "What pods set for themselves, what their nodes have, and whether the kubelet allows it.",
            html: podsHtml(pods),
          },
        ]),
    ...(cluster.length === 0
      ? []
      : [
          {
            id: "cluster",
            title: "Cluster",
            count: "",
            lead: "What the spec sets that is not on nodes or in pods.",
            html: clusterHtml(cluster),
          },
        ]),
    ...(monitoring === undefined
      ? []
      : [
          {
            id: "monitoring",
            title: "Monitoring",
            count: String(monitoring.alerts.length),
            lead: "The alerts and recording rules of the spec, and which file is loaded where.",
            html: monitoringHtml(monitoring),
          },
        ]),
    ...(outputs.length === 0
      ? []
      : [
          {
            id: "outputs",
            title: "Files",
            count: String(filesIn(outputs.flatMap(({ groups }) => groups))),
            lead: "What tunegen build writes, where it goes, and what makes it take effect.",
            html: outputsHtml(outputs),
          },
        ]),
    ...(rollouts.length === 0
      ? []
      : [
          {
            id: "rollout",
            title: "Rollout",
            count: "",
            lead: "The stages by which the tuning reaches the nodes.",
            html: rolloutHtml(body),
          },
        ]),
    {
      id: "settings",
      title: "All settings",
      count: "",
      lead: "Why each setting is there, its default, its scope, and the files that have it.",
      html: detailsHtml(matrix, body.missing !== undefined),
    },
  ];
}
