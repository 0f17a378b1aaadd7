package cli

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
)

// check refuses outputs that cannot all be written, before anything is done for
// them.
func (o *outputs) check(p *program) error {
	if len(o.list) == 0 {
		o.list = []destination{{format: "text"}}
	}
	for i := range o.list {
		one := &o.list[i]
		if err := one.lead(); err != nil {
			return usagef("%s: %w", one.flag(), err)
		}
		for j := range i {
			if other := &o.list[j]; p.same(one, other) && !(one.shares() && other.shares() && one.format != other.format && one.stream == other.stream) {
				return usagef("-f %s and -f %s both go to %s%s", other.format, one.format, one.where(), one.rather())
			}
		}
		if err := one.check(p); err != nil {
			return err
		}
	}
	return o.readTemplates()
}

// lead finds out where the output goes.
func (out *destination) lead() error {
	if out.file == "" {
		out.stream = standardOutput
		return nil
	}
	var err error
	out.path, out.stream, err = follow(out.file)
	return err
}

// flag is how the command line names the target; -o has no format.
func (out *destination) flag() string {
	switch {
	case out.format == "":
		return "-o " + out.file
	case out.templateFile != "":
		return "-f " + templateFormat + ":" + out.templateFile + "=" + out.file
	}
	return "-f " + out.format + "=" + out.file
}

// shares reports whether the output can share a stream.
func (out *destination) shares() bool {
	return out.stream > 0 && slices.Contains(sharing, out.format)
}

// where names the target.
func (out *destination) where() string {
	if out.stream == standardOutput {
		return "the standard output"
	}
	return out.file
}

// rather says what to do instead of sharing a stream.
func (out *destination) rather() string {
	if out.stream == 0 {
		return ""
	}
	return ": say -f " + out.format + "=FILE for one of them"
}

// same reports whether two outputs go to the same place, whatever they call it.
func (p *program) same(a, b *destination) bool {
	if a.stream > 0 && b.stream > 0 {
		return a.stream == b.stream
	}
	if a.stream == 0 && b.stream == 0 && a.path == b.path {
		return true
	}
	x, y := p.info(a), p.info(b)
	if x == nil || y == nil || !os.SameFile(x, y) {
		return false
	}
	// A terminal takes both; what a step's summary has is added to.
	return a.stream == b.stream || x.Mode().IsRegular() && !p.isStepSummary(a.path) && !p.isStepSummary(b.path)
}

// info says what is at the target now; nil where there is nothing.
func (p *program) info(out *destination) os.FileInfo {
	if out.stream > 0 {
		return p.streamInfo(out.stream)
	}
	info, err := os.Stat(out.path)
	if err != nil {
		return nil
	}
	return info
}

// check refuses a file that cannot be there.
func (out *destination) check(p *program) error {
	if out.stream > standardError && p.streamInfo(out.stream) == nil {
		return usagef("%s: no such stream is open", out.flag())
	}
	if out.stream > 0 {
		return nil
	}
	folder := filepath.Dir(out.file)
	if info, err := os.Lstat(out.file); err == nil && info.Mode()&os.ModeSymlink != 0 {
		folder = filepath.Dir(out.path)
	}
	switch info, err := os.Stat(folder); {
	case errors.Is(err, os.ErrNotExist):
		return usagef("%s: folder %s does not exist", out.flag(), folder)
	case err != nil:
		return usagef("%s: %w", out.flag(), err)
	case !info.IsDir():
		return usagef("%s: %s is no folder", out.flag(), folder)
	}
	info, err := os.Stat(out.path)
	if err == nil && info.IsDir() {
		return usagef("%s: that is a folder; name a file in it", out.flag())
	}
	if err == nil {
		out.before = info
	}
	return nil
}
