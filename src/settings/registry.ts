import { keysOf } from "../core/keys-of.js";
import { allowance } from "./allowance.js";
import { conntrack } from "./conntrack.js";
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

/** The kinds of settings that nodes have, in the order in which the schema lists their sections. */
const ofNodes = {
  sysctl,
  module,
  allowance,
  limit,
  limitService,
  sysfs,
  kernelArgument,
  conntrack,
  interrupts,
};

/** All kinds of settings: everything that is done for each kind goes over this list. */
const all = { ...ofNodes, podSysctl, mountOption };

/** A kind of setting that nodes have, as `NodePlan.settings` and `Layer.settings` name it. */
export type NodeKind = keyof typeof ofNodes;

export type Kind = keyof typeof all;

/** A setting of a kind as it was written. */
export type WrittenOf<K extends Kind> = ReturnType<
  (typeof all)[K]["read"]
>[number];

/** A setting of a kind as a node has it. */
export type SettingOf<K extends NodeKind> = NonNullable<
  ReturnType<(typeof ofNodes)[K]["settle"]>
>;

/** What is written in one place, by kind. */
export type WrittenSettings<K extends Kind> = {
  readonly [Each in K]: readonly WrittenOf<Each>[];
};

/** What a node is to have of some kinds. */
export type SettingsOf<K extends NodeKind> = {
  readonly [Each in K]: readonly SettingOf<Each>[];
};

/** What a node is to have, by kind. */
export type NodeSettings = SettingsOf<NodeKind>;

export const nodeKinds: {
  readonly [K in NodeKind]: SettingKind<WrittenOf<K>, SettingOf<K>>;
} = ofNodes;

export const kinds: {
  readonly [K in Kind]: WrittenKind<WrittenOf<K>>;
} = all;

export const nodeKindNames = keysOf(nodeKinds);
export const kindNames = keysOf(kinds);
