package catalog

// replacement is what Kibana replaces a privilege by in a span of versions.
type replacement struct {
	privilege string
	window    window
	grants    []Grant
	derived   bool // follows from two read states of the source, not read as such
	source    string
}

// Replacement returns what Kibana replaces a privilege of a deprecated feature
// by at the target. Yes: the grants are the exact list. No: the feature is not
// deprecated there, or it is and Kibana has no replacement for that privilege
// because the feature has none of that name (Kibana then fails with `A
// deprecated feature "X" is missing a replacement for the "Y" privilege.`).
// NotEstablished: the list is not known for the target; the lists of
// Serverless are not. The grants are not to be modified.
func (f *Feature) Replacement(privilege string, t Target) ([]Grant, Answer) {
	deprecated, _ := f.DeprecatedAt(t)
	switch {
	case deprecated != Yes:
		return nil, deprecated
	case t.Deployment == Serverless:
		return nil, NotEstablished
	}
	if r, answer := f.replacementAt(privilege, t.Stack); answer != No {
		if answer == Yes {
			return r.grants, Yes
		}
		return nil, NotEstablished
	}
	if f.PrivilegeAt(privilege, t).Exists == No {
		return nil, No
	}
	return nil, NotEstablished
}

// ReplacementSource returns where the replacement at the target is from, and
// whether it was derived from several states of Kibana's source instead of
// read as such; empty where there is none.
func (f *Feature) ReplacementSource(privilege string, t Target) (source string, derived bool) {
	if _, answer := f.Replacement(privilege, t); answer != Yes {
		return "", false
	}
	r, _ := f.replacementAt(privilege, t.Stack)
	return r.source, r.derived
}

// replacementAt returns the replacement that holds at v. No: none is known.
func (f *Feature) replacementAt(privilege string, v Version) (*replacement, Answer) {
	answer := No
	for i := range f.replacements {
		r := &f.replacements[i]
		if r.privilege != privilege {
			continue
		}
		switch r.window.has(v) {
		case Yes:
			return r, Yes
		case NotEstablished:
			answer = NotEstablished
		}
	}
	return nil, answer
}
