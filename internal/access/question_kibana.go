package access

import "slices"

// KibanaQuestion asks for a privilege of a Kibana feature, or an operation of
// Cases, in spaces.
type KibanaQuestion struct {
	Feature   string   // or Base
	Privilege string   // a privilege id, or an operation such as push
	Spaces    []string // "*" for all spaces
}

// Base stands in the place of a feature for base privileges: all and read.
const Base = "base"

// need is one privilege that a question comes down to.
type need struct {
	feature, privilege string
	// aside is a privilege of another feature, without which what is asked for
	// cannot be done, and which by itself is no part of it.
	aside bool
}

// Kibana answers a question about a feature. It is answered partly where some of
// the spaces have all of it, or where a space has a privilege that the one asked
// for contains.
func (s *Set) Kibana(q KibanaQuestion) (Answer, error) {
	needs, err := s.needed(q)
	if err != nil {
		return Answer{}, err
	}
	a := Answer{Verdict: Yes}
	for _, space := range q.Spaces {
		if missing := s.lacking(space, needs); len(missing) > 0 && a.Verdict == Yes {
			a.Verdict = No
			a.Witness = Witness{Space: space, Feature: missing[0].feature, Privilege: missing[0].privilege}
		}
	}
	if a.Verdict == Yes {
		for _, space := range q.Spaces {
			a.because(s.granting(space, needs))
		}
		return a, nil
	}
	if len(s.kibana.patterned) > 0 {
		return Answer{Verdict: Undecided, Reason: "the resource \"" + s.kibana.patterned[0].resource + "\" is a pattern, which Kibana does not write; what it covers is not decided"}, nil
	}
	for _, space := range s.candidates(q.Spaces) {
		if len(s.lacking(space, needs)) == 0 {
			a.Spaces = append(a.Spaces, space)
			a.because(s.granting(space, needs))
		}
	}
	if len(a.Spaces) > 0 {
		a.Verdict, a.Missing = Partly, s.otherSpaces(q, a.Spaces, needs)
		return a, nil
	}
	for _, space := range s.candidates(q.Spaces) {
		if !s.grantsPart(space, needs) {
			continue
		}
		a.Verdict = Partly
		a.because(s.granting(space, needs))
		a.Missing = s.describeNeeds(q, s.lacking(space, needs))
		if !slices.Contains(q.Spaces, space) {
			a.Missing = append(a.Missing, "other spaces than "+space)
		}
		return a, nil
	}
	a.Missing = s.describeNeeds(q, s.lacking(a.Witness.Space, needs))
	a.Because = s.nearestSpace(needs)
	return a, nil
}

// KibanaExample returns something of a Kibana question that is granted; ok is
// false where there is nothing.
func (s *Set) KibanaExample(q KibanaQuestion) (w Witness, at Place, ok bool) {
	needs, err := s.needed(q)
	if err != nil {
		return Witness{}, Place{}, false
	}
	for _, space := range s.candidates(q.Spaces) {
		whole := len(s.lacking(space, needs)) == 0
		for _, n := range needs {
			if at, ok := s.kibana.grantedIn(space, n.feature, n.privilege); ok && (whole || !n.aside) {
				if q.Feature == Base {
					return Witness{Space: space, Feature: everywhere, Privilege: Base + " " + q.Privilege}, at, true
				}
				return Witness{Space: space, Feature: n.feature, Privilege: n.privilege}, at, true
			}
		}
	}
	return Witness{}, Place{}, false
}

// candidates returns the spaces that a question is about: of all spaces, all
// spaces together and then those that are named.
func (s *Set) candidates(asked []string) []string {
	if !slices.Contains(asked, "*") {
		return asked
	}
	out := []string{"*"}
	for _, space := range sortedKeys(s.kibana.spaces) {
		if space != "*" {
			out = append(out, space)
		}
	}
	for _, space := range sortedKeys(s.kibana.everything) {
		if !slices.Contains(out, space) {
			out = append(out, space)
		}
	}
	return out
}

// lacking returns what a space lacks of the needs.
func (s *Set) lacking(space string, needs []need) []need {
	var out []need
	for _, n := range needs {
		if n.feature == everywhere && space != "*" {
			continue // base privileges of single spaces have nothing beyond the features
		}
		if _, ok := s.kibana.grantedIn(space, n.feature, n.privilege); !ok {
			out = append(out, n)
		}
	}
	return out
}

// granting returns the places that grant any of the needs in a space.
func (s *Set) granting(space string, needs []need) []Place {
	var out []Place
	for _, n := range needs {
		if at, ok := s.kibana.grantedIn(space, n.feature, n.privilege); ok {
			out = append(out, at)
		}
	}
	return out
}

// grantsPart reports whether a space has any of what was asked for itself.
func (s *Set) grantsPart(space string, needs []need) bool {
	return slices.ContainsFunc(needs, func(n need) bool {
		_, ok := s.kibana.grantedIn(space, n.feature, n.privilege)
		return ok && !n.aside
	})
}

// otherSpaces says in which of the spaces asked about something is missing.
func (s *Set) otherSpaces(q KibanaQuestion, whole []string, needs []need) []string {
	var out []string
	for _, space := range q.Spaces {
		switch {
		case space == "*":
			out = append(out, "other spaces")
		case !slices.Contains(whole, space) && len(s.lacking(space, needs)) > 0:
			out = append(out, "space "+space)
		}
	}
	return out
}

// describeNeeds says in words what is missing, without what follows from the
// rest.
func (s *Set) describeNeeds(q KibanaQuestion, missing []need) []string {
	if q.Feature == Base {
		return []string{Base + " " + q.Privilege}
	}
	var order []string
	byFeature := map[string][]string{}
	for _, n := range missing {
		if byFeature[n.feature] == nil {
			order = append(order, n.feature)
		}
		byFeature[n.feature] = append(byFeature[n.feature], n.privilege)
	}
	var out []string
	for _, feature := range order {
		for _, p := range strongest(feature, byFeature[feature], s.Target) {
			out = append(out, feature+": "+p)
		}
	}
	return out
}

// nearestSpace returns where another space has what is asked for.
func (s *Set) nearestSpace(needs []need) []Place {
	for _, space := range sortedKeys(s.kibana.spaces) {
		for _, n := range needs {
			if at, ok := s.kibana.spaces[space][n.feature][n.privilege]; ok && !n.aside {
				return []Place{at}
			}
		}
	}
	return nil
}
