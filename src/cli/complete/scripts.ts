import type { Shell } from "./shells.js";

/**
 * Returns the script that a shell sources. It asks `tunegen complete` at each press of Tab, so that it need not change
 * with the commands. No word of the line or of the spec is run by the shell: there is no `eval`, and no list that the
 * shell would expand.
 */
export function completionScript(shell: Shell): string {
  return scripts[shell];
}

/** Text with the backslashes that it is written with, in which `$\\{` is what a shell has as `${`. */
function script({ raw }: TemplateStringsArray): string {
  return raw.join("").replaceAll("$\\{", "${");
}

const bash = script`# Completion of tunegen for bash: source <(tunegen completion bash)
_tunegen() {
  local want='' word
  COMPREPLY=()
  {
    IFS= read -r want
    while IFS= read -r word; do COMPREPLY+=("$word"); done
  } < <("$\{COMP_WORDS[0]}" complete bash -- "$COMP_WORDBREAKS" "$\{COMP_LINE:0:COMP_POINT}" 2>/dev/null)
  # bash 3.2 has no compopt: there, files are offered where there is nothing else.
  case $want in
    words) compopt +o default 2>/dev/null ;;
    'words nospace') compopt +o default -o nospace 2>/dev/null ;;
    folders) compopt +o default -o dirnames 2>/dev/null ;;
  esac
  return 0
}
complete -o default -F _tunegen tunegen
`;

const zsh = script`#compdef tunegen
# Completion of tunegen for zsh: source <(tunegen completion zsh), after compinit
_tunegen() {
  local -a lines values shown space
  local line
  lines=("$\{(@f)$("$\{(Q)words[1]}" complete zsh -- "$\{(@Q)words[2,CURRENT-1]}" "$\{(Q)PREFIX}" 2>/dev/null)}")
  case $lines[1] in
    files) compset -P '--*='; _files ;;
    folders) compset -P '--*='; _files -/ ;;
    words*)
      for line in "$\{(@)lines[2,-1]}"; do
        values+=("$\{line%%$'\t'*}")
        shown+=("$\{line/$'\t'/  -- }")
      done
      (( $#values )) || return 1
      [[ $lines[1] == *nospace ]] && space=(-S '')
      compadd "$\{(@)space}" -l -d shown -a values
      ;;
    *) return 1 ;;
  esac
}
if [[ $funcstack[1] == _tunegen ]]; then _tunegen "$@"; else compdef _tunegen tunegen; fi
`;

const fish = script`# Completion of tunegen for fish: tunegen completion fish | source
function __tunegen_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l lines ($words[1] complete fish -- $words[2..-1] "$current" 2>/dev/null)
    set -l before (string match -r -- '^--[^=]+=' "$current")
    set -l path (string replace -r -- '^--[^=]+=' '' "$current")
    switch "$lines[1]"
        case files
            printf '%s\n' "$before"(__fish_complete_path "$path")
        case folders
            printf '%s\n' "$before"(__fish_complete_directories "$path" '')
        case 'words*'
            set -e lines[1]
            printf '%s\n' $lines
    end
end
complete -c tunegen -f -a '(__tunegen_complete)'
`;

const scripts = { bash, zsh, fish } as const;
