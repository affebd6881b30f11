import { spec as moduleFileSpec } from "../../../templates/nixos/module.hbs";
import { template } from "../shared/template.js";
import type {
  Comment,
  GroupView,
  ItemView,
  SettingView,
} from "../shared/views.js";

export interface NixosView {
  readonly header: Comment;
  /** The parameters of the module: `{ lib, ... }`. */
  readonly parameters: string;
  /** K3s' configuration as a Nix text, and how a change of it reaches K3s. */
  readonly k3sConfig: false | string;
  readonly disabledModules:
    false | { readonly comment: Comment; readonly path: string };
  readonly kernelModules: NixosList;
  readonly system: NixosSystemView;
  /** modprobe.d lines as a Nix text. */
  readonly modprobeConfig: false | string;
  readonly k3sFlags: NixosList;
  readonly interrupts: false | NixosInterruptsView;
  readonly groups: readonly GroupView<NixosSetting>[];
}

/** The service that runs the script of interrupts, itself a Nix text. */
export interface NixosInterruptsView {
  readonly comment: Comment;
  readonly script: string;
}

/** `broken` where the value needs a line of its own. */
export interface NixosSetting extends SettingView {
  readonly broken: boolean;
}

/** Limits, sysfs and kernel arguments. */
export interface NixosSystemView {
  readonly kernelParams: NixosList;
  /** Lines of tmpfiles.d as Nix strings. */
  readonly tmpfiles: NixosList;
  readonly loginLimits: readonly {
    readonly comment: Comment;
    readonly domain: string;
    readonly type: string;
    readonly item: string;
    readonly value: string;
  }[];
  readonly services: readonly NixosSetting[];
}

/** A list of Nix; `inline` is the short form of one that needs only one line. */
export interface NixosList {
  readonly inline: false | string;
  readonly items: readonly ItemView[];
}

export const moduleFile = template<NixosView>("nixos/module", moduleFileSpec);
