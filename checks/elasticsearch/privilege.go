package elasticsearch

import (
	"fmt"
	"strconv"

	"github.com/rolelint/rolelint/internal/catalog"
)

// verdict is what the catalogue says of a privilege name at a target.
type verdict uint8

const (
	fine            verdict = iota // it exists, is a raw action, or nothing is established
	unknown                        // no version has it any more, or ever had it
	notYet                         // a later version has it
	notOnServerless                // only the Stack has it
)

// judged is a verdict with what it is based on.
type judged struct {
	verdict   verdict
	privilege *catalog.ESPrivilege // nil where the name is unknown or a raw action
	answer    catalog.Presence
}

// lookup finds a privilege in the section where it is granted.
func (s section) lookup(name string) (*catalog.ESPrivilege, bool) {
	if s == cluster {
		return catalog.LookupCluster(name)
	}
	return catalog.LookupIndex(name)
}

// raw reports whether the name is taken as the name of an action.
func (s section) raw(name string) bool {
	if s == cluster {
		return catalog.IsRawClusterAction(name)
	}
	return catalog.IsRawIndexAction(name)
}

// judge looks a privilege up. Names are compared in lower case, as
// Elasticsearch does (ClusterPrivilegeResolver.resolve, IndexPrivilege.get).
func judge(s section, name string, t catalog.Target) judged {
	privilege, known := s.lookup(name)
	if !known {
		if s.raw(name) {
			return judged{}
		}
		return judged{verdict: unknown}
	}
	j := judged{privilege: privilege, answer: privilege.At(t)}
	if j.answer.Exists != catalog.No {
		return j
	}
	switch {
	case t.Deployment == catalog.Serverless:
		j.verdict = notOnServerless
	case !j.answer.Gone.IsZero() && j.answer.Gone.Compare(t.Stack) <= 0:
		j.verdict = unknown
	default:
		j.verdict = notYet
	}
	return j
}

// serverWords are Elasticsearch's own about a name that it does not know.
//
// Source: ClusterPrivilegeResolver.resolve and IndexPrivilege.get; the lists
// of names that follow are left out.
func serverWords(s section, name string) string {
	if s == cluster {
		return "unknown cluster privilege [" + name + "]"
	}
	return "unknown index privilege [" + name + "]"
}

// kind names a privilege of the section.
func (s section) kind() string {
	if s == cluster {
		return "cluster privilege"
	}
	return "index privilege"
}

// existing returns the names of the section's privileges that are not certain
// to be missing at the target.
func (s section) existing(t catalog.Target) []string {
	if s == cluster {
		return catalog.Names(catalog.ClusterPrivileges(), t)
	}
	return catalog.Names(catalog.IndexPrivileges(), t)
}

// begins says from when on a privilege exists that the target does not have yet.
func (j judged) begins(t catalog.Target) string {
	if j.answer.Since.IsZero() {
		return fmt.Sprintf("does not exist in %s yet", server(t))
	}
	return fmt.Sprintf("exists only from Elasticsearch %s on", j.answer.Since)
}

// hint says what an unknown name was probably meant to be, with a space before
// it; empty where nothing is near.
func hint(s section, name string, t catalog.Target) string {
	other, where, actions := index, `under "indices"`, "index"
	if s != cluster {
		other, where, actions = cluster, `under "cluster"`, "cluster"
	}
	if _, ok := other.lookup(name); ok {
		return fmt.Sprintf(" It is %s %s: write it %s.", article(other), other.kind(), where)
	}
	if other.raw(name) {
		return fmt.Sprintf(" It is the name of %s %s action: write it %s.", article(other), actions, where)
	}
	if meant := s.meant(name, t); meant != "" {
		return " Did you mean " + strconv.Quote(meant) + "?"
	}
	return ""
}

// meant returns the privilege of the section that was probably meant by an
// unknown name; "" where none is near, or the name belongs elsewhere.
func (s section) meant(name string, t catalog.Target) string {
	other := index
	if s != cluster {
		other = cluster
	}
	if _, ok := other.lookup(name); ok || other.raw(name) {
		return ""
	}
	return catalog.Suggest(name, s.existing(t))
}

func article(s section) string {
	if s == cluster {
		return "a"
	}
	return "an"
}
