import type { Severity } from "../core/severity.js";
import type { FormatName } from "../import/format-names.js";
import type { UpgradeName } from "../upgrade/names.js";
import type { Ci } from "./init/extras.js";
import type { RolePath } from "./import/gather.js";

/** The output formats. */
export type Format =
  "text" | "json" | "github" | "gitlab" | "sarif" | "junit" | "markdown";

/** Options of every command that needs a spec. */
export interface CommonOptions {
  readonly file: string;
  readonly out?: string;
  readonly only?: readonly string[];
  readonly templates?: string;
  /** False for `--no-config`. */
  readonly config?: boolean;
  readonly maxWarnings?: number;
  readonly maxFindings?: number;
  readonly severity?: Severity;
  readonly quiet?: boolean;
  readonly baseline?: string;
  readonly format: Format;
  readonly color?: boolean;
}

export interface LintOptions extends CommonOptions {
  /** Only of `lint`; true for the file that the others read. */
  readonly writeBaseline?: string | true;
  readonly fix?: boolean;
  readonly dryRun?: boolean;
}

export interface BuildOptions extends CommonOptions {
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly watch?: boolean;
  /** A revision of git, or a file. */
  readonly since?: string;
}

/** The options of `explain`, which also works without a spec. */
export interface ExplainOptions {
  /** Default: `tuning.yaml`, if it exists. */
  readonly file?: string;
  readonly format: "text" | "json";
  readonly color?: boolean;
}

/** The options of `kernel-build`, which needs no spec. */
export interface KernelBuildOptions {
  /** The version of Linux, if the configuration does not name it. */
  readonly kernel?: string;
  readonly color?: boolean;
}

/** The options of `import`, which needs no spec. */
export interface ImportOptions {
  readonly from?: FormatName;
  readonly role?: readonly RolePath[];
  /** Default: standard output. */
  readonly output?: string;
  /** A spec to add to. */
  readonly into?: string;
  readonly color?: boolean;
}

/** The options of `init`: each answers a question. */
export interface InitOptions {
  readonly yes?: boolean;
  readonly os?: string;
  readonly distribution?: string;
  /** Of the system, or of the kernel where the system is any Linux. */
  readonly release?: string;
  readonly import?: boolean;
  /** Default: `tuning.yaml`. */
  readonly output?: string;
  readonly ci?: Ci;
  readonly preCommit?: boolean;
  readonly color?: boolean;
}

/** How a Prometheus server is reached. */
export interface PrometheusOptions {
  readonly prometheusTokenFile?: string;
  readonly prometheusUser?: string;
  readonly prometheusPasswordFile?: string;
  /** A file with certificates in the PEM format. */
  readonly prometheusCa?: string;
  readonly prometheusTenant?: string;
  /** In seconds. */
  readonly prometheusTimeout?: number;
  readonly color?: boolean;
}

/** From which release to which: `6.12..6.18`, or only the second. */
export interface ReleaseRange {
  readonly from: string | undefined;
  readonly to: string;
}

/** The options of `upgrade`: what is upgraded, and how it is told. */
export interface UpgradeOptions extends Partial<
  Record<UpgradeName, ReleaseRange>
> {
  readonly file: string;
  readonly format: "text" | "json" | "markdown";
  readonly color?: boolean;
}

/** The options of `verify`. */
export interface VerifyOptions extends PrometheusOptions {
  readonly file: string;
  readonly role?: string;
  readonly host?: string;
  readonly pod?: string;
  /** Sections of the spec. */
  readonly only?: readonly string[];
  readonly printCollector?: boolean;
  /** Of the comparison of recording rules, in seconds since 1970. */
  readonly before?: number;
  /** Default: now. */
  readonly after?: number;
  /** The address of a server. */
  readonly prometheus?: string;
  readonly format: "text" | "json" | "junit" | "markdown";
  readonly color?: boolean;
}

/** The options of `capture`. */
export interface CaptureOptions extends PrometheusOptions {
  readonly file: string;
  readonly role?: string;
  readonly host?: string;
  /** The address of a server. */
  readonly prometheus?: string;
  /** Default: standard output. */
  readonly output?: string;
}

/** The options of `rollback`. */
export interface RollbackOptions {
  readonly file: string;
  readonly role?: string;
  readonly host?: string;
  readonly all?: boolean;
  /** A file with captured values, or any other source of them. */
  readonly baseline?: string;
  /** A revision of git, `REVISION:PATH`, or another file. */
  readonly since?: string;
  /** Default: `rollback`. */
  readonly output?: string;
  readonly color?: boolean;
}

/** The options of `report`. */
export interface ReportOptions {
  readonly file: string;
  readonly format: "html";
  /** Default: standard output. */
  readonly output?: string;
  /** A revision of git, `REVISION:PATH`, or another file. */
  readonly since?: string;
  readonly color?: boolean;
}

/** The options of `diff`. */
export interface DiffOptions {
  readonly file: string;
  readonly exitCode?: boolean;
  readonly format: "text" | "json" | "markdown";
  readonly color?: boolean;
}
