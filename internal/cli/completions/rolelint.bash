# bash completion for rolelint; put it where bash-completion looks, or into ~/.bashrc:
#   source <(rolelint completion bash)
_rolelint() {
  local i word line words=() last lead breaks=""
  COMPREPLY=()
  # bash takes words apart at = and :, and completes what follows the last one.
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if ((${#words[@]})) && [[ $word =~ ^[=:]+$ || ${COMP_WORDS[i - 1]} =~ ^[=:]+$ ]]; then
      words[${#words[@]} - 1]+=$word
    else
      words+=("$word")
    fi
  done
  last=${words[${#words[@]} - 1]}
  [[ $COMP_WORDBREAKS == *=* ]] && breaks+="="
  [[ $COMP_WORDBREAKS == *:* ]] && breaks+=":"
  lead=""
  [[ -n $breaks && $last == *[$breaks]* ]] && lead=${last%"${last##*[$breaks]}"}
  while IFS= read -r line; do
    line=${line%%$'\t'*}
    if [ "$line" = ":files" ]; then
      compopt -o default
    else
      COMPREPLY+=("${line#"$lead"}")
    fi
  done < <(rolelint complete -- "${words[@]}" 2>/dev/null)
}
complete -F _rolelint rolelint
