# bash completion for rolelint; put it where bash-completion looks, or into ~/.bashrc:
#   source <(rolelint completion bash)
_rolelint() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    line=${line%%$'\t'*}
    if [ "$line" = ":files" ]; then
      compopt -o default
    else
      COMPREPLY+=("$line")
    fi
  done < <(rolelint complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _rolelint rolelint
