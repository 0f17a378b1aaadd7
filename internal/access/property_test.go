package access_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/catalog"
)

const seed = 20261122

// refNames are all names that can exist up to length 5 over a small alphabet,
// and some that are known to be restricted.
var refNames = func() []string {
	var out []string
	layer := []string{""}
	for range 5 {
		var next []string
		for _, s := range layer {
			for _, c := range []string{"a", "b", "-", ".", "é"} {
				next = append(next, s+c)
			}
		}
		for _, s := range next {
			if refValidName(s) {
				out = append(out, s)
			}
		}
		layer = next
	}
	return append(out, ".kibana", ".kibana_", ".kibana_1", ".security", ".kib", ".kibanas")
}()

var refFields = []string{"a", "b", "ab", "a.b", "ba", "é", "c"}

// refActions are all known actions and some that are not, per component.
var refActions = func() (out []refQuestion) {
	actions := slices.Concat(catalog.KnownActions(), []string{
		"indices:data/read/none", "indices:data/write/index:op_type/create", "indices:data/write/none", "indices:none", "indices:data/read/get[s]",
		"internal:transport/proxy/indices:data/read/search", "internal:none", "indices:admin/none/get", "indices:data/write/bulk[s]", "indices:data/write/update[s]",
	})
	for _, component := range []string{"data", "failures", "plain"} {
		for _, a := range actions {
			if component == "plain" && !strings.HasPrefix(a, "indices:admin/mapping/") {
				continue
			}
			out = append(out, refQuestion{component: component, action: a})
		}
	}
	return out
}()

// alike picks one of those that no privilege tells apart and that security
// treats alike.
func alike(questions []refQuestion, privileges []string) (out []refQuestion) {
	seen := map[string]bool{}
	for _, q := range questions {
		var key strings.Builder
		for _, p := range privileges {
			fmt.Fprintf(&key, "%t", refGrants(p, q.component, q.action))
		}
		d, f, r := refSecurity(q.action)
		fmt.Fprint(&key, d, f, r)
		if k := key.String(); !seen[k] {
			seen[k] = true
			out = append(out, q)
		}
	}
	return out
}

var refAlike = alike(refActions, indexPrivileges)

// refZones are the ways in which a name may be restricted: known, known not to
// be, or possible; possible says that it is not certain.
func refZones(name string) (zones []struct{ restricted, possible bool }) {
	switch {
	case refIsRestricted(name):
		return append(zones, struct{ restricted, possible bool }{true, false})
	case strings.HasPrefix(name, "."):
		zones = append(zones, struct{ restricted, possible bool }{true, true})
	}
	return append(zones, struct{ restricted, possible bool }{false, false})
}

// names picks one of the names that no pattern at hand tells apart.
func namesAlike(groups ...[]*refGroup) (out []string) {
	var patterns []string
	for _, list := range groups {
		for _, g := range list {
			patterns = append(patterns, g.names...)
		}
	}
	slices.Sort(patterns)
	patterns = slices.Compact(patterns)
	seen := map[string]bool{}
	for _, n := range refNames {
		key := make([]byte, 0, len(patterns)+20)
		for _, p := range patterns {
			if refMatch(p, n) {
				key = append(key, '1')
			} else {
				key = append(key, '0')
			}
		}
		for _, z := range refZones(n) {
			key = fmt.Appendf(key, "%t%t", z.restricted, z.possible)
		}
		if !seen[string(key)] {
			seen[string(key)] = true
			out = append(out, n)
		}
	}
	return out
}

// asked counts the questions put to both.
var asked int

// difference goes through all accesses: certain and possible are accesses
// that a has or may have and b has not; empty where there is none.
func difference(a, b []*refGroup, clusters []string) (certain, possible string) {
	if len(a) == 0 {
		return "", ""
	}
	names := namesAlike(a, b)
	for _, cluster := range clusters {
		for _, name := range names {
			for _, z := range refZones(name) {
				for _, q := range refAlike {
					q.cluster, q.name, q.restricted = cluster, name, z.restricted
					asked++
					c, p := refAsk(a, q).lacks(refAsk(b, q), q.action, refFields)
					if c && !z.possible && certain == "" {
						certain = fmt.Sprintf("%+v", q)
					}
					if p && possible == "" {
						possible = fmt.Sprintf("%+v", q)
					}
				}
			}
		}
	}
	return certain, possible
}

func TestUncoveredAgainstReference(t *testing.T) {
	g := generator{rand.New(rand.NewPCG(seed, 1))}
	t.Logf("seed %d", seed)
	rounds := 260
	if testing.Short() {
		rounds = 100
	}
	proved, widened, undecided := 0, 0, 0
	for range rounds {
		one := g.role()
		other := g.role()
		if g.chance(75) {
			other = g.mutate(one)
		}
		for _, pair := range [][2]refRole{{one, other}, {other, one}} {
			changes, unknown := read(t, pair[0]).Uncovered(read(t, pair[1]))
			checkDifference(t, pair[0], pair[1], changes, unknown)
			switch {
			case len(unknown) > 0:
				undecided++
			case len(changes) > 0:
				widened++
			default:
				proved++
			}
			if t.Failed() {
				t.Fatalf("mine %s\ntheirs %s\n%s", pair[0].texts(), pair[1].texts(), show(changes, unknown))
			}
		}
	}
	t.Logf("%d questions; %d proved, %d not covered, %d undecided", asked, proved, widened, undecided)
	if !testing.Short() && asked < 100_000 {
		t.Errorf("only %d questions", asked)
	}
	if proved < rounds/10 || widened < rounds/10 || undecided < rounds/20 {
		t.Errorf("the random roles are one-sided")
	}
}

func checkDifference(t *testing.T, mine, theirs refRole, changes []access.Change, unknown []access.Unknown) {
	t.Helper()
	count := map[access.Kind]int{}
	for _, c := range changes {
		count[c.Kind]++
		checkWitness(t, mine, theirs, c)
	}
	doubts := map[access.Kind]int{}
	for _, u := range unknown {
		doubts[u.Kind]++
		if (u.Kind != access.IndexKind && u.Kind != access.RemoteIndexKind) || !doubtful(slices.Concat(mine.indices, mine.remote, theirs.indices, theirs.remote)) {
			t.Errorf("undecided without need: %s %s", u.Kind, u.Reason)
		}
	}
	expect := func(kind access.Kind, certain, possible string) {
		t.Helper()
		if certain != "" && count[kind] == 0 {
			t.Errorf("%s: missed %s", kind, certain)
		}
		if possible != "" && count[kind]+doubts[kind] == 0 {
			t.Errorf("%s: claims to have proved what is not: %s", kind, possible)
		}
	}
	certain, possible := difference(refGroups([]refRole{mine}), refGroups([]refRole{theirs}), []string{""})
	expect(access.IndexKind, certain, possible)
	certain, possible = difference(refRemote([]refRole{mine}), refRemote([]refRole{theirs}), []string{"eu", "us", "e", "x"})
	expect(access.RemoteIndexKind, certain, possible)

	certain = ""
	for _, a := range catalog.KnownActions() {
		asked++
		if refCluster(mine.cluster, a) > refCluster(theirs.cluster, a) {
			certain = a
		}
	}
	expect(access.ClusterKind, certain, certain)
	certain = ""
	for _, n := range refNames {
		asked++
		if refAny(mine.runAs, n) && !refAny(theirs.runAs, n) {
			certain = n
		}
	}
	expect(access.RunAsKind, certain, certain)
	certain = ""
	theirAccess := map[string]bool{}
	if len(mine.kibana) > 0 {
		theirAccess = refAccess([]refRole{theirs}, catalog.Default(), []string{"a", "b"})
	}
	for what := range refAccess([]refRole{mine}, catalog.Default(), []string{"a", "b"}) {
		asked++
		if !theirAccess[what] {
			certain = what
		}
	}
	expect(access.KibanaKind, certain, certain)
}

// doubtful reports whether the entries have what cannot always be decided: a
// document query, a name that may be restricted, metadata fields.
func doubtful(entries []refEntry) bool {
	return slices.ContainsFunc(entries, func(e refEntry) bool { return e.query != "" || e.restricted || e.grant != nil })
}

// checkWitness holds a change against the reference: mine has the access,
// theirs has not.
func checkWitness(t *testing.T, mine, theirs refRole, c access.Change) {
	t.Helper()
	w := c.Witness
	switch c.Kind {
	case access.ClusterKind:
		if refCluster(mine.cluster, w.Action) <= refCluster(theirs.cluster, w.Action) {
			t.Errorf("wrong witness %+v", w)
		}
		if refCluster([]string{w.Privilege}, w.Action) <= refCluster(theirs.cluster, w.Action) {
			t.Errorf("%s does not grant %s", w.Privilege, w.Action)
		}
	case access.RunAsKind:
		if !refAny(mine.runAs, w.User) || refAny(theirs.runAs, w.User) || w.User == "" {
			t.Errorf("wrong witness %+v", w)
		}
	case access.KibanaKind:
		what := w.Space + " " + w.Feature + "." + w.Privilege
		if w.Feature == "*" {
			what = w.Space + " " + w.Privilege
		}
		spaces := []string{"a", "b"}
		if !refAccess([]refRole{mine}, catalog.Default(), spaces)[what] || refAccess([]refRole{theirs}, catalog.Default(), spaces)[what] {
			t.Errorf("wrong witness %+v", w)
		}
	case access.IndexKind:
		checkIndexWitness(t, refGroups([]refRole{mine}), refGroups([]refRole{theirs}), c)
	case access.RemoteIndexKind:
		checkIndexWitness(t, refRemote([]refRole{mine}), refRemote([]refRole{theirs}), c)
	}
}

func checkIndexWitness(t *testing.T, mine, theirs []*refGroup, c access.Change) {
	t.Helper()
	w := c.Witness
	if !refValidName(w.Index) || refIsRestricted(w.Index) != w.Restricted || (c.Kind == access.RemoteIndexKind) != (w.Cluster != "") {
		t.Errorf("no such index: %+v", w)
	}
	components := []string{"data", "plain"}
	if w.Failures {
		components = []string{"failures"}
	}
	right, named := false, false
	for _, component := range components {
		q := refQuestion{w.Cluster, w.Index, w.Restricted, component, w.Action}
		a, b := refAsk(mine, q), refAsk(theirs, q)
		documents, fields, refused := refSecurity(w.Action)
		allA, allB := a.free || documents && slices.Contains(a.queries, refMatchAll), b.free || documents && slices.Contains(b.queries, refMatchAll)
		switch {
		case w.Field != "":
			right = right || b.granted && (fields || refused && a.wide) && a.shows(w.Field) && !b.shows(w.Field)
		case w.Documents != "":
			right = right || b.granted && (documents || refused) && allA && !allB
		default:
			right = right || a.granted && !b.granted
		}
		named = named || refGrants(w.Privilege, component, w.Action)
	}
	if !right {
		t.Errorf("wrong witness %+v", w)
	}
	if !named {
		t.Errorf("%s does not grant %s", w.Privilege, w.Action)
	}
	if c.At.Node == nil || c.At.Role == nil {
		t.Errorf("no place: %+v", w)
	}
}

func TestAlgebra(t *testing.T) {
	g := generator{rand.New(rand.NewPCG(seed, 2))}
	empty := func(what string, a, b *access.Set, roles ...refRole) {
		t.Helper()
		if changes, unknown := a.Uncovered(b); len(changes)+len(unknown) > 0 {
			for _, r := range roles {
				t.Log(r.texts())
			}
			t.Fatalf("%s: %s", what, show(changes, unknown))
		}
	}
	for range 80 {
		one, other, third := g.role(), g.role(), g.role()
		a, b := read(t, one), read(t, other)
		both := read(t, one, other)
		empty("A within A", a, read(t, one), one)
		empty("A within A and B", a, both, one, other)
		empty("B within A and B", b, both, one, other)
		empty("order of roles", both, read(t, other, one), one, other)
		empty("A and B within all", both, read(t, third, other, one), one, other, third)
		empty("order of entries", a, read(t, g.shuffled(one)), one)
		// Transitivity, where there is something to chain.
		c := read(t, g.mutate(one))
		if less(a, c) && less(c, both) && !less(a, both) {
			t.Fatalf("not transitive: %s", one.texts())
		}
	}
}

func less(a, b *access.Set) bool {
	changes, unknown := a.Uncovered(b)
	return len(changes)+len(unknown) == 0
}

// shuffled writes a role in another order and in the other spelling.
func (g generator) shuffled(r refRole) refRole {
	r = r.clone()
	if len(r.indices) > 1 { // a single entry that begins with none is special
		for i := range r.indices {
			e := &r.indices[i]
			e.names, e.privileges = slices.Clone(e.names), slices.Clone(e.privileges)
			g.Shuffle(len(e.names), func(i, j int) { e.names[i], e.names[j] = e.names[j], e.names[i] })
			g.Shuffle(len(e.privileges), func(i, j int) { e.privileges[i], e.privileges[j] = e.privileges[j], e.privileges[i] })
		}
	}
	g.Shuffle(len(r.indices), func(i, j int) { r.indices[i], r.indices[j] = r.indices[j], r.indices[i] })
	g.Shuffle(len(r.cluster), func(i, j int) { r.cluster[i], r.cluster[j] = r.cluster[j], r.cluster[i] })
	for i := range r.kibana {
		r.kibana[i].stored = !r.kibana[i].stored
	}
	return r
}
