package access

import (
	"strings"

	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/catalog"
)

// viewing are privileges that show and change nothing. What they grant is not
// what a wider privilege is for: view_index_metadata is not a part of manage
// that one would forbid.
var viewing = map[string]bool{
	"monitor": true, "read": true, "read_cross_cluster": true, "read_failure_store": true, "view_index_metadata": true,
	"read_ccr": true, "read_ilm": true, "read_pipeline": true, "read_security": true, "read_slm": true,
	"monitor_data_frame_transforms": true, "monitor_ml": true, "monitor_rollup": true, "monitor_snapshot": true,
	"monitor_stats": true, "monitor_text_structure": true, "monitor_transform": true, "monitor_watcher": true,
	"monitor_connector": true, "monitor_enrich": true, "monitor_esql": true, "monitor_reindex": true,
	"transport_client": true,
}

// withoutViewing returns the actions of a privilege that is to be reached,
// without those that only show something; all of them where nothing else is
// in it, or where it is itself one of the viewing privileges or a raw action.
func withoutViewing(do string, wanted *automata.Language, actions func(string) *automata.Language, privileges []*catalog.ESPrivilege, named bool) (*automata.Language, error) {
	if !named || viewing[strings.ToLower(do)] {
		return wanted, nil
	}
	var seen []*automata.Language
	for _, p := range privileges {
		if viewing[p.Name] {
			seen = append(seen, actions(p.Name))
		}
	}
	rest := automata.Minus(wanted, automata.Union(seen...))
	empty, err := rest.IsEmpty()
	if err != nil || empty {
		return wanted, err
	}
	return rest, nil
}

// incidental reports whether a privilege of a role shares actions with one that
// is asked for only by the way: neither contains the other. Both write and
// manage may update mappings, yet who may write does not manage.
func incidental(held, wanted *automata.Language) (bool, error) {
	for _, pair := range [][2]*automata.Language{{held, wanted}, {wanted, held}} {
		if within, err := automata.Subset(pair[0], pair[1]); err != nil || within {
			return false, err
		}
	}
	return true, nil
}

// ReachesIndex returns, for every privilege of an entry that grants it, a
// concrete access that an index privilege contains, or an action, on any of the
// names of a pattern. Nothing found and nothing unknown is a proof that nothing
// of it is granted. The error is a *QuestionError or an *automata.SyntaxError
// where the question makes no sense, or automata.ErrTooComplex.
//
// What view_index_metadata, monitor and read grant counts for a privilege that
// contains more than viewing only if it is what is asked for, and a privilege
// that neither contains the other nor is contained in it does not count.
func (s *Set) ReachesIndex(on, do string) (found []Change, unknown []Unknown, err error) {
	names, err := asName.language(on)
	if err != nil {
		return nil, nil, err
	}
	names = automata.Intersect(names, automata.AliasNames())
	wanted, ok := indexActions(do, s.Target)
	if !ok {
		return nil, nil, wrongQuestion("%q is neither an index privilege nor an action%s", do,
			meant(do, catalog.Names(catalog.IndexPrivileges(), s.Target)))
	}
	actions := func(name string) *automata.Language {
		l, _ := indexActions(name, s.Target)
		return l
	}
	_, named := catalog.LookupIndex(do)
	whole := wanted
	if wanted, err = withoutViewing(do, wanted, actions, catalog.IndexPrivileges(), named); err != nil {
		return nil, nil, err
	}
	for _, g := range s.indices {
		name, certain, some, err := s.reachedName(g, names)
		if err != nil {
			return nil, nil, err
		}
		if !some {
			continue
		}
		for _, p := range g.privileges {
			shared := automata.Intersect(p.language, wanted)
			example, some, err := shared.Witness()
			if err != nil {
				return nil, nil, err
			}
			if !some {
				continue
			}
			if _, privilege := catalog.LookupIndex(p.name); named && privilege {
				if by, err := incidental(p.language, whole); err != nil {
					return nil, nil, err
				} else if by {
					continue
				}
			}
			action, failures := splitAction(readable(&actionClass{language: shared, example: example}))
			summary := p.name + " on " + g.describe()
			if !certain {
				unknown = append(unknown, Unknown{IndexKind, p.at, summary + ": whether " + name +
					" is a restricted index, which this entry does not reach, depends on the installed plugins"})
				continue
			}
			found = append(found, Change{
				Kind: IndexKind,
				Witness: Witness{Index: name, Action: action, Privilege: p.name, Failures: failures,
					Restricted: Restricted(s.Target).Contains(name)},
				At: p.at, Summary: summary,
			})
		}
	}
	return found, unknown, nil
}

// reachedName returns a name of a language that a group reaches; certain is
// false where it may be restricted and the group does not reach such names.
func (s *Set) reachedName(g *group, names *automata.Language) (name string, certain, some bool, err error) {
	reach := automata.Intersect(names, g.language)
	if g.restricted {
		name, some, err = reach.Witness()
		return name, true, some, err
	}
	reach = automata.Minus(reach, Restricted(s.Target))
	name, some, err = automata.Minus(reach, mayBeRestricted(s.Target)).Witness()
	if some || err != nil {
		return name, true, some, err
	}
	name, some, err = reach.Witness()
	return name, false, some, err
}

// ReachesCluster is ReachesIndex for a cluster privilege or action.
func (s *Set) ReachesCluster(do string) ([]Change, error) {
	wanted, ok := clusterActions(do)
	if !ok {
		return nil, wrongQuestion("%q is neither a cluster privilege nor an action%s", do,
			meant(do, catalog.Names(catalog.ClusterPrivileges(), s.Target)))
	}
	actions := func(name string) *automata.Language {
		l, _ := clusterActions(name)
		return l
	}
	_, named := catalog.LookupCluster(do)
	var grants []grant
	for _, g := range s.cluster {
		if _, privilege := catalog.LookupCluster(g.name); named && privilege {
			if by, err := incidental(g.language, wanted); err != nil {
				return nil, err
			} else if by {
				continue
			}
		}
		grants = append(grants, g)
	}
	wanted, err := withoutViewing(do, wanted, actions, catalog.ClusterPrivileges(), named)
	if err != nil {
		return nil, err
	}
	return overlapping(grants, wanted, func(g grant, l *automata.Language, example string) Change {
		action, _ := splitAction(readable(&actionClass{language: l, example: example}))
		return Change{ClusterKind, Witness{Action: action, Privilege: g.name}, g.at, "cluster privilege " + g.name}
	})
}

// ReachesRunAs returns the grants that let the holder impersonate a user of a
// pattern.
func (s *Set) ReachesRunAs(user string) ([]Change, error) {
	wanted, err := asEscaped.language(user)
	if err != nil {
		return nil, err
	}
	return overlapping(s.runAs, automata.Intersect(wanted, userNames()), func(g grant, _ *automata.Language, example string) Change {
		return Change{RunAsKind, Witness{User: example}, g.at, "run as " + g.name}
	})
}

func overlapping(grants []grant, wanted *automata.Language, change func(g grant, shared *automata.Language, example string) Change) ([]Change, error) {
	var found []Change
	for _, g := range grants {
		shared := automata.Intersect(g.language, wanted)
		example, some, err := shared.Witness()
		if err != nil {
			return nil, err
		}
		if some {
			found = append(found, change(g, shared, example))
		}
	}
	return found, nil
}

// ReachesFeature returns the grants of anything that a privilege of a Kibana
// feature contains, in a space; "" stands for any space. Reading is no part of
// all in this sense, but is reached by all (Kibana documentation "Kibana
// privileges": All grants full read-write access).
func (s *Set) ReachesFeature(feature, privilege, space string) ([]Change, error) {
	f, ok := catalog.LookupFeature(feature)
	if !ok {
		return nil, wrongQuestion("unknown feature %q", feature)
	}
	needs := s.parts(f, privilege)
	var found []Change
	for _, in := range sortedKeys(s.kibana.spaces) {
		if space != "" && space != "*" && in != space && in != "*" {
			continue
		}
		seen := map[Place]bool{}
		for _, need := range needs {
			at, held := s.kibana.spaces[in][need.feature][need.privilege]
			if held && !seen[at] {
				seen[at] = true
				w := Witness{Space: in, Feature: need.feature, Privilege: need.privilege}
				found = append(found, Change{KibanaKind, w, at, describeKibana(s.Target, in, need.feature, need.privilege)})
			}
		}
	}
	for _, in := range sortedKeys(s.kibana.everything) {
		if len(needs) > 0 && (space == "" || space == "*" || in == space || in == "*") {
			w := Witness{Space: in, Feature: needs[0].feature, Privilege: needs[0].privilege}
			found = append(found, Change{KibanaKind, w, s.kibana.everything[in], describeKibana(s.Target, in, w.Feature, w.Privilege)})
		}
	}
	return found, nil
}

// parts returns the privileges that a privilege contains for certain, of what
// Kibana replaces a deprecated feature by; none where the target does not have it.
func (s *Set) parts(f *catalog.Feature, privilege string) []need {
	var out []need
	if deprecated, _ := f.DeprecatedAt(s.Target); deprecated == catalog.Yes {
		if grants, answer := f.Replacement(privilege, s.Target); answer == catalog.Yes {
			for _, replacement := range grants {
				if successor, ok := catalog.LookupFeature(replacement.Feature); ok {
					for _, p := range replacement.Privileges {
						for _, included := range successor.Includes(p, s.Target) {
							out = append(out, need{feature: successor.ID, privilege: included})
						}
					}
				}
			}
			return out
		}
	}
	for _, p := range f.Includes(privilege, s.Target) {
		out = append(out, need{feature: f.ID, privilege: p})
	}
	return out
}
