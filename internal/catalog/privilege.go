package catalog

import "strings"

// Grant is a set of privileges of one feature.
type Grant struct {
	Feature    string
	Privileges []string
}

// Privilege is a privilege of a Kibana feature.
type Privilege struct {
	ID         string
	Sub        bool   // a sub-feature privilege, not all/read/minimal_*
	SubFeature string // display name of its sub-feature; "" where not established
	Name       string // display name; "" where not established
	IncludeIn  string // "all", "read", "none"; "" where not established
	// Group is the place of its group within the sub-feature, from 0.
	Group int
	// Exclusive says whether Kibana's interface offers one privilege of the
	// group only. The API takes several, and they add up.
	Exclusive Answer
	// Condition says what must be so for Kibana to register it; mostly empty.
	Condition string

	license   License // the license it declares; zero where none
	life      lifetime
	successor []Grant
}

// Privileges returns every privilege the feature ever had, in registration
// order; privileges of old versions stand last. Not to be modified.
func (f *Feature) Privileges() []Privilege { return f.privileges }

// Privilege returns the feature's privilege of that id, of whatever version.
func (f *Feature) Privilege(id string) (*Privilege, bool) {
	for i := range f.privileges {
		if f.privileges[i].ID == id {
			return &f.privileges[i], true
		}
	}
	return nil, false
}

// PrivilegeIDs returns the ids of the privileges that exist at the target or
// may, in registration order.
func (f *Feature) PrivilegeIDs(t Target) []string {
	var ids []string
	for i := range f.privileges {
		if id := f.privileges[i].ID; f.PrivilegeAt(id, t).Exists != No {
			ids = append(ids, id)
		}
	}
	return ids
}

// PrivilegeAt says whether the feature has that privilege at the target. It
// does not look at the license; see MinLicense.
func (f *Feature) PrivilegeAt(id string, t Target) Presence {
	feature := f.At(t)
	if feature.Exists == No {
		return feature
	}
	if f.Kind == ReservedOnly {
		return Presence{Exists: No, Source: f.Source}
	}
	p, ok := f.Privilege(id)
	if !ok {
		return f.unknownPrivilege(t)
	}
	if t.Deployment == Serverless {
		return Presence{Exists: feature.Exists, Source: feature.Source}
	}
	presence := p.at(t.Stack)
	presence.Successor = p.successor
	if strings.HasPrefix(id, "minimal_") && presence.Exists == Yes {
		presence = f.minimalAt(presence, t)
	}
	switch {
	case presence.Exists == No:
		return presence
	case presence.Since.Compare(feature.Since) < 0:
		presence.Since, presence.Source = feature.Since, feature.Source
	}
	if presence.Gone.IsZero() {
		presence.Gone = feature.Gone
	}
	if presence.Exists == Yes {
		presence.Exists = feature.Exists
	}
	return presence
}

// at says whether the privilege exists at v where its feature does: one
// without dates came and stays with it.
func (p *Privilege) at(v Version) Presence {
	if !p.life.dated() {
		return Presence{Exists: Yes}
	}
	return p.life.at(v)
}

// unknownPrivilege answers for an id that no known version has. The feature's
// privileges are known completely up to the newest release; patch releases of
// later versions and Serverless may have more.
func (f *Feature) unknownPrivilege(t Target) Presence {
	p := Presence{Exists: No, Source: f.Source}
	if t.Deployment == Serverless || t.Stack.Compare(Latest().next()) >= 0 || len(f.privileges) == 0 {
		p.Exists = NotEstablished
	}
	return p
}

// next returns the minor version after v within its major.
func (v Version) next() Version { return V(v.Major, v.Minor+1) }

// minimalAt answers for minimal_all and minimal_read. Kibana registers them
// for every feature from 8.1 (elastic/kibana#115992), and before only where
// the feature has sub-features; what holds in 8.0 is not established.
func (f *Feature) minimalAt(presence Presence, t Target) Presence {
	const source = "elastic/kibana#115992"
	if reached(t.Stack, V(8, 1)) == Yes {
		return presence
	}
	presence.Exists, presence.Source = No, source
	for i := range f.privileges {
		if !f.privileges[i].Sub {
			continue
		}
		switch f.privileges[i].at(t.Stack).Exists {
		case Yes:
			presence.Exists = Yes
			return presence
		case NotEstablished:
			presence.Exists = NotEstablished
		}
	}
	if presence.Exists == No && reached(t.Stack, V(8, 0)) == Yes {
		presence.Exists = NotEstablished
	}
	if presence.Exists == No && presence.Since.Compare(V(8, 1)) < 0 {
		presence.Since = V(8, 1)
	}
	return presence
}

// MinLicense returns the license that a privilege needs to have an effect.
// Kibana registers sub-feature privileges from Gold on, or from the license
// they declare; all and read contain theirs on every license. The license that
// a feature declares hides it in the interface and restricts nothing.
func (f *Feature) MinLicense(privilege string, t Target) (License, Answer) {
	p, ok := f.Privilege(privilege)
	if !ok || t.Deployment == Serverless {
		return 0, NotEstablished
	}
	if !p.Sub {
		return Basic, Yes
	}
	return max(Gold, p.license), Yes
}

// Includes returns the privileges of the feature whose actions the privilege
// contains for certain at the target, if that has the feature, itself first, then in registration
// order: all contains minimal_all and the sub-feature privileges with
// include_in all or read, read contains minimal_read and those with read, and
// minimal_all contains all where the feature's sub-features add nothing to it
// (likewise read). That all can do what read can is a convention of Kibana's
// features, not a rule of the framework: it is in it only of features of which
// it was read; see Suggests.
// It is nil where the target does not have the privilege.
func (f *Feature) Includes(privilege string, t Target) []string {
	if f.PrivilegeAt(privilege, t).Exists == No {
		return nil
	}
	included := []string{privilege}
	top := strings.TrimPrefix(privilege, "minimal_")
	if top != "all" && top != "read" {
		return included
	}
	augmented, certain := false, true // by sub-feature privileges
	for i := range f.privileges {
		p := &f.privileges[i]
		if !p.Sub {
			continue
		}
		switch {
		case f.PrivilegeAt(p.ID, t).Exists == No, p.IncludeIn == "none", p.IncludeIn == "all" && top == "read":
		case !f.hasWhereRegistered(p, t), p.IncludeIn == "":
			certain = false
		default:
			augmented = true
		}
	}
	for i := range f.privileges {
		p := &f.privileges[i]
		if p.ID == privilege || !f.hasWhereRegistered(p, t) {
			continue
		}
		switch {
		case f.allContainsRead && !p.Sub && privilege == "all" && (p.ID == "read" || p.ID == "minimal_read"),
			f.allContainsRead && !p.Sub && privilege == "minimal_all" && (p.ID == "minimal_read" || p.ID == "read" && certain && !augmented),
			!p.Sub && privilege == top && p.ID == "minimal_"+top,
			!p.Sub && privilege != top && p.ID == top && certain && !augmented,
			p.Sub && privilege == top && (p.IncludeIn == "read" || p.IncludeIn == top):
			included = append(included, p.ID)
		}
	}
	return included
}

// hasWhereRegistered reports whether the feature, if the target registers it
// at all, has the privilege: also where it is not established that the target
// does, one without dates of its own comes with the feature, and where there is
// no feature no privilege of it grants anything.
func (f *Feature) hasWhereRegistered(p *Privilege, t Target) bool {
	switch f.PrivilegeAt(p.ID, t).Exists {
	case Yes:
		return true
	case No:
		return false
	}
	return t.Deployment != Serverless && f.At(t).Exists == NotEstablished && !p.life.dated()
}

// Suggests returns the privileges of the feature at the target that a reader
// takes the privilege to include by Kibana's convention, though the framework
// does not guarantee it: read under all, minimal_read under minimal_all, and of
// an exclusive group those that stand below it ("X_read" under "X_all"), which
// Kibana orders from the most to the least permissive.
func (f *Feature) Suggests(privilege string, t Target) []string {
	var suggested []string
	p, ok := f.Privilege(privilege)
	if !ok {
		return nil
	}
	below := false
	for i := range f.privileges {
		q := &f.privileges[i]
		lower := false
		switch {
		case q.ID == privilege:
			below = true
		case privilege == "all" && q.ID == "read", privilege == "minimal_all" && q.ID == "minimal_read",
			privilege == "all" && q.ID == "minimal_read":
			lower = true
		case below && p.Sub && q.Sub:
			lower = p.Exclusive == Yes && q.SubFeature == p.SubFeature && q.Group == p.Group
		}
		if lower && f.hasWhereRegistered(q, t) {
			suggested = append(suggested, q.ID)
		}
	}
	return suggested
}
