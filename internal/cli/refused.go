package cli

import (
	"context"
	"slices"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/diff"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/report"
)

// refusals returns for each role the first reason why the server does not take
// it as it is written; nil where it does. What commands say of the access of such
// a role holds only once it is taken.
func refusals(target catalog.Target, roles []diff.Loaded) ([]*report.Refusal, error) {
	options := lint.Options{Target: target, NoSuppress: true}
	for _, r := range lint.Rules() {
		if r.Category == diag.Rejected {
			options.Only = append(options.Only, r.ID)
		}
	}
	var inputs []lint.Input
	asked := map[string][]int{} // roles by file
	for i, l := range roles {
		if asked[l.File.Name] == nil {
			inputs = append(inputs, lint.Input{Name: l.File.Name, Path: l.File.Name, Named: true, Read: func() ([]byte, error) { return l.File.Src, nil }})
		}
		asked[l.File.Name] = append(asked[l.File.Name], i)
		if in := &inputs[len(inputs)-1]; in.Name == l.File.Name && !slices.Contains(in.Formats, l.Format) {
			in.Formats = append(in.Formats, l.Format)
		}
	}
	result, err := lint.Run(context.Background(), options, inputs)
	if err != nil {
		return nil, err
	}
	out := make([]*report.Refusal, len(roles))
	for i := range result.Findings {
		f := &result.Findings[i]
		if f.Severity != diag.Error {
			continue // not certain
		}
		for _, k := range asked[f.File] {
			if out[k] == nil && (f.Role == "" || f.Role == roles[k].Name) {
				out[k] = &report.Refusal{Rule: f.Rule.ID, Message: f.Message, At: diff.Location{File: f.File, Path: f.Path, Range: f.Range}}
			}
		}
	}
	return out, nil
}
