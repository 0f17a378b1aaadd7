package lint

import (
	"context"
	"path"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/role"
)

// defined is a role that a file names.
type defined struct {
	name string
	api  role.API
}

// definitions returns the roles of a file that may be defined in other files
// too; nil where no rule compares them. API keys have roles of their own, and
// what an answer of the server says of built-in roles defines none.
func (sel *selection) definitions(f *role.File) []defined {
	if !slices.ContainsFunc(sel.checks, func(c *checks.Check) bool { return c.Folder != nil }) {
		return nil
	}
	var out []defined
	for _, r := range f.Roles {
		if r.Named() && r.API != role.APIKey && r.Template == nil && !r.BuiltInExport() {
			out = append(out, defined{strings.Clone(r.Name), r.API}) // the text is not kept for it
		}
	}
	return out
}

// lookAgain runs the rules once more over the files with a role that an earlier
// file of the same folder defines too, now with those at hand. There are few.
func lookAgain(ctx context.Context, sels *selections, inputs []Input, outcomes []outcome) {
	type place struct{ folder, name string }
	first := map[place]checks.Definition{}
	for i := range outcomes {
		folder := path.Dir(strings.ReplaceAll(inputs[i].Name, `\`, "/"))
		earlier := map[string]checks.Definition{}
		own := outcomes[i].defined
		for _, d := range own {
			if def, ok := first[place{folder, d.name}]; ok {
				earlier[d.name] = def
			}
		}
		if len(earlier) > 0 {
			beside := *sels.each[i]
			beside.earlier = earlier
			outcomes[i] = lintFile(ctx, &beside, inputs[i])
		}
		for _, d := range own {
			if _, ok := first[place{folder, d.name}]; !ok {
				first[place{folder, d.name}] = checks.Definition{File: inputs[i].Name, API: d.api}
			}
		}
	}
}
