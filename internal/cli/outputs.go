package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/rolelint/rolelint/internal/report"
)

// destination is where one format goes.
type destination struct {
	format string      // its name
	file   string      // as the user names it; "" for the standard output
	path   string      // where file leads, links followed; "" of a stream
	stream int         // the descriptor of the open stream that it goes to; 0 for a file
	before os.FileInfo // of the file that is there; nil where there is none
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
	out := destination{format: name}
	if rest, ok := strings.CutPrefix(s, templateFormat+":"); ok && slices.Contains(o.names, templateFormat+":FILE") {
		out.format = templateFormat
		out.templateFile, file, hasFile = cutTemplate(rest)
		if name = templateFormat + ":" + out.templateFile; out.templateFile == "" {
			return fmt.Errorf("%q names no template: say template:FILE", s)
		}
	} else if _, err := choice("format", o.names)(name); err != nil {
		return err
	}
	if hasFile && file == "" {
		return fmt.Errorf("%q names no file: say %s=FILE, or %s for the standard output", s, name, name)
	}
	if file != "-" {
		out.file = file
	}
	o.list = append(o.list, out)
	return nil
}

// cutTemplate cuts TEMPLATE[=FILE]. Either name may have a "=": the template is
// the shortest that there is.
func cutTemplate(s string) (template, file string, hasFile bool) {
	for i := range len(s) + 1 {
		if i < len(s) && s[i] != '=' {
			continue
		}
		if info, err := os.Stat(s[:i]); err != nil || info.IsDir() {
			continue
		}
		if i == len(s) {
			return s, "", false
		}
		return s[:i], s[i+1:], true
	}
	return strings.Cut(s, "=")
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

// write writes each output by what to makes of it, also where another fails:
// files first, so that a standard output that nobody reads any more costs nobody
// a file.
func (o *outputs) write(p *program, to func(w io.Writer, i int) error) error {
	var failed []error
	for _, streams := range []bool{false, true} {
		for i := range o.list {
			out := &o.list[i]
			if (out.stream > 0) != streams {
				continue
			}
			doing := "write the output"
			if out.file != "" {
				doing = "write " + out.file
			}
			if err := p.writeTo(out, func(w io.Writer) error { return to(w, i) }); err != nil {
				failed = append(failed, outputError(err, doing))
			}
		}
	}
	return errors.Join(failed...)
}

// writeTo writes one output.
func (p *program) writeTo(out *destination, write func(io.Writer) error) error {
	if out.stream > 0 {
		return p.writeStream(out.stream, write)
	}
	return p.writeFile(out.file, write)
}

// options returns how to write to an output: for people where it is a terminal.
func (p *program) options(color string, out *destination) report.Options {
	if out.stream != standardOutput {
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
