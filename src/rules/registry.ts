import { acceptQueue } from "./accept-queue.js";
import { allowanceUnused } from "./allowance-unused.js";
import { aliasTwice } from "./alias-twice.js";
import { bbrInPods } from "./bbr-in-pods.js";
import { bbrWithoutFq } from "./bbr-without-fq.js";
import { belowDefault } from "./below-default.js";
import { ciliumKeysIgnored } from "./cilium-keys-ignored.js";
import { ciliumNatAboveTracking } from "./cilium-nat-above-tracking.js";
import { ciliumNatCut } from "./cilium-nat-cut.js";
import { ciliumRatioUnused } from "./cilium-ratio-unused.js";
import { ciliumSizeBelowDefault } from "./cilium-size-below-default.js";
import { ciliumSizeFixed } from "./cilium-size-fixed.js";
import { ciliumWithoutNodes } from "./cilium-without-nodes.js";
import { conntrackBuckets } from "./conntrack-buckets.js";
import { conntrackMinIgnored } from "./conntrack-min-ignored.js";
import { conntrackTimeWait } from "./conntrack-time-wait.js";
import { conntrackUnlimited } from "./conntrack-unlimited.js";
import { dirtyBackground } from "./dirty-background.js";
import { dirtyBytesAndRatio } from "./dirty-bytes-and-ratio.js";
import { equalsDefault } from "./equals-default.js";
import { fileLimits } from "./file-limits.js";
import { forwardingMissing } from "./forwarding-missing.js";
import { forwardingOffIpv6 } from "./forwarding-off-ipv6.js";
import { forwardingOff } from "./forwarding-off.js";
import { interfaceAtBoot } from "./interface-at-boot.js";
import { kernelArgsContradicted } from "./kernel-args-contradicted.js";
import { limitsAboveNrOpen } from "./limits-above-nr-open.js";
import { limitsFilesUnlimited } from "./limits-files-unlimited.js";
import { limitsLoginsOnly } from "./limits-logins-only.js";
import { limitsNotPossible } from "./limits-not-possible.js";
import {
  interruptsFlowsAlone,
  interruptsFlowsRounded,
} from "./interrupts-flows.js";
import { interruptsOnTalos } from "./interrupts-on-talos.js";
import { memoryCeiling } from "./memory-ceiling.js";
import { memoryReserved } from "./memory-reserved.js";
import { misquotedDefault } from "./misquoted-default.js";
import { monitoringAlertUnused } from "./monitoring-alert-unused.js";
import { monitoringSameNodes } from "./monitoring-same-nodes.js";
import { mountConflict } from "./mount-conflict.js";
import { mountCredentials } from "./mount-credentials.js";
import { mountNoEffect } from "./mount-no-effect.js";
import { mountUnknownOption } from "./mount-unknown-option.js";
import {
  mountWeakConsistency,
  mountWritersUnknown,
} from "./mount-weak-consistency.js";
import { negativeValue } from "./negative-value.js";
import { neighbourThresholds } from "./neighbour-thresholds.js";
import { noEffect } from "./no-effect.js";
import { orderDependent } from "./order-dependent.js";
import { osVersionMissing } from "./os-version-missing.js";
import { pagesNotBytes } from "./pages-not-bytes.js";
import { podAllowList } from "./pod-allow-list.js";
import { podHostNamespace } from "./pod-host-namespace.js";
import { podKeyRefused } from "./pod-key-refused.js";
import { podNoSuchKey } from "./pod-no-such-key.js";
import { podNodeWide } from "./pod-node-wide.js";
import { podNotInherited } from "./pod-not-inherited.js";
import { podNotNamespaced } from "./pod-not-namespaced.js";
import { podPattern } from "./pod-pattern.js";
import { podReadOnlyKey } from "./pod-read-only-key.js";
import { podRoleWithoutKubelet } from "./pod-role-without-kubelet.js";
import { portsOverlap } from "./ports-overlap.js";
import { portsParity } from "./ports-parity.js";
import { portsPrivileged } from "./ports-privileged.js";
import { portsUnreserved } from "./ports-unreserved.js";
import { reasonMissing } from "./reason-missing.js";
import { refusedByKubelet } from "./refused-by-kubelet.js";
import { resetByCilium } from "./reset-by-cilium.js";
import { resetByK3s } from "./reset-by-k3s.js";
import { resetByKubeProxy } from "./reset-by-kube-proxy.js";
import { resetByKubelet } from "./reset-by-kubelet.js";
import { roleWithoutTarget } from "./role-without-target.js";
import { rpFilterStrict } from "./rp-filter-strict.js";
import { sysfsPattern } from "./sysfs-pattern.js";
import { twReuseWithoutTimestamps } from "./tw-reuse-without-timestamps.js";
import { unusedProfile } from "./unused-profile.js";
import type { Rule } from "./types.js";

/** Every rule, in the order of the documentation. */
export const rules: readonly Rule[] = [
  noEffect,
  aliasTwice,
  resetByK3s,
  resetByKubeProxy,
  resetByKubelet,
  refusedByKubelet,
  resetByCilium,
  forwardingMissing,
  orderDependent,
  interfaceAtBoot,
  conntrackMinIgnored,
  limitsLoginsOnly,
  limitsNotPossible,
  sysfsPattern,
  kernelArgsContradicted,
  equalsDefault,
  belowDefault,
  conntrackTimeWait,
  forwardingOff,
  forwardingOffIpv6,
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
  ciliumKeysIgnored,
  ciliumWithoutNodes,
  monitoringAlertUnused,
  monitoringSameNodes,
  unusedProfile,
  roleWithoutTarget,
  osVersionMissing,
  reasonMissing,
  memoryReserved,
  memoryCeiling,
  interruptsOnTalos,
  interruptsFlowsRounded,
  interruptsFlowsAlone,
  mountNoEffect,
  mountConflict,
  mountUnknownOption,
  mountCredentials,
  mountWeakConsistency,
  mountWritersUnknown,
];
