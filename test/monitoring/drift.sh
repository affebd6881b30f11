# Runs node_exporter and Prometheus on the loopback of a namespace of its own, and plays drift to them. Sandboxed.
# $1: a folder with node-exporter.args, rules.yaml and prometheus.yaml. What was seen goes to standard output.
set -u
cd "$1" || exit 1
ip link set lo up
sys=/proc/sys/net
values() {
  printf 8192 >$sys/core/somaxconn
  printf '20000 50000' >$sys/ipv4/ip_local_port_range
  printf 30 >$sys/ipv4/tcp_fin_timeout
  printf '30000,30010-30020' >$sys/ipv4/ip_local_reserved_ports
}
values

# Each ends by itself, whatever becomes of this script.
timeout -k 1 100 prometheus-node-exporter --collector.disable-defaults --web.listen-address=127.0.0.1:9100 @node-exporter.args >exporter.log 2>&1 &
exporter=$!
timeout -k 1 100 prometheus --config.file=prometheus.yaml --storage.tsdb.path=data --web.listen-address=127.0.0.1:9090 >prometheus.log 2>&1 &
prometheus=$!
trap 'kill $exporter $prometheus; wait' EXIT

ask() {
  curl --noproxy '*' -s --max-time 2 http://127.0.0.1:9090/api/v1/query --data-urlencode "query=$1"
}
# $1: what it is called, $2: a query; waits for an answer with a series in it, and prints it.
await() {
  tries=0
  while [ $tries -lt 60 ]; do
    answer=$(ask "$2")
    case $answer in
    *'"metric"'*)
      echo "$1: $answer"
      return
      ;;
    esac
    tries=$((tries + 1))
    sleep 0.25
  done
  echo "$1: never; last answer: $answer"
  tail -n 3 exporter.log prometheus.log
}
quiet='vector(1) unless on() ALERTS'

await up 'node_sysctl_net_core_somaxconn == 8192 and on() (count_over_time(up[1h]) > 2)'
await quiet-before "$quiet"
printf 4096 >$sys/core/somaxconn
await number 'ALERTS{alertname="TuningDrift",alertstate="firing",sysctl="net.core.somaxconn"}'
values
await number-cleared "$quiet"
printf '20000 50001' >$sys/ipv4/ip_local_port_range
await vector 'ALERTS{alertname="TuningDrift",alertstate="firing",sysctl="net.ipv4.ip_local_port_range"}'
values
await vector-cleared "$quiet"
printf '30000' >$sys/ipv4/ip_local_reserved_ports
await text 'ALERTS{alertname="TuningDrift",alertstate="firing",sysctl="net.ipv4.ip_local_reserved_ports"}'
printf '\n' >$sys/ipv4/ip_local_reserved_ports
await collector 'ALERTS{alertname="TuningSysctlCollector",alertstate="firing"}'
await others-are-still-watched 'node_sysctl_net_ipv4_tcp_fin_timeout == 30'
values
await collector-cleared "$quiet"
kill $exporter
await unwatched 'ALERTS{alertname="TuningSysctlUnwatched",alertstate="firing"}'
