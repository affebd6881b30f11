import type { KeyEffect } from "./key-effect.js";

/** Keys that a socket or a connection reads when it is made. Read in Linux 6.12; most were tried on 6.18, too. */
export const socketKeys: readonly KeyEffect[] = [
  {
    keys: ["net.core.rmem_default", "net.core.wmem_default"],
    risk: "new-connections",
    source: "net/core/sock.c, sock_init_data_uid()",
  },
  {
    keys: ["net.core.rmem_max", "net.core.wmem_max"],
    risk: "new-connections",
    note: "It limits the next SO_RCVBUF or SO_SNDBUF; sockets that asked before keep their buffers.",
    source: "net/core/sock.c, sk_setsockopt()",
  },
  {
    keys: ["net.core.busy_read"],
    risk: "new-connections",
    source: "net/core/sock.c, sock_init_data_uid(), sk_ll_usec",
  },
  {
    keys: ["net.core.txrehash"],
    risk: "new-connections",
    source: "net/core/sock.c, sock_init_data_uid(), sk_txrehash",
  },
  {
    keys: ["net.core.somaxconn"],
    risk: "new-connections",
    note: "Listening sockets keep their backlog: restart the servers.",
    source: "net/socket.c, __sys_listen_socket()",
  },
  {
    keys: ["net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem"],
    risk: "new-connections",
    note: "Open connections keep their first buffer; how far it may grow changes at once.",
    source:
      "net/ipv4/tcp.c, tcp_init_sock(); net/ipv4/tcp_input.c, tcp_rcvbuf_grow(), tcp_sndbuf_expand()",
  },
  {
    keys: ["net.ipv4.tcp_congestion_control"],
    risk: "new-connections",
    note: "Restart long-lived connections to move them.",
    source: "net/ipv4/tcp_cong.c, tcp_assign_congestion_control()",
  },
  {
    keys: ["net.ipv4.tcp_keepalive_time"],
    risk: "new-connections",
    note: "An open connection has a timer with the old time, and reads the new one when it expires.",
    source: "net/ipv4/tcp_timer.c, tcp_keepalive_timer()",
  },
  {
    keys: [
      "net.ipv4.tcp_timestamps",
      "net.ipv4.tcp_sack",
      "net.ipv4.tcp_window_scaling",
    ],
    risk: "new-connections",
    note: "Both sides agree on it when they connect.",
    source:
      "net/ipv4/tcp_output.c, tcp_syn_options(); net/ipv4/tcp_input.c, tcp_parse_options()",
  },
  {
    keys: ["net.ipv4.tcp_ecn", "net.ipv4.tcp_ecn_fallback"],
    risk: "new-connections",
    note: "Both sides agree on it when they connect.",
    source: "net/ipv4/tcp_output.c, tcp_ecn_send_syn()",
  },
  {
    keys: ["net.ipv4.tcp_fastopen"],
    risk: "new-connections",
    note: "Servers that it concerns have to listen again.",
    source: "net/ipv4/af_inet.c, __inet_listen_sk()",
  },
  {
    keys: [
      "net.ipv4.tcp_mtu_probing",
      "net.ipv4.tcp_base_mss",
      "net.ipv4.tcp_mtu_probe_floor",
    ],
    risk: "new-connections",
    source: "net/ipv4/tcp_output.c, tcp_mtup_init()",
  },
  {
    keys: ["net.ipv4.tcp_reordering"],
    risk: "new-connections",
    source: "net/ipv4/tcp.c, tcp_init_sock()",
  },
  {
    keys: ["net.ipv4.tcp_rto_min_us"],
    risk: "new-connections",
    source: "net/ipv4/tcp.c, tcp_init_sock()",
  },
  {
    keys: ["net.ipv4.ip_no_pmtu_disc"],
    risk: "new-connections",
    source: "net/ipv4/af_inet.c, inet_create()",
  },
  {
    keys: ["net.ipv6.bindv6only"],
    risk: "new-connections",
    source: "net/ipv6/af_inet6.c, inet6_create()",
  },
  {
    keys: ["net.unix.max_dgram_qlen"],
    risk: "new-connections",
    source: "net/unix/af_unix.c, unix_create1()",
  },
  {
    keys: ["net.mptcp.enabled"],
    risk: "new-connections",
    source: "net/mptcp/protocol.c, mptcp_init_sock()",
  },
  {
    keys: [
      "net.sctp.rto_initial",
      "net.sctp.rto_min",
      "net.sctp.rto_max",
      "net.sctp.hb_interval",
      "net.sctp.sack_timeout",
      "net.sctp.valid_cookie_life",
      "net.sctp.max_init_retransmits",
      "net.sctp.association_max_retrans",
      "net.sctp.path_max_retrans",
    ],
    risk: "new-connections",
    source: "net/sctp/socket.c, sctp_init_sock()",
  },
];
