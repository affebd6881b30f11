import { spec as limitsSpec } from "../../../templates/system/limits.d.hbs";
import { spec as dropInSpec } from "../../../templates/system/systemd-drop-in.hbs";
import { spec as tmpfilesSpec } from "../../../templates/system/tmpfiles.d.hbs";
import { spec as grubDefaultSpec } from "../../../templates/system/grub-default.hbs";
import { template } from "../shared/template.js";
import type { Comment } from "../shared/views.js";

/** A file of lines, each setting with its comment. */
export interface LinesView {
  readonly header: Comment;
  readonly entries: readonly {
    readonly comment: Comment;
    readonly lines: readonly string[];
  }[];
}

export const limits = template<LinesView>("system/limits.d", limitsSpec);

export const dropIn = template<LinesView>("system/systemd-drop-in", dropInSpec);

export const tmpfiles = template<LinesView>("system/tmpfiles.d", tmpfilesSpec);

export const grubDefault = template<LinesView>(
  "system/grub-default",
  grubDefaultSpec,
);
