import type { Comment, CommentedSetting } from "./views.js";

/** A file of kube-proxy's connection-tracking settings. */
export interface KubeProxyView {
  readonly header: Comment;
  readonly settings: readonly CommentedSetting[];
}
