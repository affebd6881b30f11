import type { Codes } from "./entry.js";

/** Codes of the commands that read values of nodes. */
export const liveCodes = {
  "unreadable-values": {
    severity: "error",
    summary: "Values of a node cannot be read, or not all of them",
    page: () => ({
      explanation:
        "A file with values of a node does not exist, is in no form that tunegen knows, or ends in the middle. What could be read was compared, and the exit code is 1. `tunegen verify --print-collector` prints a program that gathers the values of a node.",
      situation: {
        when: "There is no `worker1.txt`.",
        command: "tunegen verify --role web worker1.txt",
        prints:
          "error: worker1.txt was not read: no such file or folder [unreadable-values]",
      },
    }),
  },
  "unknown-node": {
    severity: "error",
    summary: "The spec has no such node",
    page: () => ({
      explanation:
        "A name on the command line, or the name of a node whose values were read, is no role, host or workload of the spec. Name the role with `--role`, or the host with `--host`; several files are told apart by the host that each names, or by the name of the file.",
      situation: {
        when: "The spec has the role `web` and no other.",
        command: "tunegen verify --role worker",
        prints: "error: the spec has no role `worker` [unknown-node]",
      },
    }),
  },
  "nothing-to-compare": {
    severity: "error",
    summary: "No compared node has settings of a kind that `--only` names",
    page: () => ({
      explanation:
        "`tunegen verify --only` names a kind of setting, and no node whose values were read has any in the spec. Nothing of that kind was compared, so the exit code is 1: a check in CI would otherwise pass whatever the nodes have.",
      situation: {
        when: "The spec sets no `sysfs`.",
        command: "tunegen verify --role web --only sysctl,sysfs web1.txt",
        prints:
          "error: no compared node has settings of `sysfs` [nothing-to-compare]",
      },
    }),
  },
  "nothing-to-upgrade": {
    severity: "error",
    summary: "No node of the spec has what is upgraded",
    page: () => ({
      explanation:
        '`tunegen upgrade` was told of an upgrade that no role or host of the spec has: they state another release, or none, or run another system. State the release in the facts (`node: { kernel: "6.12" }`), write the releases that the nodes have, or leave the option out.',
      situation: {
        when: 'The nodes of the spec have `kernel: "6.12"`.',
        command: "tunegen upgrade --kernel 5.10..6.18",
        prints:
          "error: no node of the spec has kernel 5.10 [nothing-to-upgrade]",
      },
    }),
  },
  "values-exist": {
    severity: "error",
    summary: "A file with captured values exists already",
    page: () => ({
      explanation:
        "`tunegen capture` never overwrites a file: the older one may have the values from before the tuning, which no node has any more. Write to another file, or remove the old one if you do not need it.",
      situation: {
        when: "`values.json` has the values of another day.",
        command: "tunegen capture --role web -o values.json web1.txt",
        prints: "error: values.json exists already [values-exist]",
      },
    }),
  },
  "prometheus-failed": {
    severity: "error",
    summary: "A Prometheus server does not answer, or not completely",
    page: () => ({
      explanation:
        "The server cannot be reached, wants or rejects credentials, answers with an error, or warns that its answer is not complete. The message is that of the server, without secrets. What it answered was compared, and the exit code is 1. `--prometheus` takes the address that Grafana has, with the path before `/api/v1`.",
      situation: {
        when: "No server listens on port 9.",
        command: "tunegen verify --prometheus http://127.0.0.1:9",
        prints:
          "error: http://127.0.0.1:9 cannot be reached: connection refused [prometheus-failed]",
      },
    }),
  },
  "prometheus-option": {
    severity: "error",
    summary: "An option or a variable for Prometheus cannot be used",
    page: () => ({
      explanation:
        "The address is not that of a server, a file with a token, a password or a certificate cannot be read, or a user has no password. Nothing was asked.",
      situation: {
        when: "There is no `token`.",
        command:
          "tunegen verify --prometheus http://127.0.0.1:9 --prometheus-token-file token",
        prints:
          "error: token cannot be read: no such file or folder [prometheus-option]",
      },
    }),
  },
  "no-metrics": {
    severity: "error",
    summary: "Prometheus has no metrics of a role or a node",
    page: () => ({
      explanation:
        "Prometheus has no target of node_exporter with the labels of a role, or could not scrape one of them, so its values are not known. The nodes are found as the alerts on drift find them: by the labels `tuning_role` and `tuning_host` of their scrape targets, by other labels that `roleLabel` and `hostLabel` of the section `monitoring` name, or by its `roles` and `hosts`.",
      situation: {
        when: "No scrape target has the label `tuning_role`.",
        command: "tunegen verify --prometheus http://127.0.0.1:9090",
        prints: "error: Prometheus has no metrics of role `web` [no-metrics]",
      },
    }),
  },
  "ambiguous-target": {
    severity: "error",
    summary: "Two scrape targets are of one node, or one target is of two",
    page: () => ({
      explanation:
        "Two targets of node_exporter have the name of one host, or the labels of two nodes of the spec select one target. All were compared, but the spec does not say which of the values are those of the node. Correct the labels of the targets, or narrow `roles` and `hosts` of the section `monitoring`.",
      situation: {
        when: "Two scrape targets of node_exporter have the label `tuning_host` of one host.",
        command: "tunegen verify --prometheus http://127.0.0.1:9090",
        prints:
          "error: `web1` is the name of 2 targets: 10.0.0.1:9100 and 10.0.0.2:9100 [ambiguous-target]",
      },
    }),
  },
} as const satisfies Codes;
