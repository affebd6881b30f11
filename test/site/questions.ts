/** What newcomers ask, and the words of the answer on the page that the first results lead to. */
export const questions: readonly {
  readonly ask: string;
  /** The page whose text has the answer. */
  readonly page: string;
  readonly answer: string;
}[] = [
  {
    ask: "too many open files",
    page: "keys/fs.file-max.html",
    answer: "open files",
  },
  {
    ask: "conntrack table full",
    page: "keys/net.netfilter.nf_conntrack_max.html",
    answer: "unless run with --conntrack-max-per-core=0",
  },
  {
    ask: "why does K3s reset my sysctl?",
    page: "rules/reset-by-k3s.html",
    answer: "at every start",
  },
  {
    ask: "no space left on device inotify",
    page: "keys/fs.inotify.max_user_watches.html",
    answer: "watches",
  },
  {
    ask: "tcp_tw_recycle",
    page: "keys/net.ipv4.tcp_tw_recycle.html",
    answer: "Removed in kernel 4.12",
  },
  {
    ask: "how do I install it?",
    page: "docs/readme.html",
    answer: "npm install --save-dev tunegen",
  },
  {
    ask: "import existing files",
    page: "docs/import.html",
    answer: "sysctl.d",
  },
  {
    ask: "what does Talos set at boot?",
    page: "platforms/talos.html",
    answer: "sysctl at boot",
  },
  {
    ask: "how can I silence a rule",
    page: "docs/spec.html",
    answer: "accept",
  },
  {
    ask: "cannot assign requested address",
    page: "keys/net.ipv4.ip_local_port_range.html",
    answer: "32768 60999",
  },
  {
    ask: "unknown-key",
    page: "errors/unknown-key.html",
    answer: "silently skip unknown keys",
  },
  {
    ask: "max virtual memory areas vm.max_map_count [65530] is too low",
    page: "keys/vm.max_map_count.html",
    answer: "NixOS",
  },
  {
    ask: "131072",
    page: "keys/net.netfilter.nf_conntrack_max.html",
    answer: "131072",
  },
  {
    ask: "securityContext",
    page: "rules/pod-allow-list.html",
    answer: "kubelet",
  },
  {
    ask: "import my sysctl.d",
    page: "docs/import.html",
    answer: "sysctl.d",
  },
  { ask: "check in CI", page: "docs/ci.html", answer: "tunegen check" },
  {
    ask: "accept a warning",
    page: "docs/faq.html",
    answer: "accept: { rule: reason }",
  },
  { ask: "rollback", page: "docs/operate.html", answer: "tunegen rollback" },
  {
    ask: "difference to TuneD",
    page: "docs/comparison.html",
    answer: "What tunegen adds",
  },
];

/** How many results a reader looks at. */
export const LOOKED_AT = 3;
