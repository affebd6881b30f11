#!/bin/busybox sh
# shellcheck shell=dash disable=SC2016
# Process 1 of the measured kernel: prints its sysctls as lines that start with @@, and powers off. See catalogue/README.md.
/bin/busybox --install -s /bin
mount -t proc proc /proc
mount -t sysfs sys /sys

# `mode path` and `path:value` of the files below a folder, with few processes: emulated ones are slow.
dump() {
  find "$2" -type f -exec stat -c "@@$1 mode %a %n" {} +
  find "$2" -type f ! -name stat_refresh -exec grep -H '' {} + 2>/dev/null | sed "s/^/@@$1 value /"
}

names() {
  find /proc/sys -type f | sort
}

names >/tmp/before
while read -r module; do
  insmod "/modules/$module" 2>/dev/null || echo "@@failed $module"
  names >/tmp/after
  grep -vxFf /tmp/before /tmp/after | sed "s/^/@@module $module /"
  mv /tmp/after /tmp/before
done </modules/list

echo "@@release $(uname -r)"
dump node /proc/sys
unshare -n sh -c '
  find /proc/sys/net -type f -exec grep -H "" {} + 2>/dev/null >/tmp/netns
  find /proc/sys/net -type f | sed "s/^/@@netns has /"
  # Each key gets its own value back, so that no write changes another key.
  while IFS=: read -r path value; do
    case $path in */flush | */tcp_fastopen_key) continue ;; esac
    if { echo "$value" >"$path"; } 2>/dev/null; then echo "@@netns writes $path"; fi
  done </tmp/netns'
echo "@@done"
poweroff -f
