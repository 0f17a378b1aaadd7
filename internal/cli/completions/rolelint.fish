# fish completion for rolelint; put it into ~/.config/fish/completions/rolelint.fish
function __rolelint_complete
    set -l words (commandline -opc) (commandline -ct)
    for line in (rolelint complete -- $words[2..-1] 2>/dev/null)
        if test (string split -f1 \t -- $line) = ":files"
            __fish_complete_path (commandline -ct)
        else
            echo $line
        end
    end
end
complete -c rolelint -f -a '(__rolelint_complete)'
