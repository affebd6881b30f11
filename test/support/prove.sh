# Shows what a loader does to a kernel. Takes a folder with
#   keys           paths below /proc/sys, one a line
#   others         "path value" a line: values that the settings do not have
#   settings.conf  what is to be loaded
# and the loader's command, to which the file is added.
#
# A value that was there already would prove nothing: every key gets another one first. Of several others the kernel
# may refuse some, which test/support/proof.ts notices by what is read before.
folder=$1
shift

while read -r path value; do
  echo "$value" >"/proc/sys/$path"
done <"$folder/others" 2>/dev/null

tell() {
  echo "@@ $1"
  # One process for all keys: a virtual machine without acceleration starts a hundred slowly. Of a missing key, nothing.
  (cd /proc/sys && xargs -r grep -sH "" <"$folder/keys")
}

tell before
echo "@@ said"
"$@" "$folder/settings.conf" 2>&1
status=$?
echo "@@ status"
echo "$status"
tell after
echo "@@ end"
