package catalog

// restrictionKind is what a restriction is about.
type restrictionKind uint8

const (
	allSpaces        restrictionKind = iota + 1 // can be granted in all spaces only
	disabled                                    // registered, but may not be granted
	excludedFromBase                            // the whole feature
)

// restriction is something that does not hold in every version.
type restriction struct {
	kind      restrictionKind
	privilege string // empty for excludedFromBase
	window    window
	answer    Answer // what holds in the window
	source    string
}

// restricted returns the answer of the first restriction of that kind whose
// window has the version, or otherwise where none has.
func (f *Feature) restricted(kind restrictionKind, privilege string, v Version, otherwise Answer) Answer {
	for i := range f.restrictions {
		r := &f.restrictions[i]
		if r.kind != kind || r.privilege != privilege {
			continue
		}
		switch r.window.has(v) {
		case Yes:
			return r.answer
		case NotEstablished:
			return NotEstablished
		}
	}
	return otherwise
}

// RequiresAllSpaces says whether Kibana refuses the privilege for named
// spaces: "Feature privilege [ID.all] requires all spaces to be selected but
// received [a,b]". Kibana checks all, read and sub-feature privileges only, so
// it is No for minimal_all and minimal_read (kibana security
// server/lib/role_utils.ts).
func (f *Feature) RequiresAllSpaces(privilege string, t Target) Answer {
	return f.checked(allSpaces, privilege, t)
}

// Disabled says whether the privilege is registered but Kibana refuses to
// grant it: "Feature [ID] does not support privilege [read]." Like
// RequiresAllSpaces it is No for minimal_all and minimal_read.
func (f *Feature) Disabled(privilege string, t Target) Answer {
	return f.checked(disabled, privilege, t)
}

func (f *Feature) checked(kind restrictionKind, privilege string, t Target) Answer {
	exists := f.PrivilegeAt(privilege, t).Exists
	switch {
	case exists == No, privilege == "minimal_all", privilege == "minimal_read":
		return No
	case t.Deployment == Serverless:
		return NotEstablished
	}
	answer := f.restricted(kind, privilege, t.Stack, No)
	if answer == Yes && exists == NotEstablished {
		return NotEstablished
	}
	return answer
}

// ExcludedFromBase says whether base privileges leave the feature out.
func (f *Feature) ExcludedFromBase(t Target) Answer {
	otherwise := NotEstablished
	if f.includedInBase {
		otherwise = No
	}
	if t.Deployment == Serverless {
		return otherwise
	}
	return f.restricted(excludedFromBase, "", t.Stack, otherwise)
}
