/** What the views of several targets are made of. */

/** Comment lines with their `#`, without indent. */
export type Comment = readonly string[];

/** The settings of one owner. */
export interface GroupView<S = SettingView> {
  /** Whether a blank line keeps it apart: there is a group before it. */
  readonly gap: boolean;
  readonly heading: Comment;
  readonly entries: readonly EntryView<S>[];
}

/** One setting; only its comment where nothing is written. */
export interface EntryView<S = SettingView> {
  /** Whether a blank line keeps it apart: what came before was only a comment. */
  readonly gap: boolean;
  readonly comment: Comment;
  readonly setting: false | S;
}

export interface SettingView {
  readonly key: string;
  readonly value: string;
}

/** A setting that is not part of a group. */
export interface CommentedSetting extends SettingView {
  readonly comment: Comment;
}

/** An element of a list. */
export interface ItemView {
  readonly comment: Comment;
  readonly value: string;
}
