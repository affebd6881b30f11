import type { CpuList } from "../core/cpu-list.js";
import type { Origin, Reasons } from "../core/written.js";

/** Where the interrupts of an interface go. */
export type Affinity =
  /** Each to one CPU, in turn over these; over all that are online where none are named. */
  | { readonly form: "spread"; readonly cpus: CpuList | undefined }
  /** Each to whichever of these the kernel chooses. */
  | { readonly form: "set"; readonly cpus: CpuList };

/** One field of `interrupts:` as it was written; null leaves the kernel's own value alone. */
export interface InterruptSetting<V> extends Reasons {
  readonly value: V | null;
  readonly origin: Origin;
}

/** The section `interrupts` of a role or a host. */
export interface WrittenInterrupts extends Reasons {
  readonly origin: Origin;
  /** Whether `interfaces` was written at all: of a faulty list nothing may be left. */
  readonly interfacesWritten: boolean;
  /** Names of interfaces, or patterns as a shell's `case` takes them. */
  readonly interfaces: InterruptSetting<readonly string[]> | undefined;
  readonly affinity: InterruptSetting<Affinity> | undefined;
  readonly rps: InterruptSetting<CpuList | "all"> | undefined;
  /** Entries of the table of flows of the whole node. */
  readonly rfs: InterruptSetting<number> | undefined;
}
