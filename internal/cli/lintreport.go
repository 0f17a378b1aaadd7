package cli

import (
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/rolelint/rolelint/internal/cli/discover"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/report"
)

// report writes the result to every output, and where the time went.
func (p *program) report(f *lintFlags, result *lint.Result, failOn diag.Severity) error {
	folder, _ := os.Getwd() // names stay as they are where there is none
	root, ok := discover.RepositoryRoot(folder)
	if !ok {
		root, _ = discover.RepositoryRoot(resolved(folder))
	}
	withoutLinks := remember(resolved)
	err := f.outputs.write(p, func(w io.Writer, i int) error {
		out := &f.outputs.list[i]
		options := p.options(f.color.value, out)
		options.Quiet, options.Version, options.FailOn = f.quiet, programVersion(), failOn
		options.Folder, options.Root, options.Fixing = folder, root, f.fix.on()
		options.Resolve = withoutLinks
		if out.format == "github" {
			options.Elsewhere = p.elsewhere(f.outputs, result, options)
		}
		return out.lintFormat().Write(w, result, options)
	})
	for i := range f.outputs.list {
		if out := &f.outputs.list[i]; out.format == "github-sarif" && report.CodeScanningNote(result) != "" {
			p.complain(fmt.Errorf("%s: %s", out.where(), report.CodeScanningNote(result)))
		}
	}
	if err != nil || result.Stats == nil {
		return err
	}
	if err := report.WriteStats(p.stderr, result.Stats); err != nil {
		return fmt.Errorf("write the statistics: %w", err)
	}
	return nil
}

// lintFormat returns the format; check has seen that there is one.
func (out *destination) lintFormat() report.Format {
	if out.format == templateFormat {
		format, _ := report.NewTemplate(out.templateFile, out.template)
		return format
	}
	format, _ := report.ByName(out.format)
	return format
}

// elsewhere says in words which outputs have everything: where people look
// anyway, else which files.
func (p *program) elsewhere(o *outputs, result *lint.Result, options report.Options) []string {
	var seen, files []string
	for i := range o.list {
		one := &o.list[i]
		if one.templateFile != "" || !report.Complete(one.format, result, options) {
			continue
		}
		switch {
		case one.stream == standardOutput || one.stream == standardError:
			seen = append(seen, "the log")
		case p.isStepSummary(one.path):
			seen = append(seen, "the job summary")
		default:
			files = append(files, one.file)
		}
	}
	if len(seen) > 0 {
		return slices.Compact(seen)
	}
	return files
}

// remember returns a function that asks another once for each path.
func remember(of func(string) string) func(string) string {
	known := map[string]string{}
	return func(path string) string {
		answer, ok := known[path]
		if !ok {
			answer = of(path)
			known[path] = answer
		}
		return answer
	}
}
