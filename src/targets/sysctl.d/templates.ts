import { spec as sysctlsSpec } from "../../../templates/sysctl.d/sysctl.d.hbs";
import { spec as modulesLoadSpec } from "../../../templates/sysctl.d/modules-load.d.hbs";
import { spec as modprobeSpec } from "../../../templates/sysctl.d/modprobe.d.hbs";
import { template } from "../shared/template.js";
import type { Comment, GroupView, ItemView } from "../shared/views.js";

export interface SysctlDView {
  readonly header: Comment;
  readonly groups: readonly GroupView[];
}

export interface ModulesLoadView {
  readonly header: Comment;
  readonly modules: readonly ItemView[];
}

export interface ModprobeView {
  readonly header: Comment;
  readonly options: readonly ItemView[];
}

export const sysctls = template<SysctlDView>("sysctl.d/sysctl.d", sysctlsSpec);

export const modulesLoad = template<ModulesLoadView>(
  "sysctl.d/modules-load.d",
  modulesLoadSpec,
);

export const modprobe = template<ModprobeView>(
  "sysctl.d/modprobe.d",
  modprobeSpec,
);
