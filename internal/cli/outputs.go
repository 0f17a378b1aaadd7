package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/rolelint/rolelint/internal/report"
)

// destination is where one format goes.
type destination struct {
	format string // its name
	file   string // "" for the standard output
	// template is the text of a Go template, and templateFile where it stands;
	// of the format template only.
	templateFile, template string
}

// outputs are the values of a flag -f that may be repeated; it implements
// pflag.Value. Without a value the text goes to the standard output.
type outputs struct {
	names []string // of the formats there are
	list  []destination
}

// sharing are the formats that can share the standard output: each of their
// lines stands for itself.
var sharing = []string{"github", "text"}

// templateFormat is the name of the format that takes a file, template:FILE.
const templateFormat = "template"

// outputsFlag adds -f for several formats with targets.
func outputsFlag(flags *pflag.FlagSet, names []string) *outputs {
	o := &outputs{names: names}
	flags.VarP(o, "format", "f", "output format: "+strings.Join(names, ", ")+"; FORMAT=FILE writes to a file; may be repeated (default text)")
	return o
}

func (o *outputs) String() string { return "" }
func (o *outputs) Type() string   { return "FORMAT[=FILE]" }

// Set reads FORMAT or FORMAT=FILE.
func (o *outputs) Set(s string) error {
	name, file, hasFile := strings.Cut(s, "=")
	if hasFile && file == "" {
		return fmt.Errorf("%q names no file: say %s=FILE, or %s for the standard output", s, name, name)
	}
	if file == "-" {
		file = ""
	}
	out := destination{format: name, file: file}
	if path, ok := strings.CutPrefix(name, templateFormat+":"); ok && slices.Contains(o.names, templateFormat+":FILE") {
		if path == "" {
			return fmt.Errorf("%q names no template: say template:FILE", s)
		}
		out.format, out.templateFile = templateFormat, path
	} else if _, err := choice("format", o.names)(name); err != nil {
		return err
	}
	o.list = append(o.list, out)
	return nil
}

// check refuses outputs that cannot all be written, before anything is done for
// them.
func (o *outputs) check() error {
	if len(o.list) == 0 {
		o.list = []destination{{format: "text"}}
	}
	for i, one := range o.list {
		for _, other := range o.list[:i] {
			switch {
			case one.file == "" && other.file == "" && (one.format == other.format || !slices.Contains(sharing, one.format) || !slices.Contains(sharing, other.format)):
				return usagef("-f %s and -f %s both go to the standard output: say -f %s=FILE for one of them", other.format, one.format, one.format)
			case one.file != "" && other.file != "" && filepath.Clean(one.file) == filepath.Clean(other.file):
				return usagef("-f %s and -f %s both go to %s", other.format, one.format, one.file)
			}
		}
		if err := one.check(); err != nil {
			return err
		}
	}
	return o.readTemplates()
}

// check refuses a file that cannot be there.
func (out *destination) check() error {
	if out.file == "" {
		return nil
	}
	folder := filepath.Dir(out.file)
	switch info, err := os.Stat(folder); {
	case errors.Is(err, os.ErrNotExist):
		return usagef("-f %s=%s: folder %s does not exist", out.format, out.file, folder)
	case err != nil:
		return usagef("-f %s=%s: %w", out.format, out.file, err)
	case !info.IsDir():
		return usagef("-f %s=%s: %s is no folder", out.format, out.file, folder)
	}
	if info, err := os.Stat(out.file); err == nil && info.IsDir() {
		return usagef("-f %s=%s: that is a folder; name a file in it", out.format, out.file)
	}
	return nil
}

func (o *outputs) readTemplates() error {
	for i := range o.list {
		out := &o.list[i]
		if out.templateFile == "" {
			continue
		}
		text, err := whole(readFile(out.templateFile))
		if err != nil {
			return usagef("read the template: %w", err)
		}
		out.template = string(text)
		if _, err := report.NewTemplate(out.templateFile, out.template); err != nil {
			return usageError{err}
		}
	}
	return nil
}

// elsewhere says in words where the other outputs go, those that leave nothing
// out: where people look anyway, else in which files.
func (o *outputs) elsewhere(p *program, except int) []string {
	var seen, files []string
	for i, one := range o.list {
		switch {
		case i == except || one.format == "github":
		case one.file == "":
			seen = append(seen, "the log")
		case one.file == p.env(stepSummary):
			seen = append(seen, "the job summary")
		default:
			files = append(files, one.file)
		}
	}
	if len(seen) > 0 {
		return seen
	}
	return files
}

// write writes each output by what to makes of it: files first, so that a
// standard output that nobody reads any more costs nobody a file.
func (o *outputs) write(p *program, to func(w io.Writer, i int) error) error {
	for i := range o.list {
		if file := o.list[i].file; file != "" {
			if err := p.writeFile(file, func(w io.Writer) error { return to(w, i) }); err != nil {
				return outputError(err, "write "+file)
			}
		}
	}
	for i := range o.list {
		if o.list[i].file == "" {
			if err := to(p.stdout, i); err != nil {
				return outputError(err, "write the output")
			}
		}
	}
	return nil
}

// options returns how to write to an output: for people where it is a terminal.
func (p *program) options(color string, out *destination) report.Options {
	if out.file != "" {
		return report.Options{Color: color == "always"}
	}
	return report.Options{Color: useColor(color, p.env, p.stdout), Width: terminalWidth(p.stdout)}
}

// outputError tells what went wrong; a template that does not fit the result is
// wrong usage.
func outputError(err error, doing string) error {
	var fault report.TemplateError
	if errors.As(err, &fault) {
		return usageError{err}
	}
	return fmt.Errorf("%s: %w", doing, err)
}
