module github.com/rolelint/rolelint

go 1.26.0
