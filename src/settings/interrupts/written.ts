import type { CpuList } from "../../core/cpu-list.js";
import type { Origin, Reasons } from "../../core/written.js";
import type { WrittenSetting } from "../setting.js";

/** Where the interrupts of an interface go. */
export type Affinity =
  /** Each to one CPU, in turn over these; over all that are online where none are named. */
  | { readonly form: "spread"; readonly cpus: CpuList | undefined }
  /** Each to whichever of these the kernel chooses. */
  | { readonly form: "set"; readonly cpus: CpuList };

/** One field of `interrupts:`; null keeps the kernel's value. */
export interface SteeringField<V> extends Reasons {
  readonly value: V | null;
  readonly origin: Origin;
}

/** Which CPUs take the interrupts and the received packets of interfaces. Undefined where a field is not written. */
export interface Steering {
  /** Names of interfaces, or patterns as a shell's `case` and udev take them. */
  readonly interfaces: SteeringField<readonly string[]> | undefined;
  readonly affinity: SteeringField<Affinity> | undefined;
  readonly rps: SteeringField<CpuList | "all"> | undefined;
  /** Entries of the table of flows of the whole node. */
  readonly rfs: SteeringField<number> | undefined;
}

export interface WrittenInterrupts extends WrittenSetting<Steering> {
  readonly value: Steering;
  /** Whether the spec has `interfaces` at all: a malformed list reads as undefined. */
  readonly interfacesWritten: boolean;
}
