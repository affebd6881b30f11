# For scripts in a machine. They print "name<TAB>before|after|new<TAB>what was seen".
tell() {
  printf '%s\t%s\t%s\n' "$1" "$2" "$3"
}

# What a boot does with the files of settings.
apply() {
  /usr/lib/systemd/systemd-sysctl
  /usr/lib/systemd/systemd-modules-load
}

# Looks at what only a boot changes.
look() {
  tell "vm.swappiness, without its line" "$1" "$(cat /proc/sys/vm/swappiness)"
  tell modules.nbd.nbds_max "$1" "$(cat /sys/module/nbd/parameters/nbds_max)"
  if [ -e /sys/module/dummy ]; then dummy=loaded; else dummy=missing; fi
  tell "modules.dummy, without its line" "$1" $dummy
  tell kernelArgs.mitigations "$1" "$(cat /sys/devices/system/cpu/vulnerabilities/spectre_v1)"
  tell hugepages.2MiB "$1" "$(cat /sys/kernel/mm/hugepages/hugepages-2048kB/nr_hugepages)"
  tell "kernel.modules_disabled, back from 1" "$1" "$(cat /proc/sys/kernel/modules_disabled)"
}
