import { spec as userDataSpec } from "../../../templates/bottlerocket/user-data.hbs";
import { template } from "../shared/template.js";
import type {
  Comment,
  CommentedSetting,
  GroupView,
  ItemView,
} from "../shared/views.js";
import type { ResourceLimitView } from "./resource-limits.js";

/** Settings as TOML. All values are encoded already. */
export interface UserDataView {
  readonly header: Comment;
  readonly sysctls: readonly GroupView[];
  readonly modules: readonly ItemView[];
  readonly parameters: readonly CommentedSetting[];
  readonly limits: readonly ResourceLimitView[];
  readonly allowedSysctls: readonly ItemView[];
}

export const userData = template<UserDataView>(
  "bottlerocket/user-data",
  userDataSpec,
);
