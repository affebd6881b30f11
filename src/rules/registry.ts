import { acceptQueue } from "./harm/accept-queue.js";
import { allowanceUnused } from "./hygiene/allowance-unused.js";
import { aliasTwice } from "./effect/alias-twice.js";
import { bbrInPods } from "./harm/bbr-in-pods.js";
import { bbrWithoutFq } from "./harm/bbr-without-fq.js";
import { actsOnce } from "./effect/acts-once.js";
import { cannotBeSet } from "./effect/cannot-be-set.js";
import { modulesDisabled } from "./harm/modules-disabled.js";
import { adviceOutdated } from "./harm/advice-outdated.js";
import { belowDefault } from "./harm/below-default.js";
import { fieldsByBuild } from "./effect/fields-by-build.js";
import { floorMayLower } from "./harm/floor-may-lower.js";
import { boundsCrossed } from "./harm/bounds-crossed.js";
import { ciliumKeysIgnored } from "./cilium/cilium-keys-ignored.js";
import { ciliumNatAboveTracking } from "./cilium/cilium-nat-above-tracking.js";
import { ciliumNatCut } from "./cilium/cilium-nat-cut.js";
import { ciliumNumberRefused } from "./cilium/cilium-number-refused.js";
import { ciliumNumberUnclear } from "./cilium/cilium-number-unclear.js";
import { ciliumOwnsRpFilter } from "./cilium/cilium-owns-rp-filter.js";
import { ciliumRatioUnused } from "./cilium/cilium-ratio-unused.js";
import { ciliumSizeBelowDefault } from "./cilium/cilium-size-below-default.js";
import { ciliumSizeFixed } from "./cilium/cilium-size-fixed.js";
import { ciliumWithoutNodes } from "./cilium/cilium-without-nodes.js";
import { conntrackBuckets } from "./harm/conntrack-buckets.js";
import { conntrackMinIgnored } from "./effect/conntrack-min-ignored.js";
import { conntrackTimeWait } from "./harm/conntrack-time-wait.js";
import { conntrackUnlimited } from "./harm/conntrack-unlimited.js";
import { dirtyBackground } from "./harm/dirty-background.js";
import { dirtyBytesAndRatio } from "./harm/dirty-bytes-and-ratio.js";
import { equalsDefault } from "./effect/equals-default.js";
import { fileLimits } from "./harm/file-limits.js";
import { forwardingMissing } from "./effect/forwarding-missing.js";
import { forwardingOffIpv6 } from "./harm/forwarding-off-ipv6.js";
import { forwardingOff } from "./harm/forwarding-off.js";
import { pidMaxBelowPods } from "./harm/pid-max-below-pods.js";
import { routerAdvertisementsIgnored } from "./harm/router-advertisements-ignored.js";
import { hugePagesIgnored } from "./effect/huge-pages-ignored.js";
import { outrankedByFile } from "./effect/outranked-by-file.js";
import { interfaceAtBoot } from "./effect/interface-at-boot.js";
import { keyOfOtherKernels } from "./effect/key-of-other-kernels.js";
import { kernelArgCpus } from "./effect/kernel-arg-cpus.js";
import { kernelArgMisspelt } from "./effect/kernel-arg-misspelt.js";
import { kernelArgsContradicted } from "./effect/kernel-args-contradicted.js";
import { limitsAboveNrOpen } from "./harm/limits-above-nr-open.js";
import { limitsFilesUnlimited } from "./harm/limits-files-unlimited.js";
import { limitsLoginsOnly } from "./effect/limits-logins-only.js";
import {
  interruptsFlowsAlone,
  interruptsFlowsRounded,
} from "./effect/interrupts-flows.js";
import { memoryCeiling } from "./memory/memory-ceiling.js";
import { memoryReserved } from "./memory/memory-reserved.js";
import { misquotedDefault } from "./hygiene/misquoted-default.js";
import { monitoringAlertUnused } from "./effect/monitoring-alert-unused.js";
import { monitoringSameNodes } from "./harm/monitoring-same-nodes.js";
import { mountConflict } from "./effect/mount-conflict.js";
import { mountCredentials } from "./harm/mount-credentials.js";
import { mountNoEffect } from "./effect/mount-no-effect.js";
import { mountUnknownOption } from "./harm/mount-unknown-option.js";
import {
  mountWeakConsistency,
  mountWritersUnknown,
} from "./harm/mount-weak-consistency.js";
import { negativeValue } from "./harm/negative-value.js";
import { neighbourThresholds } from "./harm/neighbour-thresholds.js";
import { newerThanKnown } from "./hygiene/newer-than-known.js";
import { noEffect } from "./effect/no-effect.js";
import { nixosDefinedTwice } from "./effect/nixos-defined-twice.js";
import { nixosOverridden } from "./effect/nixos-overridden.js";
import { orderDependent } from "./effect/order-dependent.js";
import { osVersionMissing } from "./hygiene/os-version-missing.js";
import { osVersionUnused } from "./hygiene/os-version-unused.js";
import { pagesNotBytes } from "./harm/pages-not-bytes.js";
import { podAllowList } from "./pods/pod-allow-list.js";
import { podHostNamespace } from "./pods/pod-host-namespace.js";
import { podKeyRefused } from "./pods/pod-key-refused.js";
import { podNoSuchKey } from "./pods/pod-no-such-key.js";
import { podNodeWide } from "./pods/pod-node-wide.js";
import { podNotInherited } from "./pods/pod-not-inherited.js";
import { podNotNamespaced } from "./pods/pod-not-namespaced.js";
import { podPattern } from "./pods/pod-pattern.js";
import { podReadOnlyKey } from "./pods/pod-read-only-key.js";
import { podRoleWithoutKubelet } from "./pods/pod-role-without-kubelet.js";
import { portsOverlap } from "./harm/ports-overlap.js";
import { portsParity } from "./harm/ports-parity.js";
import { portsPrivileged } from "./harm/ports-privileged.js";
import { portsUnreserved } from "./harm/ports-unreserved.js";
import { reasonMissing } from "./hygiene/reason-missing.js";
import { reachesNoFile } from "./hygiene/reaches-no-file.js";
import { refusedByKubelet } from "./effect/refused-by-kubelet.js";
import { resetByCalico } from "./effect/reset-by-calico.js";
import { resetByCilium } from "./effect/reset-by-cilium.js";
import { resetByK3s } from "./effect/reset-by-k3s.js";
import { resetByKubeProxy } from "./effect/reset-by-kube-proxy.js";
import { resetByKubelet } from "./effect/reset-by-kubelet.js";
import { resetOnInterface } from "./effect/reset-on-interface.js";
import { rpFilterStrict } from "./harm/rp-filter-strict.js";
import { sysfsPattern } from "./effect/sysfs-pattern.js";
import { sysctlArgTooEarly } from "./effect/sysctl-arg-too-early.js";
import { twReuseWithoutTimestamps } from "./harm/tw-reuse-without-timestamps.js";
import { rolloutUnstaged } from "./hygiene/rollout-unstaged.js";
import { sectionUnused } from "./hygiene/section-unused.js";
import { unusedProfile } from "./hygiene/unused-profile.js";
import type { Rule } from "./rule.js";

/** Every rule, in the order of the documentation. */
const all = [
  noEffect,
  cannotBeSet,
  actsOnce,
  aliasTwice,
  resetByK3s,
  resetByKubeProxy,
  resetByKubelet,
  resetOnInterface,
  refusedByKubelet,
  resetByCilium,
  resetByCalico,
  forwardingMissing,
  orderDependent,
  nixosDefinedTwice,
  nixosOverridden,
  interfaceAtBoot,
  outrankedByFile,
  keyOfOtherKernels,
  conntrackMinIgnored,
  limitsLoginsOnly,
  reachesNoFile,
  sysfsPattern,
  kernelArgsContradicted,
  hugePagesIgnored,
  kernelArgCpus,
  kernelArgMisspelt,
  sysctlArgTooEarly,
  equalsDefault,
  belowDefault,
  floorMayLower,
  boundsCrossed,
  modulesDisabled,
  adviceOutdated,
  conntrackTimeWait,
  forwardingOff,
  forwardingOffIpv6,
  routerAdvertisementsIgnored,
  pidMaxBelowPods,
  portsUnreserved,
  portsOverlap,
  portsPrivileged,
  portsParity,
  twReuseWithoutTimestamps,
  rpFilterStrict,
  conntrackUnlimited,
  conntrackBuckets,
  acceptQueue,
  neighbourThresholds,
  dirtyBytesAndRatio,
  dirtyBackground,
  negativeValue,
  pagesNotBytes,
  bbrWithoutFq,
  bbrInPods,
  fileLimits,
  limitsAboveNrOpen,
  limitsFilesUnlimited,
  podNotNamespaced,
  podNoSuchKey,
  podReadOnlyKey,
  podHostNamespace,
  podPattern,
  podKeyRefused,
  podNodeWide,
  podAllowList,
  podRoleWithoutKubelet,
  podNotInherited,
  allowanceUnused,
  misquotedDefault,
  ciliumSizeBelowDefault,
  ciliumSizeFixed,
  ciliumRatioUnused,
  ciliumNatAboveTracking,
  ciliumNatCut,
  ciliumNumberRefused,
  ciliumNumberUnclear,
  ciliumKeysIgnored,
  ciliumOwnsRpFilter,
  ciliumWithoutNodes,
  monitoringAlertUnused,
  monitoringSameNodes,
  unusedProfile,
  rolloutUnstaged,
  sectionUnused,
  osVersionMissing,
  osVersionUnused,
  newerThanKnown,
  reasonMissing,
  memoryReserved,
  memoryCeiling,
  interruptsFlowsRounded,
  interruptsFlowsAlone,
  mountNoEffect,
  mountConflict,
  mountUnknownOption,
  mountCredentials,
  mountWeakConsistency,
  mountWritersUnknown,
  fieldsByBuild,
] as const;

export type RuleName = (typeof all)[number]["name"];

export const rules: readonly Rule<RuleName>[] = all;
