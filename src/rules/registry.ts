import { noEffect } from "./no-effect.js";
import { podAllowList } from "./pod-allow-list.js";
import { podHostNamespace } from "./pod-host-namespace.js";
import { podNoSuchKey } from "./pod-no-such-key.js";
import { podNodeWide } from "./pod-node-wide.js";
import { podNotInherited } from "./pod-not-inherited.js";
import { podNotNamespaced } from "./pod-not-namespaced.js";
import { podPattern } from "./pod-pattern.js";
import { podReadOnlyKey } from "./pod-read-only-key.js";
import { podRoleWithoutKubelet } from "./pod-role-without-kubelet.js";
import type { Rule } from "./types.js";

/** Every rule, in the order of the documentation. */
export const rules: readonly Rule[] = [
  noEffect,
  podNotNamespaced,
  podNoSuchKey,
  podReadOnlyKey,
  podHostNamespace,
  podPattern,
  podNodeWide,
  podAllowList,
  podRoleWithoutKubelet,
  podNotInherited,
];
