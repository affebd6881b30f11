import type { LimitRange } from "../core/limits.js";
import type { KernelWords } from "../encode/kernel-arguments.js";
import type { Origin, Reasons } from "../core/written.js";
import type { Span } from "../core/source.js";

/**
 * A setting that is identified by its kind and its name alone, as it was written: limits, sysfs, kernel arguments.
 * `V` is what it comes to, read already: no node is needed to understand it.
 */
export interface WrittenNamed<V> extends Reasons {
  /** The name by which settings meet, whatever the spelling. */
  readonly id: string;
  /** The name in the user's own spelling. */
  readonly keyText: string;
  /** Undefined for `null`: what the system has stays. */
  readonly value: V | undefined;
  /** The value in one spelling: two that have the same mean the same. */
  readonly text: string | undefined;
  readonly origin: Origin;
  readonly valueSpan: Span;
}

export type WrittenLimit = WrittenNamed<LimitRange>;

/** A systemd service that the limits must reach too, without `.service`. */
export interface WrittenService {
  readonly name: string;
  readonly origin: Origin;
}

/** `id` is the path below /sys, with slashes: `block/sda/queue/scheduler`; the value is the text to write. */
export type WrittenSysfs = WrittenNamed<string>;

/** `id` has underscores for dashes, as the kernel compares; no value at all is the bare word: `quiet`. */
export type WrittenKernelArgument = WrittenNamed<KernelWords>;

/** What a layer sets beside sysctls and modules. */
export interface SystemSettings {
  readonly limit: readonly WrittenLimit[];
  readonly limitService: readonly WrittenService[];
  readonly sysfs: readonly WrittenSysfs[];
  readonly kernelArgument: readonly WrittenKernelArgument[];
}
