/** The switches of IPv4 forwarding, without which a Kubernetes node does not work. */
export const ipv4Forwarding: ReadonlySet<string> = new Set([
  "net.ipv4.ip_forward",
  "net.ipv4.conf.all.forwarding",
  "net.ipv4.conf.default.forwarding",
]);

/** Their counterparts, which only IPv6 and dual-stack clusters need. */
export const ipv6Forwarding: ReadonlySet<string> = new Set([
  "net.ipv6.conf.all.forwarding",
  "net.ipv6.conf.default.forwarding",
]);
