package cli

import (
	"os"
	"slices"

	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// spare refuses outputs that would take the place of what the run reads.
func (o *outputs) spare(p *program, files []usedFile) error {
	if o == nil {
		return nil
	}
	for i := range o.list {
		files = append(files, used("a template", o.list[i].templateFile)...)
	}
	for i := range o.list {
		if err := o.list[i].spare(p, files); err != nil {
			return err
		}
	}
	return nil
}

// spare refuses a target that is one of the files.
func (out *destination) spare(p *program, files []usedFile) error {
	if out.before == nil || !out.before.Mode().IsRegular() {
		return nil
	}
	for _, file := range files {
		info, err := os.Stat(file.path)
		if file.path == "-" {
			info, err = fileInfo(p.stdin), nil
		}
		if err == nil && info != nil && os.SameFile(out.before, info) {
			return usagef("%s: that file is %s of this run, which the output would overwrite; name another", out.flag(), file.what)
		}
	}
	return nil
}

// leaves reports whether a file that was found in a folder is no input: it is
// one of the targets, and what an earlier run wrote rather than a role file.
func (o *outputs) leaves(path string, formats []role.Format) bool {
	if o == nil || !slices.ContainsFunc(o.list, func(out destination) bool { return out.before != nil }) {
		return false
	}
	info, err := os.Stat(path)
	if err != nil || !slices.ContainsFunc(o.list, func(out destination) bool { return out.before != nil && os.SameFile(out.before, info) }) {
		return false
	}
	text, err := readFile(path)
	return err == nil && (lint.IsReport(text) || !holdsRole(text, formats))
}

// holdsRole reports whether a text is, or was meant to be, a role file.
func holdsRole(text []byte, formats []role.Format) bool {
	parsed := source.Parse("", text, source.Limits{})
	file := role.Decode(parsed, role.Options{Formats: formats})
	return len(file.Roles) > 0 || len(file.Segments) > 0 || file.Unparsed() && role.MentionsRole(parsed)
}
