package cli

import (
	"fmt"
	"slices"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diff"
)

// guessStack returns the version that roles were probably written for, and what
// speaks for it: the newest one that lacks the fewest of the Kibana features and
// Elasticsearch privileges they name (of those that any version has) and, of
// those versions, has deprecated the fewest of the features. ok is false where all versions are
// alike in that, so that nothing tells.
func guessStack(roles []diff.Loaded) (v catalog.Version, why string, ok bool) {
	named := namedIn(roles)
	var best [2]int
	for _, stack := range slices.Backward(catalog.Stacks()) {
		if stack.Compare(catalog.Latest()) > 0 {
			continue // not released yet
		}
		score := [2]int{}
		target := catalog.Target{Stack: stack}.WithDefaults()
		for _, at := range named {
			switch lacks, deprecated := at(target); {
			case lacks:
				score[0]++
			case deprecated:
				score[1]++
			}
		}
		ok = ok || !v.IsZero() && score != best
		if v.IsZero() || slices.Compare(score[:], best[:]) < 0 {
			v, best = stack, score
		}
	}
	if !ok {
		return catalog.Latest(), "", false
	}
	why = fmt.Sprintf("a guess: the newest version that lacks the fewest (%d of %d) of the features and privileges the roles name, and deprecates the fewest features (%d)", best[0], len(named), best[1])
	return v, why, true
}

// namedIn returns what roles name that is known, by its name: whether a version
// lacks it, and whether it has deprecated it.
func namedIn(roles []diff.Loaded) map[string]func(catalog.Target) (lacks, deprecated bool) {
	named := map[string]func(catalog.Target) (lacks, deprecated bool){}
	privilege := func(kind, name string, look func(string) (*catalog.ESPrivilege, bool)) {
		if p, known := look(name); known {
			// Roles of every age have deprecated ones: of "write" only a side effect is.
			named[kind+name] = func(t catalog.Target) (bool, bool) { return p.At(t).Exists == catalog.No, false }
		}
	}
	for _, l := range roles {
		for _, e := range l.Role.KibanaEntries {
			for _, f := range e.Features {
				if feature, known := catalog.LookupFeature(f.ID); known {
					named["feature "+f.ID] = func(t catalog.Target) (bool, bool) {
						deprecated, _ := feature.DeprecatedAt(t)
						return feature.At(t).Exists == catalog.No, deprecated == catalog.Yes
					}
				}
			}
		}
		for _, c := range l.Role.Cluster {
			privilege("cluster ", c.Value, catalog.LookupCluster)
		}
		for _, x := range l.Role.Indices {
			for _, i := range x.Privileges {
				privilege("index ", i.Value, catalog.LookupIndex)
			}
		}
	}
	return named
}
