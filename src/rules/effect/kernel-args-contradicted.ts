import { kernelSizeText } from "../../catalogue/huge-page-sizes.js";
import type { KernelArgument } from "../../settings/kernel-argument.js";
import { hugePagesOf } from "../../plan/huge-pages.js";
import type { NodePlan } from "../../plan/types.js";
import { valueText } from "../../settings/sysctl/value.js";
import type { Span } from "../../core/source.js";
import { integerOf, setting } from "../support/node-settings.js";
import { defineRule, type Report } from "../rule.js";

/** What sets the same thing after boot: the key of a sysctl or a path of sysfs, and the equal text. */
interface Twin {
  readonly sysctl?: string;
  readonly sysfs?: string;
  /** Converts the argument's value; undefined where that is not known. */
  readonly as: (value: string) => string | undefined;
}

const PAGES = "vm.nr_hugepages";

const same = (value: string): string => value;
const number = (value: string): string | undefined =>
  /^-?[0-9]+$/u.test(value) ? value : undefined;
const word =
  (words: Readonly<Record<string, string>>) =>
  (value: string): string | undefined =>
    Object.hasOwn(words, value) ? words[value] : undefined;

/** Source: the kernel's admin-guide/kernel-parameters.txt, sysctl/kernel.rst, sysctl/vm.rst, mm/transhuge.rst; fs/proc/proc_sysctl.c, sysctl_aliases. */
const twins: Readonly<Record<string, Twin>> = {
  transparent_hugepage: {
    sysfs: "kernel/mm/transparent_hugepage/enabled",
    as: same,
  },
  panic: { sysctl: "kernel.panic", as: number },
  nmi_watchdog: { sysctl: "kernel.nmi_watchdog", as: number },
  numa_balancing: {
    sysctl: "kernel.numa_balancing",
    as: word({ enable: "1", disable: "0" }),
  },
  oops: { sysctl: "kernel.panic_on_oops", as: word({ panic: "1" }) },
  hung_task_panic: { sysctl: "kernel.hung_task_panic", as: number },
  hardlockup_all_cpu_backtrace: {
    sysctl: "kernel.hardlockup_all_cpu_backtrace",
    as: number,
  },
  softlockup_all_cpu_backtrace: {
    sysctl: "kernel.softlockup_all_cpu_backtrace",
    as: number,
  },
  norandmaps: { sysctl: "kernel.randomize_va_space", as: () => "0" },
  "ipv6.disable_ipv6": {
    sysctl: "net.ipv6.conf.all.disable_ipv6",
    as: number,
  },
};

/** `sysctl.vm.swappiness=10` is itself a sysctl, which the kernel sets before init runs. */
function twinOf({ id, sysctl }: KernelArgument): Twin | undefined {
  if (sysctl !== undefined) return { sysctl: sysctl.id, as: same };
  return Object.hasOwn(twins, id) ? twins[id] : undefined;
}

export const kernelArgsContradicted = defineRule({
  name: "kernel-args-contradicted",
  scope: "node",
  severity: "warning",
  group: "effect",
  watches: {
    has: (id) =>
      id === PAGES || Object.values(twins).some(({ sysctl }) => sysctl === id),
  },
  summary:
    "A kernel argument that a sysctl or sysfs setting overrides after boot",
  page: () => ({
    explanation:
      "Some kernel arguments set the same thing as a sysctl or a file in sysfs: `transparent_hugepage`, `panic`, `numa_balancing`, `sysctl.*`. The kernel applies its command line first; the sysctl or the file is written later in the boot and overrides it. If the values differ, the argument has no lasting effect.",
    source: "https://docs.kernel.org/admin-guide/kernel-parameters.html",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysfs:
      kernel/mm/transparent_hugepage/enabled: madvise # Only programs that ask for it
    kernelArgs:
      transparent_hugepage: never # No stalls
`,
      at: "8:29",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysfs:
      kernel/mm/transparent_hugepage/enabled: madvise # Only programs that ask for it
    kernelArgs:
      transparent_hugepage: madvise # From the start
`,
    },
  }),
  check: (node) => [
    ...node.settings.kernelArgument.flatMap((argument) =>
      about(node, argument),
    ),
    ...hugePageReports(node),
  ],
});

/** `vm.nr_hugepages` changes the number of pages of the default size. */
function hugePageReports(node: NodePlan): readonly Report[] {
  const sysctl = setting(node, PAGES);
  const later = integerOf(sysctl);
  if (sysctl === undefined || later === undefined) return [];
  const { defaultSize, pools } = hugePagesOf(node);
  const pool = pools.find(({ size }) => size === defaultSize);
  if (pool === undefined || pool.count === later) return [];
  const { count, argument } = pool;
  return [
    {
      about: argument,
      span: argument.valueSpan,
      message: `the ${count} huge pages of ${kernelSizeText(defaultSize)} are overridden after boot: \`vm.nr_hugepages\` is set to ${later}`,
      why: "sysctls are written after the kernel has applied its command line",
      help: `remove one of the two, or set both to ${count}`,
      related: [{ message: "set here", span: sysctl.origin.span }],
    },
  ];
}

function about(node: NodePlan, argument: KernelArgument): readonly Report[] {
  const { value } = argument;
  const twin = twinOf(argument);
  if (value === undefined || twin === undefined) return [];
  const wanted = twin.as(value.values.at(-1) ?? "");
  const later = laterOf(node, twin);
  if (wanted === undefined || later === undefined || later.text === wanted)
    return [];
  return [
    {
      about: argument,
      span: argument.valueSpan,
      message: `\`${argument.keyText}\` is overridden after boot: \`${later.name}\` is set to ${later.text}`,
      why: "sysctls and sysfs files are written after the kernel has applied its command line",
      help: later.isDerived
        ? `write ${later.text}, or remove the argument`
        : `remove one of the two, or set both to ${wanted}`,
      related: [
        {
          message: later.isDerived ? "derived from this" : "set here",
          span: later.span,
        },
      ],
    },
  ];
}

/** What is written after the kernel has applied its command line. */
interface Later {
  readonly name: string;
  readonly text: string;
  readonly span: Span;
  /** Whether no line of the spec sets it. */
  readonly isDerived: boolean;
}

function laterOf(node: NodePlan, { sysctl, sysfs }: Twin): Later | undefined {
  const file = node.settings.sysfs.find(({ id }) => id === sysfs);
  if (file?.value !== undefined)
    return {
      name: file.keyText,
      text: file.value,
      span: file.origin.span,
      isDerived: false,
    };
  const key = sysctl === undefined ? undefined : setting(node, sysctl);
  return (
    key?.value && {
      name: key.id,
      text: valueText(key.value),
      span: key.origin.span,
      isDerived: key.from.length === 0,
    }
  );
}
