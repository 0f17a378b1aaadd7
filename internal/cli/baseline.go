package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/pflag"

	"github.com/rolelint/rolelint/internal/baseline"
	"github.com/rolelint/rolelint/internal/config"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/report"
)

var baselineCommand = command{
	name: "baseline", arguments: "[PATH ...]", summary: "Write down what is found today, so that lint reports only what is new",
	about: `The file has one entry a line, is sorted, and belongs into the repository. lint --baseline FILE, or "baseline" of the configuration, then reports what is not in it, and says what has been repaired since. ` +
		`Nothing is written where a file could not be read. Findings that are suppressed are not in it.
PATH and the flags are those of lint.`,
	examples: []string{
		"rolelint baseline",
		"rolelint lint --baseline " + baseline.Name,
		"rolelint baseline -o - roles/ | jq -r '.findings[].rule' | sort | uniq -c",
	},
	define: func(flags *pflag.FlagSet) func(*program, []string) error {
		f := &lintFlags{stdinName: "<stdin>"}
		output := flags.StringP("output", "o", "", "`FILE` to write, - for the standard output (default \"baseline\" of the configuration, or "+baseline.Name+" beside it)")
		f.defineSubject(flags)
		f.target = newTargetFlags(flags)
		f.definePreset(flags)
		f.defineFiles(flags)
		return func(p *program, args []string) error { return p.baseline(f, *output, args) }
	},
}

// baseline writes what is found in the paths.
func (p *program) baseline(f *lintFlags, output string, paths []string) error {
	settings, err := readConfig(f)
	if err != nil {
		return err
	}
	if output == "" {
		if output = settings.Baseline; output == "" {
			output = filepath.Join(projectFolder(settings), baseline.Name)
		}
		output = fromHere(output)
	}
	f.outputs = &outputs{}
	if output != "-" {
		f.outputs.list = []destination{{file: output}}
	}
	if err := f.outputs.check(p); err != nil {
		return err
	}
	look, err := p.search(f, settings, paths)
	if err != nil {
		return err
	}
	if err := f.outputs.spare(p, append(f.named(paths), look.reads()...)); err != nil {
		return err
	}
	result, err := look.run()
	if err != nil {
		return optionsError(err, settings)
	}
	if err := p.complainOf(result.Errors); err != nil {
		p.complain(fmt.Errorf("no baseline is written: it would lack what is in the files above"))
		return err
	}
	entries, never := baseline.Of(result, look.scope)
	write := func(w io.Writer) error { return report.WriteBaseline(w, baseline.Version, entries) }
	if output == "-" {
		if err := write(p.stdout); err != nil {
			return fmt.Errorf("write the output: %w", err)
		}
		return nil
	}
	if err := p.writeFile(output, write); err != nil {
		return fmt.Errorf("write the baseline: %w", err)
	}
	return p.print(baselineWritten(filepath.ToSlash(output), entries, never, settings))
}

// baselineWritten says what was written, and what to do with it.
func baselineWritten(file string, entries []lint.Accepted, never int, settings *config.Config) string {
	findings := 0
	for _, e := range entries {
		findings += e.Count
	}
	text := fmt.Sprintf("%s: %s\n", file, plural(findings, "finding", "findings"))
	if never > 0 {
		text += fmt.Sprintf("not in it: %s of rules that are locked or always count\n", plural(never, "finding", "findings"))
	}
	if settings.Baseline == "" {
		text += fmt.Sprintf("rolelint lint --baseline %s reports what is new; so does rolelint lint with \"baseline: %s\" in %s\n", file, file, config.Name)
	}
	return text
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// baselineFlags are the flags of lint about a baseline.
type baselineFlags struct {
	file   string
	none   bool
	strict bool
}

func newBaselineFlags(flags *pflag.FlagSet) *baselineFlags {
	b := &baselineFlags{}
	flags.StringVar(&b.file, "baseline", "", "report only what is not in `FILE`, which rolelint baseline has written")
	flags.BoolVar(&b.none, "no-baseline", false, "report what is in the baseline as well")
	flags.BoolVar(&b.strict, "baseline-strict", false, "fail, with 1, where the baseline has what is not found any more")
	return b
}

// path returns the file that holds; "" where there is none.
func (b *baselineFlags) path(settings *config.Config) string {
	switch {
	case b.none:
		return ""
	case b.file != "":
		return b.file
	}
	return settings.Baseline
}

// read returns the baseline that holds; nil where there is none.
func (b *baselineFlags) read(f *lintFlags, settings *config.Config) (*baseline.Baseline, error) {
	file := b.file
	switch {
	case b.none && file != "":
		return nil, usagef("--baseline and --no-baseline contradict each other")
	case b.strict && (b.none || f.noSuppress):
		return nil, usagef("--baseline-strict needs the baseline, which --no-baseline and --no-suppress leave out")
	case b.none || f.noSuppress:
		return nil, nil
	case file == "" && settings.Baseline != "":
		file = fromHere(settings.Baseline)
	case file == "" && b.strict:
		return nil, usagef("--baseline-strict is given, but no baseline: neither by --baseline nor by the configuration")
	case file == "":
		return nil, nil
	}
	name := filepath.ToSlash(file)
	text, err := whole(readFile(file))
	switch {
	case os.IsNotExist(err):
		err = usagef("there is no baseline %s; rolelint baseline writes one", name)
	case err != nil:
		err = usagef("read the baseline: %w", err)
	}
	if err != nil && b.file == "" {
		err = statedAt(settings, err, "baseline")
	}
	if err != nil {
		return nil, err
	}
	found, err := baseline.Read(name, text)
	if err != nil {
		return nil, usageError{err}
	}
	return found, nil
}
