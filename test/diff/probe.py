"""Changes keys in a network namespace, and prints what open and new sockets have.

One line of JSON for each key: what an object that was made before the change had then and has afterwards, and what a new
one has. Node.js cannot read the options of sockets, so this is Python, with nothing but its standard library and `ip`.
"""

import ctypes
import json
import os
import socket
import struct
import subprocess
import sys

TCP_INFO, TCP_CONGESTION, MPTCP = 11, 13, 262


def path(key):
    return "/proc/sys/" + key.replace(".", "/")


def read(key):
    with open(path(key)) as file:
        return " ".join(file.read().split())


def write(key, value):
    with open(path(key), "w") as file:
        file.write(value)


def can_write(key):
    """Whether the namespace has the key, and a value of its own."""
    try:
        write(key, read(key))
        return True
    except OSError:
        return False


def sh(command):
    return subprocess.run(
        command, shell=True, check=True, capture_output=True, text=True
    ).stdout


def trial(key, value, make, look):
    """Makes an object, looks at it, changes the key, and looks at it and at a new one."""
    if not can_write(key):
        print(json.dumps({"key": key, "missing": True}))
        return
    old = read(key)
    first = make()
    before = look(first)
    write(key, value)
    after = look(first)
    new = look(make())
    write(key, old)
    print(json.dumps({"key": key, "before": before, "after": after, "new": new}))


listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen(64)
accepted = []


def connect():
    client = socket.create_connection(listener.getsockname())
    accepted.append(listener.accept()[0])
    client.sendall(b"x")
    accepted[-1].recv(1)
    return client


def tcp():
    return socket.socket()


def udp():
    return socket.socket(socket.AF_INET, socket.SOCK_DGRAM)


def option(level, name):
    return lambda sock: sock.getsockopt(level, name)


def info(at, size="I"):
    def look(sock):
        data = sock.getsockopt(socket.IPPROTO_TCP, TCP_INFO, 232)
        return struct.unpack_from(size, data, at)[0]

    return look


def flag(bit):
    return lambda sock: info(5, "B")(sock) & bit


def number(index):
    return info(8 + 4 * index)


def listen():
    sock = socket.socket()
    sock.bind(("127.0.0.1", 0))
    sock.listen(65535)
    return sock


def keep_alive():
    sock = connect()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    return sock


def keep_alive_timer(sock):
    port = sock.getsockname()[1]
    shown = sh(f"ss -Htno sport = :{port}")
    return shown.split("timer:(keepalive,")[1].split(",")[0][:4]


def datagrams():
    sock = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    sock.bind(f"\0probe{len(accepted)}")
    accepted.append(sock)
    return sock


def queue_length(sock):
    sender = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    sender.setblocking(False)
    sender.connect(sock.getsockname())
    sent = 0
    try:
        while True:
            sender.send(b"x")
            sent += 1
    except BlockingIOError:
        pass
    sock.setblocking(False)
    try:
        while True:
            sock.recv(1)
    except BlockingIOError:
        return sent


def asked_buffer(sock):
    """The buffer of a socket that asked for a large one when it was made."""
    return sock.getsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF)


def udp_with_buffer():
    sock = udp()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 28)
    return sock


def sender_port(sock):
    """Whether a socket that was made before gets a port of the new range when it connects."""
    sock.connect(listener.getsockname())
    accepted.append(listener.accept()[0])
    return 50000 <= sock.getsockname()[1] <= 50009


def can_bind_elsewhere(sock):
    try:
        sock.bind(("192.0.2.1", 0))
        return True
    except OSError:
        return False


def next_call(key, value, call):
    """A key that counts at the next call of anything that is there already."""
    before = call()
    old = read(key)
    write(key, value)
    after = call()
    write(key, old)
    print(json.dumps({"key": key, "before": before, "after": after, "new": after}))


def mptcp():
    try:
        return socket.socket(socket.AF_INET, socket.SOCK_STREAM, MPTCP)
    except OSError:
        return None


def can_ping():
    try:
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM, socket.IPPROTO_ICMP).close()
        return True
    except OSError:
        return False


def reaches_ipv6():
    sock = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
    try:
        sock.connect(("::1", 9))
        return True
    except OSError:
        return False


links = []


def interface():
    name = f"v{len(links)}"
    links.append(name)
    sh(f"ip link add {name} type veth peer name p{name}")
    sh(f"ip addr add 198.51.100.{len(links)}/32 dev {name} && ip link set {name} up")
    return name


def of_interface(family, key):
    return lambda name: read(f"net.{family}.{name}.{key}")


class Namespace:
    """A process in a network namespace of its own."""

    def __init__(self):
        self.process = subprocess.Popen(
            ["unshare", "--net", "sh", "-c", "echo; exec sleep 60"],
            stdout=subprocess.PIPE,
        )
        self.process.stdout.readline()

    def read(self, key):
        return sh(f"nsenter --target {self.process.pid} --net cat {path(key)}").strip()


namespaces = []


def namespace():
    namespaces.append(Namespace())
    return namespaces[-1]


libc = ctypes.CDLL(None, use_errno=True)


def message_queue():
    return libc.msgget(0, 0o1600)


def queue_bytes(queue):
    shown = sh(f"LC_ALL=C ipcs -q -i {queue}")
    return int(shown.split("qbytes=")[1].split()[0])


sh("ip link set lo up")
TCP, SOCKET, IP, IPV6 = (
    socket.IPPROTO_TCP,
    socket.SOL_SOCKET,
    socket.IPPROTO_IP,
    socket.IPPROTO_IPV6,
)

# New connections and sockets.
trial("net.core.rmem_default", "300000", udp, option(SOCKET, socket.SO_RCVBUF))
trial("net.core.wmem_default", "300000", udp, option(SOCKET, socket.SO_SNDBUF))
trial("net.core.rmem_max", "400000", udp_with_buffer, asked_buffer)
trial("net.ipv4.tcp_rmem", "4096 65536 8388608", tcp, option(SOCKET, socket.SO_RCVBUF))
trial("net.ipv4.tcp_wmem", "4096 65536 8388608", tcp, option(SOCKET, socket.SO_SNDBUF))
trial("net.core.somaxconn", "77", listen, number(5))
trial(
    "net.ipv4.tcp_congestion_control",
    "reno" if read("net.ipv4.tcp_congestion_control") != "reno" else "cubic",
    tcp,
    lambda sock: sock.getsockopt(TCP, TCP_CONGESTION, 16).strip(b"\0").decode(),
)
trial("net.ipv4.tcp_timestamps", "0", connect, flag(1))
trial("net.ipv4.tcp_sack", "0", connect, flag(2))
trial("net.ipv4.tcp_window_scaling", "0", connect, flag(4))
trial("net.ipv4.tcp_ecn", "1", connect, flag(8))
trial("net.ipv4.tcp_reordering", "9", connect, number(20))
trial("net.ipv4.tcp_rto_min_us", "1000", connect, lambda sock: number(0)(sock) < 100_000)
trial("net.ipv4.tcp_keepalive_time", "600", keep_alive, keep_alive_timer)
trial("net.ipv4.ip_no_pmtu_disc", "1", udp, option(IP, 10))
trial(
    "net.ipv6.bindv6only",
    "1",
    lambda: socket.socket(socket.AF_INET6),
    option(IPV6, socket.IPV6_V6ONLY),
)
trial("net.unix.max_dgram_qlen", "30", datagrams, queue_length)
trial(
    "net.mptcp.enabled",
    "0",
    mptcp,
    lambda sock: sock is not None and sock.getsockopt(SOCKET, socket.SO_PROTOCOL) == MPTCP,
)

# Live.
trial("net.ipv4.tcp_keepalive_intvl", "33", connect, option(TCP, socket.TCP_KEEPINTVL))
trial("net.ipv4.tcp_keepalive_probes", "5", connect, option(TCP, socket.TCP_KEEPCNT))
trial("net.ipv4.tcp_syn_retries", "3", connect, option(TCP, socket.TCP_SYNCNT))
trial("net.ipv4.tcp_fin_timeout", "15", connect, option(TCP, socket.TCP_LINGER2))
trial("net.ipv4.ip_default_ttl", "33", connect, option(IP, socket.IP_TTL))
waiting = [tcp(), tcp()]
next_call("net.ipv4.ip_local_port_range", "50000 50009", lambda: sender_port(waiting.pop()))
bound = [tcp(), tcp()]
next_call("net.ipv4.ip_nonlocal_bind", "1", lambda: can_bind_elsewhere(bound.pop()))
next_call("net.ipv4.ping_group_range", "0 0" if not can_ping() else "1 0", can_ping)
next_call("net.ipv6.conf.all.disable_ipv6", "1", reaches_ipv6)
next_call("net.ipv4.ip_forward", "1" if read("net.ipv4.ip_forward") == "0" else "0", lambda: read("net.ipv4.conf.lo.forwarding"))

# New interfaces.
trial("net.ipv4.conf.default.rp_filter", "2" if read("net.ipv4.conf.default.rp_filter") != "2" else "1", interface, of_interface("ipv4.conf", "rp_filter"))
trial("net.ipv4.conf.default.arp_announce", "2", interface, of_interface("ipv4.conf", "arp_announce"))
trial("net.ipv4.conf.default.forwarding", "1" if read("net.ipv4.conf.default.forwarding") == "0" else "0", interface, of_interface("ipv4.conf", "forwarding"))
trial("net.ipv6.conf.default.hop_limit", "99", interface, of_interface("ipv6.conf", "hop_limit"))
trial("net.ipv6.conf.default.accept_redirects", "0", interface, of_interface("ipv6.conf", "accept_redirects"))

# New pods: network namespaces.
trial("net.ipv4.tcp_child_ehash_entries", "256", namespace, lambda ns: ns.read("net.ipv4.tcp_ehash_entries"))
trial("net.ipv4.udp_child_hash_entries", "256", namespace, lambda ns: ns.read("net.ipv4.udp_hash_entries"))

# New objects of processes, in an IPC namespace.
trial("kernel.msgmnb", "32768", message_queue, queue_bytes)

for each in namespaces:
    each.process.kill()
sys.stdout.flush()
