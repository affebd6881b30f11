import { type Command, Option } from "commander";
import type { Operate } from "./commands/operate.js";
import {
  readMoment,
  readSeconds,
  withColour,
  withConsole,
} from "./command-options.js";
import type { ExitCode } from "./exit.js";
import { onlyOption } from "./only-option.js";
import { addUpgrade } from "./upgrade/program.js";
import type {
  CaptureOptions,
  DiffOptions,
  RollbackOptions,
  VerifyOptions,
} from "./options.js";

/** Adds the commands about nodes that run. */
export function addOperate(
  tunegen: Command,
  load: () => Operate,
  end: (code: ExitCode) => void,
): void {
  withPrometheus(
    withSubject(
      withSpec(
        withConsole(tunegen.command("verify [sources...]"), [
          "text",
          "json",
          "junit",
          "markdown",
        ]),
      ),
    ),
  )
    .description(
      "compare the values of nodes with the spec: of this machine, or of files and folders with the output of `sysctl -a`, of the collector, of `talosctl get kernelparamstatus -o yaml` or of node_exporter; - for standard input; or of all nodes that a Prometheus server watches",
    )
    .addOption(onlyOption("kinds"))
    .option("--pod <name>", "workload in whose pod the values were read")
    .option(
      "--print-collector",
      "print a shell program that gathers the values of a node without Node.js",
    )
    .addOption(
      new Option(
        "--before <time>",
        "print the recording rules at this time and now, instead of a comparison with the spec: 24h (ago) or 2026-01-31T12:00Z; needs --prometheus",
      ).argParser(readMoment),
    )
    .addOption(
      new Option(
        "--after <time>",
        "the second time, if it is not now",
      ).argParser(readMoment),
    )
    .action(async (sources: readonly string[], options: VerifyOptions) => {
      end(await load().verify(sources, options));
    });
  withPrometheus(
    withSubject(withSpec(withColour(tunegen.command("capture [sources...]")))),
  )
    .description(
      "write a file with the present values of what the spec sets on nodes, for rollback; from the same sources as verify, also a Prometheus server",
    )
    .option("-o, --output <path>", "file to write; - for standard output")
    .action(async (sources: readonly string[], options: CaptureOptions) => {
      end(await load().capture(sources, options));
    });
  withSubject(withSpec(withColour(tunegen.command("rollback"))))
    .description(
      "write what undoes the tuning of nodes: the steps, and the old values in the form of each system; what cannot be undone comes first",
    )
    .addOption(
      new Option("--all", "all nodes, and the cluster").conflicts([
        "role",
        "host",
      ]),
    )
    .option(
      "--baseline <path>",
      "what capture wrote before the rollout; without it, the defaults of the nodes count",
    )
    .option(
      "--since <revision>",
      "undo only what changed since a revision of git, REVISION:PATH or another file",
    )
    .option("-o, --output <folder>", "folder to write to", "rollback")
    .action(async (options: RollbackOptions) => {
      end(await load().rollback(options));
    });
  withSpec(
    withConsole(tunegen.command("diff [revision]"), [
      "text",
      "markdown",
      "json",
    ]),
  )
    .description(
      "tell what changes for each node, and with which risk, since a revision of git (default: HEAD), REVISION:PATH or another file",
    )
    .option("--exit-code", "exit with 1 if something changes")
    .action(async (revision: string | undefined, options: DiffOptions) => {
      end(await load().diff(revision, options));
    });
  addUpgrade(tunegen, load, end);
}

function withSpec(command: Command): Command {
  return command.option("-f, --file <path>", "path of the spec", "tuning.yaml");
}

function withSubject(command: Command): Command {
  return command
    .addOption(
      new Option("--role <name>", "role of the nodes").conflicts(["host"]),
    )
    .option("--host <name>", "host of the spec");
}

/** Adds how a Prometheus server is reached; secrets come from files and the environment only. */
function withPrometheus(command: Command): Command {
  return command
    .addOption(
      new Option(
        "--prometheus <url>",
        "address of the Prometheus server, or of one with its API (Thanos, Mimir, VictoriaMetrics), that watches the nodes",
      ).conflicts(["pod", "printCollector"]),
    )
    .addOption(
      new Option(
        "--prometheus-token-file <file>",
        "file with its bearer token (or TUNEGEN_PROMETHEUS_TOKEN)",
      ).conflicts(["prometheusUser"]),
    )
    .option("--prometheus-user <name>", "its user (or TUNEGEN_PROMETHEUS_USER)")
    .option(
      "--prometheus-password-file <file>",
      "file with the password (or TUNEGEN_PROMETHEUS_PASSWORD)",
    )
    .option(
      "--prometheus-ca <file>",
      "certificates of the authorities of its certificate, in the PEM format (or TUNEGEN_PROMETHEUS_CA)",
    )
    .option(
      "--prometheus-tenant <name>",
      "tenant, as X-Scope-OrgID (or TUNEGEN_PROMETHEUS_TENANT)",
    )
    .addOption(
      new Option(
        "--prometheus-timeout <seconds>",
        "time for each query (default: 30)",
      ).argParser(readSeconds),
    );
}
