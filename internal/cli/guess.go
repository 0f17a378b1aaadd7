package cli

import (
	"fmt"
	"slices"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diff"
)

// guessStack returns the version that roles were probably written for, and what
// speaks for it: the newest one that lacks the fewest of the Kibana features
// they name (of those that any version has) and, of those versions, has
// deprecated the fewest. ok is false where
// they name none, so that nothing tells.
func guessStack(roles []diff.Loaded) (v catalog.Version, why string, ok bool) {
	named := map[string]*catalog.Feature{}
	for _, l := range roles {
		for _, e := range l.Role.KibanaEntries {
			for _, f := range e.Features {
				if feature, known := catalog.LookupFeature(f.ID); known {
					named[f.ID] = feature
				}
			}
		}
	}
	if len(named) == 0 {
		return catalog.Latest(), "", false
	}
	best := [2]int{len(named) + 1, 0}
	for _, stack := range slices.Backward(catalog.Stacks()) {
		if stack.Compare(catalog.Latest()) > 0 {
			continue // not released yet
		}
		score := [2]int{}
		for _, f := range named {
			target := catalog.Target{Stack: stack}.WithDefaults()
			if f.At(target).Exists == catalog.No {
				score[0]++
			} else if deprecated, _ := f.DeprecatedAt(target); deprecated == catalog.Yes {
				score[1]++
			}
		}
		if slices.Compare(score[:], best[:]) < 0 {
			v, best = stack, score
		}
	}
	why = fmt.Sprintf("a guess: the newest version that lacks the fewest (%d of %d) and deprecates the fewest (%d) of the Kibana features the roles name", best[0], len(named), best[1])
	return v, why, true
}
