package access

import "github.com/rolelint/rolelint/internal/catalog"

// needed returns what a question comes down to, in the features of today.
func (s *Set) needed(q KibanaQuestion) ([]need, error) {
	if q.Feature == Base {
		return s.neededForBase(q.Privilege)
	}
	f, ok := catalog.LookupFeature(q.Feature)
	if !ok {
		ids := []string{Base}
		for _, f := range catalog.Features() {
			ids = append(ids, f.ID)
		}
		return nil, wrongQuestion("unknown feature %q%s", q.Feature, meant(q.Feature, ids))
	}
	if f.At(s.Target).Exists == catalog.No {
		return nil, wrongQuestion("feature %q does not exist in Kibana %s", q.Feature, s.Target.Stack)
	}
	if ops, ok := caseOperation(f.ID, q.Privilege); ok {
		return s.normalised(ops), nil
	}
	if f.PrivilegeAt(q.Privilege, s.Target).Exists == catalog.No {
		var ids []string
		for _, p := range f.Privileges() {
			ids = append(ids, p.ID)
		}
		return nil, wrongQuestion("feature %q has no privilege %q in Kibana %s%s", f.ID, q.Privilege, s.Target.Stack, meant(q.Privilege, ids))
	}
	var list []need
	for _, p := range f.Includes(q.Privilege, s.Target) {
		list = append(list, need{feature: f.ID, privilege: p})
	}
	return s.normalised(list), nil
}

// neededForBase returns what a base privilege grants. Of itself no single
// feature is a part of it: nearly every role would have one.
func (s *Set) neededForBase(base string) ([]need, error) {
	if base != "all" && base != "read" {
		return nil, wrongQuestion("there is no base privilege %q, only base:all and base:read", base)
	}
	granted := &kibanaSet{target: s.Target, spaces: map[string]kibanaGrants{}}
	granted.addBase("*", base, Place{})
	granted.addGlobalBase("*", base, Place{})
	list := needsOf(granted.in("*"))
	for i := range list {
		list[i].aside = true
	}
	return list, nil
}

func (s *Set) normalised(list []need) []need {
	var out []need
	for _, aside := range []bool{false, true} {
		g := kibanaGrants{}
		for _, n := range list {
			if n.aside == aside {
				s.kibana.addPrivilege(g, n.feature, n.privilege, Place{})
			}
		}
		for _, n := range needsOf(g) {
			n.aside = aside
			out = append(out, n)
		}
	}
	return out
}

// needsOf lists grants.
func needsOf(g kibanaGrants) []need {
	var out []need
	for _, feature := range sortedKeys(g) {
		for _, p := range sortedKeys(g[feature]) {
			out = append(out, need{feature: feature, privilege: p})
		}
	}
	return out
}
