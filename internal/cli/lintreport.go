package cli

import (
	"fmt"
	"io"
	"os"

	"github.com/rolelint/rolelint/internal/cli/discover"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/report"
)

// report writes the result to every output, and where the time went.
func (p *program) report(f *lintFlags, result *lint.Result, failOn diag.Severity) error {
	folder, _ := os.Getwd() // names stay as they are where there is none
	root, _ := discover.RepositoryRoot(folder)
	err := f.outputs.write(p, func(w io.Writer, i int) error {
		out := &f.outputs.list[i]
		options := p.options(f.color.value, out)
		options.Quiet, options.Version, options.FailOn = f.quiet, programVersion(), failOn
		options.Folder, options.Root, options.Fixing = folder, root, f.fix.on()
		options.Elsewhere = f.outputs.elsewhere(p, i)
		return out.lintFormat().Write(w, result, options)
	})
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
