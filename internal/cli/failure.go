package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/decode"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/source"
)

// reportFailure writes to the outputs what kept a run from looking at anything,
// so that none of them holds what an earlier run found, and returns it. Text on
// a stream is left out: the error stream says the same.
func (p *program) reportFailure(f *lintFlags, failure error) error {
	told := *f
	told.outputs = &outputs{}
	var failed []error
	for i := range f.outputs.list {
		out := &f.outputs.list[i]
		switch {
		case out.stream > 0 && out.format == "text":
		case out.stream == 0 && out.mayBeRead():
			failed = append(failed, fmt.Errorf("%s is as it was: it holds no report, and may be read by a run that knows its configuration", out.file))
		default:
			told.outputs.list = append(told.outputs.list, *out)
		}
	}
	result := &lint.Result{Target: f.target.over(catalog.Target{}).WithDefaults(), Errors: fileErrors(failure)}
	return errors.Join(append([]error{failure, p.report(&told, result, diag.Warning)}, failed...)...)
}

// fileErrors returns an error as a report has it, with its places where it is
// about a text.
func fileErrors(err error) []lint.FileError {
	var places decode.Errors
	if !errors.As(err, &places) {
		return []lint.FileError{{Message: strings.ReplaceAll(err.Error(), "\n", "; ")}}
	}
	var out []lint.FileError
	for _, e := range places {
		out = append(out, lint.FileError{File: e.File, Range: &source.Range{Start: e.At, End: e.At}, Message: e.Message})
	}
	return out
}

// readEndings are those of files that a run may read besides role files.
var readEndings = []string{".json", ".jsonc", ".ndjson", ".yml", ".yaml", ".rego", ".txtar"}

// mayBeRead reports whether the target has something that no report begins with
// and that a run may read. Without the configuration nobody knows, and the file
// is left alone.
func (out *destination) mayBeRead() bool {
	info, err := os.Stat(out.path)
	if err != nil || !info.Mode().IsRegular() || info.Size() == 0 || !slices.Contains(readEndings, strings.ToLower(filepath.Ext(out.path))) {
		return false
	}
	text, err := readFile(out.path)
	return err != nil || !lint.IsReport(text)
}
