import { tomlString } from "../../encode/toml.js";
import type { NodePlan } from "../../plan/types.js";
import type { Mark } from "../setting-lines.js";
import { moduleComment } from "../shared/comments.js";
import { namedComment, saidOnce, written } from "../shared/named-comment.js";
import { settingMark } from "../shared/setting-mark.js";
import type { Comment, CommentedSetting } from "../shared/views.js";

/** A name of the kernel's command line, once for each value; the bare word without any. */
interface Parameter {
  readonly name: string;
  readonly values: readonly string[];
  readonly comment: Comment;
  readonly marks: string;
}

/**
 * Views `settings.boot.kernel-parameters`: the node's kernel arguments, and the parameters of its modules, which
 * modprobe reads from the command line. A name stands once, with the values of both.
 * Source: https://bottlerocket.dev/en/os/1.57.x/api/settings/kernel/, `modules.<name>.allowed`.
 */
export function kernelParameters(
  node: NodePlan,
  mark: Mark,
): readonly CommentedSetting[] {
  const byId = new Map<string, Parameter>();
  for (const [id, parameter] of [
    ...moduleParameters(node, mark),
    ...kernelArguments(node, mark),
  ]) {
    const other = byId.get(id);
    byId.set(id, other === undefined ? parameter : joined(other, parameter));
  }
  return saidOnce(
    [...byId.values()].map(({ name, values, comment, marks }) => ({
      comment,
      key: marks + tomlString(name),
      value: `[${values.map(tomlString).join(", ")}]`,
    })),
  );
}

function moduleParameters(
  { settings }: NodePlan,
  mark: Mark,
): readonly (readonly [string, Parameter])[] {
  return settings.module.flatMap((module) =>
    Object.entries(module.value).map(([parameter, value]) => {
      const name = `${module.id}.${parameter}`;
      return [
        name,
        {
          name,
          values: [value],
          comment: moduleComment(module, 0),
          marks: mark("module", module.id),
        },
      ] as const;
    }),
  );
}

function kernelArguments(
  node: NodePlan,
  mark: Mark,
): readonly (readonly [string, Parameter])[] {
  return written(node.settings.kernelArgument).map((argument) => [
    argument.id,
    {
      // A name has no slashes; in `sysctl.` the kernel reads a dot as one.
      name: argument.value.name.replaceAll("/", "."),
      values: argument.value.values,
      comment: namedComment(node, argument, 0),
      marks: settingMark(mark, "kernelArgument", argument),
    },
  ]);
}

/** The later value wins in the kernel. */
function joined(first: Parameter, second: Parameter): Parameter {
  return {
    name: second.name,
    values: [...first.values, ...second.values],
    comment: [...first.comment, ...second.comment],
    marks: first.marks + second.marks,
  };
}
