#compdef rolelint
# zsh completion for rolelint; put it as _rolelint into a folder of $fpath, or into ~/.zshrc:
#   source <(rolelint completion zsh)
_rolelint() {
  local line name about
  local -a candidates
  while IFS= read -r line; do
    name=${line%%$'\t'*}
    about=
    [[ $line == *$'\t'* ]] && about=${line#*$'\t'}
    if [[ $name == :files ]]; then
      compset -P '*='
      _files
    else
      candidates+=("${name//:/\\:}${about:+:$about}")
    fi
  done < <(rolelint complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)
  (( ${#candidates} )) && _describe rolelint candidates
}
if [[ ${funcstack[1]:-} == _rolelint ]]; then _rolelint "$@"; else compdef _rolelint rolelint; fi
