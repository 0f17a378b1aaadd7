# fish completion for rolelint; put it into ~/.config/fish/completions/rolelint.fish
function __rolelint_complete
    set -l words (commandline -opc) (commandline -ct)
    for line in (rolelint complete -- $words[2..-1] 2>/dev/null)
        if test (string split -f1 \t -- $line) = ":files"
            set -l token (commandline -ct)
            set -l lead (string match -r -- '^[a-z-]+=' $token)
            for path in (__fish_complete_path (string replace -r -- '^[a-z-]+=' '' $token))
                echo "$lead"$path
            end
        else
            echo $line
        end
    end
end
complete -c rolelint -f -a '(__rolelint_complete)'
