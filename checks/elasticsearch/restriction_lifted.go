package elasticsearch

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

const (
	compositeRoles    = "elastic/elasticsearch:x-pack/plugin/security/src/main/java/org/elasticsearch/xpack/security/authz/store/CompositeRolesStore.java"
	indicesPermission = "elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/authz/permission/IndicesPermission.java"
	documentLevelDocs = "https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/controlling-access-at-document-field-level"
	howEntriesCombine = "Entries of a role add up, and the widest one wins. For a name and an action only the entries that cover both count: if one of them has no %s, %s. " +
		"Entries with the same set of names and the same `allow_restricted_indices` are one entry to Elasticsearch: there it is enough that the other entry exists, whatever it grants. " +
		"It is as wide where the other entry covers only some of the names: what the restriction hides is readable there. " +
		"Who means that says so in the names, which then do not overlap, or by a suppression with a reason."
	mergeSourceVersion = "entries with the same names: read in the source of 8.x and 9.x, before 8.0 an info"
)

var documentRestrictionLifted = checks.Check{
	Rule: diag.Rule{
		ID:       "document-restriction-lifted",
		Category: diag.Excess,
		Severity: diag.Warning,
		Title:    "Another entry of the role lifts a document query",
		Why:      fmt.Sprintf(howEntriesCombine, "`query`", "every document is visible"),
		What:     "Give the other entry the same `query`, take the names out of it (`/logs-.*&~(logs-secret.*)/`), or put its privileges into the entry with the query.",
		Evidence: []string{compositeRoles, indicesPermission, documentLevelDocs},
		Versions: mergeSourceVersion,
	},
	Role: func(p *checks.Pass) {
		liftedRestrictions(p, restriction{
			limits: limitsDocuments,
			at:     func(e *role.Indices) *source.Node { return e.Query },
			name:   "the document query",
			hides:  hidesDocuments,
			none:   "no query",
			shown:  "every document is visible",
		})
	},
}

var fieldRestrictionLifted = checks.Check{
	Rule: diag.Rule{
		ID:       "field-restriction-lifted",
		Category: diag.Excess,
		Severity: diag.Warning,
		Title:    "Another entry of the role lifts field_security",
		Why:      fmt.Sprintf(howEntriesCombine, "`field_security`", "every field is visible"),
		What:     "Give the other entry the same `field_security`, take the names out of it (`/logs-.*&~(logs-secret.*)/`), or put its privileges into the entry with `field_security`.",
		Evidence: []string{compositeRoles, indicesPermission, documentLevelDocs},
		Versions: mergeSourceVersion,
	},
	Role: func(p *checks.Pass) {
		liftedRestrictions(p, restriction{
			limits: limitsFields,
			at:     func(e *role.Indices) *source.Node { return e.FieldSecurity.Node },
			name:   "field_security",
			none:   "no field_security",
			shown:  "every field is visible",
		})
	},
}

// restriction is document or field level security, with its words.
type restriction struct {
	limits            func(*role.Indices) bool
	at                func(*role.Indices) *source.Node
	name, none, shown string
	// hides reports whether the restriction of an entry hides anything; nil: it does.
	hides func(*checks.Pass, *role.Indices) bool
}

// maxPairs limits how many pairs of entries of one role are looked at, where
// every namesInPair names and privileges count as one more, and maxDecided for
// how many of them automata are asked.
const (
	maxPairs    = 50_000
	namesInPair = 32
	maxDecided  = 500
)

// liftedRestrictions reports the restricted entries that another entry lifts.
func liftedRestrictions(p *checks.Pass, r restriction) {
	list := p.Role.Indices
	if len(list) < 2 || p.Role.BuiltInExport() || dropped(list) {
		return
	}
	s := liftSearch{target: p.Target, effort: effortOf(p), pairs: maxPairs, decided: maxDecided}
	for i := range list {
		e := &list[i]
		if !r.limits(e) {
			continue
		}
		by, l := s.lifting(r, list, i)
		if s.exhausted() {
			p.Report(checks.Key(r.at(e)), fmt.Sprintf("whether another entry lifts %s, here and in the entries below, was not looked at: the role's %d entries have too many names in common", r.name, len(list)), checks.Severity(diag.Info))
			return
		}
		if by != nil {
			l.report(p, r, e, by)
		}
	}
}

// lift says how an entry lifts the restriction of another.
type lift struct {
	merged   bool   // they are one entry to Elasticsearch
	all      bool   // on all names of the restricted entry
	name     string // an index name on which it does
	action   string // an action for which it does
	doubtful bool   // too complex to say
}

// liftSearch looks for entries that lift restrictions, within limits.
type liftSearch struct {
	target         catalog.Target
	effort         *effort
	pairs, decided int // left
}

func (s *liftSearch) exhausted() bool { return s.pairs < 0 || s.decided < 0 }

// lifting returns the entry that lifts the restriction of list[i] the most:
// the first that lifts it on all names, else the first that lifts it on some;
// nil where none does.
func (s *liftSearch) lifting(r restriction, list []role.Indices, i int) (by *role.Indices, most lift) {
	for j := range list {
		if s.pairs--; s.exhausted() {
			return nil, lift{}
		}
		other := &list[j]
		if j == i || r.limits(other) {
			continue
		}
		s.pairs -= (len(list[i].Names) + len(list[i].Privileges) + len(other.Names) + len(other.Privileges)) / namesInPair
		l, ok := s.lifts(&list[i], other)
		switch {
		case !ok:
		case l.all:
			return other, l
		case by == nil || most.doubtful && !l.doubtful:
			by, most = other, l
		}
	}
	return by, most
}

// lifts decides for one pair.
func (s *liftSearch) lifts(e, other *role.Indices) (l lift, ok bool) {
	t := s.target
	if sameNames(e, other) {
		if !grantsAnything(other, t) {
			return l, false
		}
		action, found, err := access.SharedRead(t, lowered(e.Privileges), nil)
		if err != nil {
			return lift{doubtful: true}, true
		}
		return lift{merged: true, all: true, name: values(e.Names)[0], action: action}, found
	}
	if !mayOverlap(e.Names, other.Names) {
		return l, false
	}
	action, found, err := access.SharedRead(t, lowered(e.Privileges), lowered(other.Privileges))
	if err == nil && !found {
		return l, false
	}
	s.decided--
	name, all, again := s.effort.namesInCommon(t, e, other)
	switch {
	case err != nil || again != nil:
		return lift{doubtful: true}, true
	case name == "":
		return l, false
	}
	return lift{name: name, action: action, all: all}, true
}

func (l lift) report(p *checks.Pass, r restriction, e, by *role.Indices) {
	related := checks.Related(checks.Value(by.Node), "this entry has "+r.none)
	at := checks.Key(r.at(e))
	switch {
	case l.doubtful:
		p.Report(at, fmt.Sprintf("whether the entry on %s lifts %s is too complex to say", shortList(by.Names), r.name), related, checks.Severity(diag.Info))
	case l.merged:
		opts := []checks.Detail{related}
		if !from(p.Target, catalog.V(8, 0)) {
			opts = append(opts, checks.Severity(diag.Info))
		}
		p.Report(at, fmt.Sprintf("%s has no effect: another entry with the same names has %s, Elasticsearch makes one entry of both, and %s to %s", r.name, r.none, r.shown, l.action), opts...)
	case l.all:
		p.Report(at, fmt.Sprintf("%s does not hold: the entry on %s has %s and grants %s on the same names such as %q, so %s", r.name, shortList(by.Names), r.none, l.action, l.name, r.shown), related)
	default:
		opts := []checks.Detail{related}
		if r.hides != nil && !r.hides(p, e) {
			opts = append(opts, checks.Severity(diag.Info)) // nothing more becomes readable
		}
		p.Report(at, fmt.Sprintf("%s does not hold on names such as %q: the entry on %s has %s and grants %s there, so %s; keep their names apart (\"&~\") where that is not meant", r.name, l.name, shortList(by.Names), r.none, l.action, r.shown), opts...)
	}
}

// dropped reports whether Elasticsearch leaves out all entries (see
// none-with-others).
func dropped(list []role.Indices) bool {
	return len(list) == 1 && len(list[0].Privileges) > 0 && strings.EqualFold(list[0].Privileges[0].Value, "none")
}

// grantsAnything reports whether an entry has a privilege that is there for
// the target and grants something.
func grantsAnything(e *role.Indices, t catalog.Target) bool {
	return slices.ContainsFunc(e.Privileges, func(p role.Text) bool { return knownActions(index, p.Value, t) != nil })
}

// sameNames reports whether Elasticsearch makes one entry of two: the same set
// of names, and the same allow_restricted_indices
// (CompositeRolesStore.MergeableIndicesPrivilege).
func sameNames(a, b *role.Indices) bool {
	if a.AllowRestricted != b.AllowRestricted || len(a.Names) == 0 {
		return false
	}
	within := func(some, others []role.Text) bool {
		has := func(t role.Text) bool {
			return slices.ContainsFunc(others, func(o role.Text) bool { return o.Value == t.Value })
		}
		if len(others) > 16 {
			set := make(map[string]bool, len(others))
			for _, o := range others {
				set[o.Value] = true
			}
			has = func(t role.Text) bool { return set[t.Value] }
		}
		return !slices.ContainsFunc(some, func(t role.Text) bool { return !has(t) })
	}
	return within(a.Names, b.Names) && within(b.Names, a.Names)
}
