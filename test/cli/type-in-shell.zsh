# Types each line of the file `typed`, then Tab, in an interactive shell, and prints what became of the line.
# Usage: zsh -f type-in-shell.zsh SHELL ARGUMENTS... (its start file binds Ctrl-X twice to write the line to `buffer`,
# and writes `ready` when it waits for input)
zmodload zsh/zpty zsh/zselect
zpty shell "$@"
wait_for() {
  repeat 3000; do
    [[ -e $1 ]] && return 0
    # What the shell prints has to be read, or it stops.
    zpty -r -t shell chunk 2>/dev/null
    zselect -t 1
  done
  print -u2 "the shell wrote no $1"
  exit 1
}
wait_for ready
while IFS= read -r line; do
  rm -f buffer
  zpty -w -n shell $'\C-u'"$line"$'\t\C-x\C-x'
  wait_for buffer
  print -r -- "$(<buffer)"
done <typed
zpty -d shell
