# Changes settings of a running node with systemd, and looks at what was there before and at what is new.
. /look.sh

mkdir /bpf && mount -t bpf bpf /bpf
LC_ALL=C perl /bpf.pl

# A limit of a service.
limit() {
  grep "Max open files" "/proc/$(systemctl show --property MainPID --value limited)/limits" | tr -s ' '
}
tell limits.nofile before "$(limit)"
sed -i s/1000/2000/ /etc/systemd/system/limited.service
systemctl daemon-reload
tell limits.nofile after "$(limit)"
systemctl restart limited
tell limits.nofile new "$(limit)"

# Where the kernel puts the stacks of two processes.
stacks() {
  if [ "$(grep stack "/proc/$1/maps")" = "$(grep stack "/proc/$2/maps")" ]; then echo "one place"; else echo "two places"; fi
}
sleep 999 & one=$!
sleep 999 & two=$!
sleep 1
tell kernel.randomize_va_space before "$(stacks $one $two)"
echo 0 >/proc/sys/kernel/randomize_va_space
tell kernel.randomize_va_space after "$(stacks $one $two)"
sleep 999 & one=$!
sleep 999 & two=$!
sleep 1
tell kernel.randomize_va_space new "$(stacks $one $two)"

# How far this very shell may raise its limit.
raise() {
  if ulimit -n 1500000 2>/dev/null; then raised=allowed; else raised=refused; fi
}
raise
tell fs.nr_open before $raised
echo 2000000 >/proc/sys/fs/nr_open
raise
tell fs.nr_open after $raised
tell fs.nr_open new $raised

# What only a boot changes.
echo "vm.swappiness = 10" >/etc/sysctl.d/tuning.conf
echo "options nbd nbds_max=2" >/etc/modprobe.d/tuning.conf
printf 'nbd\ndummy\n' >/etc/modules-load.d/tuning.conf
apply
echo 1 >/proc/sys/kernel/modules_disabled
look before
: >/etc/sysctl.d/tuning.conf
echo "options nbd nbds_max=5" >/etc/modprobe.d/tuning.conf
echo nbd >/etc/modules-load.d/tuning.conf
echo "mitigations=off hugepages=4" 2>/dev/null >/proc/cmdline
apply
echo 0 2>/dev/null >/proc/sys/kernel/modules_disabled
look after
