package kibana

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/edit"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// storedPrivilege is the name under which Elasticsearch stores a privilege of a feature.
func storedPrivilege(feature, privilege string) string { return "feature_" + feature + "." + privilege }

// writtenPrivilege is a privilege of a feature as the entry has it, without quotes.
func writtenPrivilege(e *role.KibanaEntry, feature, privilege string) string {
	if e.Spelling == role.ApplicationSpelling {
		return storedPrivilege(feature, privilege)
	}
	return privilege
}

// insteadFix offers another privilege in the place of one that grants nothing.
func insteadFix(e *role.KibanaEntry, feature string, wrong role.Text, right string) checks.Detail {
	text := writtenPrivilege(e, feature, right)
	if right == "" || !isElement(wrong.Node) || holdsText(wrong.Node.Parent, text) {
		return checks.NoFix
	}
	return checks.UnsafeFix("write "+quoted([]string{text}), edit.Replace(wrong.Node, text))
}

// featureFix offers another feature in the place of one that does not exist.
func featureFix(e *role.KibanaEntry, f *role.Feature, right string) checks.Detail {
	var changes []edit.Change
	written := []string{right}
	switch {
	case right == "":
	case e.Spelling == role.KibanaSpelling:
		changes = append(changes, edit.Rename(f.Node, right))
	default:
		written = nil
		for _, p := range f.Privileges {
			text := storedPrivilege(right, p.Value)
			written = append(written, text)
			if !isElement(p.Node) || holdsText(p.Node.Parent, text) {
				return checks.NoFix
			}
			changes = append(changes, edit.Replace(p.Node, text))
		}
	}
	return checks.UnsafeFix("write "+quoted(written), changes...)
}

func isElement(n *source.Node) bool { return n.Parent != nil && n.Parent.Kind == source.Array }

func holdsText(list *source.Node, text string) bool {
	return slices.ContainsFunc(list.Children, func(n *source.Node) bool { return n.Kind == source.String && n.Text == text })
}

// replacementFix offers what Kibana replaces the privileges of a deprecated
// feature by, or says why it does not.
func replacementFix(g grantedFeature, t catalog.Target) checks.Detail {
	var grants []catalog.Grant
	lists := make([][]catalog.Grant, len(g.granted.Privileges))
	for i, privilege := range g.granted.Privileges {
		list, answer := g.feature.Replacement(privilege.Value, t)
		if answer != catalog.Yes || g.feature.PrivilegeAt(privilege.Value, t).Exists != catalog.Yes {
			return checks.Unfixed(fmt.Sprintf("%q has no replacement that is known", privilege.Value))
		}
		lists[i] = list
		for _, grant := range list {
			grants = add(grants, grant)
		}
	}
	if len(grants) == 0 {
		return checks.NoFix
	}
	changes := replaceMember(g, grants, t)
	if g.entry.Spelling == role.ApplicationSpelling {
		changes = replaceStored(g, lists)
	}
	if len(changes) == 0 {
		return checks.Unfixed("what stands there of a replacement cannot be added to")
	}
	return checks.SafeFix(fmt.Sprintf("replace %q by %s", g.granted.ID, spelledGrants(g.entry, grants)), changes...)
}

// replaceMember puts features in the place of one in Kibana's spelling. What
// the entry grants already is joined.
func replaceMember(g grantedFeature, grants []catalog.Grant, t catalog.Target) []edit.Change {
	member := g.granted.Node
	var changes []edit.Change
	renamed := false
	for _, grant := range grants {
		if there := g.entry.FeatureNode.Get(grant.Feature); there != nil {
			more, ok := join(there, grant, t)
			if !ok {
				return nil
			}
			changes = append(changes, more...)
			continue
		}
		if renamed {
			changes = append(changes, edit.MemberAfter(member, grant.Feature, grant.Privileges))
			continue
		}
		renamed = true
		changes = append(changes, edit.Rename(member, grant.Feature))
		if !sameSet(values(g.granted.Privileges), grant.Privileges) {
			changes = append(changes, edit.Replace(member, grant.Privileges))
		}
	}
	if !renamed {
		changes = append(changes, edit.Remove(member))
	}
	return changes
}

// join adds privileges to the list of a feature that has not got them.
func join(list *source.Node, grant catalog.Grant, t catalog.Target) (changes []edit.Change, ok bool) {
	f, known := catalog.LookupFeature(grant.Feature)
	if list.Kind != source.Array || !known {
		return nil, false
	}
	granted := map[string]bool{}
	for _, n := range list.Children {
		for _, p := range f.Includes(n.Text, t) {
			granted[p] = true
		}
		granted[n.Text] = true
	}
	for _, p := range grant.Privileges {
		switch {
		case granted[p]:
		case len(list.Children) == 0:
			changes = append(changes, edit.Append(list, p))
		default:
			changes = append(changes, edit.After(list.Children[len(list.Children)-1], p))
		}
	}
	return changes, true
}

func sameSet(a, b []string) bool {
	a, b = slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(slices.Compact(a), slices.Compact(b))
}

// replaceStored puts stored privileges in the place of each one of the feature.
func replaceStored(g grantedFeature, lists [][]catalog.Grant) []edit.Change {
	var changes []edit.Change
	there := map[string]bool{}
	for i, privilege := range g.granted.Privileges {
		if !isElement(privilege.Node) {
			return nil
		}
		if i == 0 {
			for _, n := range privilege.Node.Parent.Children {
				there[n.Text] = true
			}
		}
		var texts []string
		for _, grant := range lists[i] {
			for _, p := range grant.Privileges {
				if text := storedPrivilege(grant.Feature, p); !there[text] {
					there[text] = true
					texts = append(texts, text)
				}
			}
		}
		if len(texts) == 0 {
			changes = append(changes, edit.Remove(privilege.Node))
		} else {
			changes = append(changes, edit.Split(privilege.Node, texts)...)
		}
	}
	return changes
}

// mergeFix offers to merge an entry into an earlier one for the same spaces.
// Both grant features and nothing else.
func mergeFix(earlier, later *role.KibanaEntry) checks.Detail {
	if !sameSet(values(earlier.Spaces), values(later.Spaces)) || len(keys(earlier)) == 0 || len(keys(later)) == 0 || hasBase(earlier) || hasBase(later) {
		return checks.NoFix
	}
	var changes []edit.Change
	for _, f := range later.Features {
		there := earlier.FeatureNode.Get(f.ID)
		if there == nil {
			changes = append(changes, edit.AppendMember(earlier.FeatureNode, f.ID, values(f.Privileges)))
			continue
		}
		if there.Kind != source.Array || len(there.Children) == 0 {
			return checks.NoFix
		}
		for _, p := range f.Privileges {
			if !holdsText(there, p.Value) {
				changes = append(changes, edit.After(there.Children[len(there.Children)-1], p.Value))
			}
		}
	}
	return checks.UnsafeFix("merge it into the earlier entry for "+strings.Join(values(earlier.Spaces), ", "), append(changes, edit.Remove(later.Node))...)
}
