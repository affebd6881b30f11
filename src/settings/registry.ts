import { keysOf } from "../core/keys-of.js";
import { allowance } from "./allowance.js";
import { kubeProxy } from "./kube-proxy.js";
import { hugepages } from "./hugepages.js";
import { interrupts } from "./interrupts/index.js";
import { kernelArgument } from "./kernel-argument.js";
import type { SettingKind, WrittenKind } from "./kind.js";
import { limit } from "./limit.js";
import { limitService } from "./limit-service.js";
import { module } from "./module.js";
import { mountOption } from "./mount-option.js";
import { podSysctl } from "./pod-sysctl.js";
import { sysctl } from "./sysctl/index.js";
import { sysfs } from "./sysfs.js";

/** The kinds of settings of nodes, in the order of their sections in the schema. */
const ofNodes = {
  sysctl,
  module,
  allowance,
  limit,
  limitService,
  sysfs,
  kernelArgument,
  hugepages,
  kubeProxy,
  interrupts,
};

/** All kinds of settings: whatever is done for each kind iterates over this list. */
const all = { ...ofNodes, podSysctl, mountOption };

/** A kind of setting of nodes, by its name in `NodePlan.settings` and `Layer.settings`. */
export type NodeKind = keyof typeof ofNodes;

export type Kind = keyof typeof all;

/** A setting of a kind in the spec. */
export type WrittenOf<K extends Kind> = ReturnType<
  (typeof all)[K]["read"]
>[number];

/** A setting of a kind on a node. */
export type SettingOf<K extends NodeKind> = NonNullable<
  ReturnType<(typeof ofNodes)[K]["settle"]>
>;

/** The settings in one place of the spec, by kind. */
export type WrittenSettings<K extends Kind> = {
  readonly [Each in K]: readonly WrittenOf<Each>[];
};

/** The settings of a node of some kinds. */
export type SettingsOf<K extends NodeKind> = {
  readonly [Each in K]: readonly SettingOf<Each>[];
};

/** The settings of a node, by kind. */
export type NodeSettings = SettingsOf<NodeKind>;

export const nodeKinds: {
  readonly [K in NodeKind]: SettingKind<WrittenOf<K>, SettingOf<K>>;
} = ofNodes;

export const kinds: {
  readonly [K in Kind]: WrittenKind<WrittenOf<K>>;
} = all;

export const nodeKindNames = keysOf(nodeKinds);
export const kindNames = keysOf(kinds);
