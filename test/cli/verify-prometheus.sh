# Runs two node_exporters and Prometheus on the loopback of a namespace of its own, and compares them. Sandboxed.
# $1: a folder with tuning.yaml, node-exporter.args and prometheus.yaml; $2: node; $3: tunegen.
set -u
cd "$1" || exit 1
ip link set lo up
sys=/proc/sys/net
printf 8192 >$sys/core/somaxconn
printf '20000 50000' >$sys/ipv4/ip_local_port_range
printf '30000,30010-30020' >$sys/ipv4/ip_local_reserved_ports

# Each ends by itself, whatever becomes of this script.
exporter() {
  timeout -k 1 100 prometheus-node-exporter --collector.disable-defaults --collector.uname "$@" >>exporter.log 2>&1 &
}
exporter --web.listen-address=127.0.0.1:9100 @node-exporter.args
first=$!
exporter --web.listen-address=127.0.0.1:9101
second=$!
timeout -k 1 100 prometheus --config.file=prometheus.yaml --storage.tsdb.path=data --web.listen-address=127.0.0.1:9090 --web.route-prefix=/prom >prometheus.log 2>&1 &
prometheus=$!
trap 'kill $first $second $prometheus; wait' EXIT

# $1: a query; waits until it has an answer with a series in it.
await() {
  tries=0
  while [ $tries -lt 80 ]; do
    case $(curl --noproxy '*' -s --max-time 2 http://127.0.0.1:9090/prom/api/v1/query --data-urlencode "query=$1") in
    *'"metric"'*) return ;;
    esac
    tries=$((tries + 1))
    sleep 0.25
  done
  echo "never: $1"
  tail -n 3 exporter.log prometheus.log
}
verify() {
  echo "== $*"
  "$2" "$3" verify --prometheus "http://127.0.0.1:9090/$1" "$4" "$5" 2>&1
  echo "exit $?"
}

await 'node_sysctl_net_core_somaxconn == 8192 and on () count(up) == 3'
verify prom "$2" "$3" --host web1
printf 4096 >$sys/core/somaxconn
printf '20000 50001' >$sys/ipv4/ip_local_port_range
printf '30000' >$sys/ipv4/ip_local_reserved_ports
await 'node_sysctl_net_core_somaxconn == 4096'
verify prom "$2" "$3" --host web1
verify prom "$2" "$3" --role web
verify '' "$2" "$3" --role web
