import type { Source, Span } from "../core/source.js";
import type { FormatName } from "./format-names.js";

/** A value as the spec takes it. Of a sysctl it is the text that the kernel gets: `"4096 87380 16777216"`. */
export type SpecValue =
  | string
  | number
  | boolean
  | null
  | readonly SpecValue[]
  | { readonly [field: string]: SpecValue };

/** Whose setting it is: the node's that the file configures, the cluster's, or that of the pods of one object. */
export type Holder =
  | {
      readonly kind: "node";
      /** The role or host, where a file is for several: `controlPlane` and `worker` of talhelper, or a host's name. */
      readonly group?: string;
    }
  | { readonly kind: "cluster" }
  | {
      readonly kind: "pods";
      /** Undefined if the file does not say it. */
      readonly object: string | undefined;
      readonly name: string | undefined;
      readonly namespace: string | undefined;
      /** Whether the pods use the node's network, so that its sysctls of `net` are the node's. */
      readonly hostNetwork?: true;
    };

/** The words that a file has for a setting, or for several that stand together. */
export interface Reason {
  /** Without marks of a comment, in one line; undefined if there are only references. */
  readonly text: string | undefined;
  /** The URLs in it, which are no longer in the text. */
  readonly refs: readonly string[];
  readonly span: Span;
}

/** A setting that a file has. */
export interface FoundSetting {
  readonly holder: Holder;
  /** Where it belongs in a layer of the spec: `["sysctl", "net.core.somaxconn"]`; a list has its items as names. */
  readonly path: readonly [section: string, ...names: string[]];
  /** `true` for an item of a list, as in `allowedUnsafeSysctls`. */
  readonly value: SpecValue;
  /** Its own reason: the comment at the end of its line, or above it alone. */
  readonly reason: Reason | undefined;
  /** The comment above a group of settings. All of its settings have the same object. */
  readonly group: Reason | undefined;
  /** As in `lib.mkOverride`; undefined for a plain definition, and for other formats than NixOS. */
  readonly nixPriority: number | undefined;
  /** The key or name, as written. */
  readonly span: Span;
}

/** What a file says about its node: `os: talos`, `kubernetes: "1.34"`. */
export interface FoundFact {
  readonly name: string;
  readonly value: string | number | boolean;
  readonly span: Span;
}

/** A setting in a comment. It stays one in the spec. */
export interface CommentedOut {
  /** As the file has it, without the mark of the comment: `net.ipv4.tcp_sack = 0`. */
  readonly text: string;
  /** The words above it, if they belong to no other setting. */
  readonly reason?: Reason | undefined;
  readonly span: Span;
}

/** What a reader of the report must know of a place in the file. */
export interface Remark {
  /**
   * `left`: not taken. `changed`: taken, and differs from what the file does. `condition`: taken, but the file has it under
   * a condition that the spec does not have. `note`: taken as it is.
   */
  readonly kind: "left" | "changed" | "condition" | "note";
  readonly span: Span;
  /** One clause with the file's own words: "`vm.swappiness` is set twice; the last value, 10, is taken". */
  readonly message: string;
  /** What to do; undefined if there is nothing. */
  readonly help?: string;
}

/** A file that another one applies: an import of a NixOS module, a patch that talhelper's configuration names. */
export interface UsedFile {
  /** As the file has it, relative to its folder: `./patches/web.yaml`. */
  readonly path: string;
  /** The role or host that it is for, as in a holder. */
  readonly group?: string;
  readonly span: Span;
}

/** What was read of one file. Whatever in it looks like a setting is in one of the lists. */
export interface Reading {
  readonly source: Source;
  readonly format: FormatName;
  /** The comment at the top that belongs to no setting; undefined if there is none. */
  readonly heading: Reason | undefined;
  readonly facts: readonly FoundFact[];
  readonly settings: readonly FoundSetting[];
  readonly commentedOut: readonly CommentedOut[];
  readonly remarks: readonly Remark[];
  /** The files that it applies. */
  readonly uses?: readonly UsedFile[];
  /** The roles of its nodes, where it is for several; what is for no group is for all of them. */
  readonly groups?: readonly string[];
}

/** A format that `tunegen import` reads. */
export interface Format {
  readonly name: FormatName;
  /** In messages: "a sysctl.d file". */
  readonly title: string;
  /** Whether the text is of this format, by its content. The first format of the registry that says so reads it. */
  recognises(source: Source): boolean;
  /** Reads the text. Never throws, whatever the text is. */
  read(source: Source): Reading;
}
