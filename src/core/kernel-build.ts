/**
 * How the options of a build are known:
 * - `read`: from its complete configuration;
 * - `computed`: from its short configuration, evaluated with the Kconfig files of another kernel of the same version;
 * - `overlay`: from the configuration of the kernel that it is built from, with or without its own changes.
 */
export type BuildCertainty = "read" | "computed" | "overlay";

/** One configuration of the kernel: what a platform ships in a release for an architecture. */
export interface KernelBuild {
  /** `talos/1.11/amd64`, `debian/12-cloud/arm64`; for a user's own kernel, the file that describes it. */
  readonly id: string;
  /** `talos`; `custom` if the platform is not known. */
  readonly platform: string;
  /** `1.11`, `12`, `24.04`; empty for a user's configuration. */
  readonly release: string;
  /** Which of the kernels of the release: `cloud`, `hwe`, `backports-6.12`; empty for the default one. */
  readonly flavour: string;
  /** Whether a node of the release runs it unless somebody chose another kernel. */
  readonly isStandard: boolean;
  readonly arch: "amd64" | "arm64";
  /** The version of Linux: `6.12.48`. */
  readonly kernel: string;
  readonly certainty: BuildCertainty;
  /** Whether the platform adds features of newer kernels, so that the version does not tell which keys exist. */
  readonly hasBackports: boolean;
  /** Where the configuration was read. */
  readonly source: string;
  /**
   * Returns the value of an option without `CONFIG_`: `y`, `m`, `n`, or its text without quotes. An option that a
   * complete configuration does not name is `n`. Undefined if the table does not know the option.
   */
  readonly option: (symbol: string) => string | undefined;
}

/** The kernels that a node may run: the one that its facts name, or those of a platform and its release. */
export type BuildChoice =
  | { readonly build: KernelBuild; readonly label: string }
  | {
      /** As messages name whose kernels they are: `Talos 1.13`, `Ubuntu 24.04`. */
      readonly label: string;
      /** One of the platforms of the table of kernel builds. */
      readonly platform: string;
      /** As the facts state it. */
      readonly release: string | undefined;
    };
