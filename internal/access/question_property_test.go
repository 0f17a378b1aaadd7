package access_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/catalog"
)

// reached says how far something is granted, by the reference.
type reached struct{ all, some bool }

func (r reached) verdict() access.Verdict {
	switch {
	case r.all:
		return access.Yes
	case r.some:
		return access.Partly
	}
	return access.No
}

func TestQuestionsAgainstReference(t *testing.T) {
	g := generator{rand.New(rand.NewPCG(seed, 3))}
	t.Logf("seed %d", seed)
	verdicts := map[access.Verdict]int{}
	before := asked
	for range 80 {
		r := g.role()
		if g.chance(50) { // something that is often granted as a whole
			r.indices = append(r.indices, refEntry{names: some(g, namePatterns, 2), privileges: []string{"all"}, restricted: g.chance(50)})
		}
		s, groups := read(t, r), refGroups([]refRole{r})
		for range 8 {
			q := access.IndexQuestion{On: pick(g, namePatterns), Do: pick(g, indexPrivileges)}
			if g.chance(30) {
				q.Field = pick(g, refFields)
			}
			if strings.HasPrefix(q.On, "-") || q.On == `a\-b` || q.Do == "none" {
				continue
			}
			a, err := s.Index(q)
			if err != nil {
				t.Fatalf("%+v: %v", q, err)
			}
			verdicts[a.Verdict]++
			checkIndexAnswer(t, groups, q, a)
			if t.Failed() {
				t.Fatalf("%+v of %s: %+v", q, r.texts(), a)
			}
		}
		for _, do := range []string{pick(g, clusterGrants), pick(g, catalog.KnownActions())} {
			if _, named := catalog.LookupCluster(do); do == "none" || !named && !slices.Contains(catalog.KnownActions(), do) || strings.HasPrefix(do, "indices:") {
				continue
			}
			a, err := s.Cluster(do)
			if err != nil {
				t.Fatal(err)
			}
			got := reached{all: true}
			for _, action := range catalog.KnownActions() {
				_, named := catalog.LookupCluster(do)
				wanted := refWhole
				if named {
					wanted = refCluster([]string{do}, action)
				}
				if wanted == 0 || !named && !refMatch(do, action) {
					continue
				}
				asked++
				granted := refCluster(r.cluster, action)
				got.all, got.some = got.all && granted >= wanted, got.some || granted > 0
			}
			compare(t, do, r, a.Verdict, got)
		}
		user := pick(g, users)
		a, err := s.RunAs(user)
		if err != nil {
			t.Fatal(err)
		}
		got := reached{all: true}
		for _, n := range refNames {
			if refMatch(user, n) {
				asked++
				granted := refAny(r.runAs, n)
				got.all, got.some = got.all && granted, got.some || granted
			}
		}
		compare(t, "run as "+user, r, a.Verdict, got)
		askKibana(t, g, s, r)
	}
	t.Logf("%d questions; %v", asked-before, verdicts)
	for _, v := range []access.Verdict{access.Yes, access.Partly, access.No} {
		if verdicts[v] < 20 {
			t.Errorf("hardly ever %s", v)
		}
	}
}

// compare allows that the reference has not seen all: it samples names and
// actions.
func compare(t *testing.T, what string, r refRole, got access.Verdict, want reached) {
	t.Helper()
	if got != want.verdict() && got != access.Partly {
		t.Errorf("%s of %s: %s, by the reference %s", what, r.texts(), got, want.verdict())
	}
}

func checkIndexAnswer(t *testing.T, groups []*refGroup, q access.IndexQuestion, a access.Answer) {
	t.Helper()
	got := reached{all: true}
	filtered, limited := false, false
	about := func(component, action string) bool {
		_, named := catalog.LookupIndex(q.Do)
		exact := component == "data" && action == strings.ToLower(q.Do)
		return !(named && !refGrants(q.Do, component, action) || !named && !exact && (!strings.HasSuffix(q.Do, "*") || !refGrants(q.Do, component, action)))
	}
	// A question about a field is about the actions that show fields, if any does.
	onlyFields := false
	for _, do := range refAlike {
		_, fields, _ := refSecurity(do.action)
		onlyFields = onlyFields || q.Field != "" && fields && about(do.component, do.action)
	}
	for _, name := range namesAlike(groups, []*refGroup{{refEntry: refEntry{names: []string{q.On}}}}) {
		if !refMatch(q.On, name) {
			continue
		}
		for _, do := range refAlike {
			if _, fields, _ := refSecurity(do.action); !about(do.component, do.action) || onlyFields && !fields {
				continue
			}
			asked++
			do.name, do.restricted = name, refIsRestricted(name)
			answer := refAsk(groups, do)
			documents, fields, refused := refSecurity(do.action)
			granted := answer.granted
			if granted && fields && q.Field != "" && !answer.shows(q.Field) {
				granted, limited = false, true
			}
			if answer.granted {
				filtered = filtered || documents && !answer.free && !slices.Contains(answer.queries, refMatchAll) || refused && !answer.free
			}
			got.all, got.some = got.all && granted, got.some || granted
		}
	}
	switch {
	case got.all && got.some && a.Verdict == access.No, !got.all && a.Verdict == access.Yes, got.some && a.Verdict == access.No, !got.some && a.Verdict == access.Yes && !got.all:
		t.Errorf("%s, by the reference %s", a.Verdict, got.verdict())
	case a.Verdict == access.Undecided:
		t.Errorf("undecided: %s", a.Reason)
	}
	if filtered && a.Documents != "filtered" {
		t.Errorf("documents %q, by the reference filtered", a.Documents)
	}
	if limited && a.Fields != "some" {
		t.Errorf("fields %q, by the reference some", a.Fields)
	}
	if a.Verdict == access.Yes || a.Verdict == access.Undecided {
		return
	}
	w := a.Witness
	if !refMatch(q.On, w.Index) || refIsRestricted(w.Index) != w.Restricted {
		t.Errorf("no such index: %+v", w)
	}
	components := []string{"data", "plain"}
	if w.Failures {
		components = []string{"failures"}
	}
	for _, component := range components {
		answer := refAsk(groups, refQuestion{name: w.Index, restricted: w.Restricted, component: component, action: w.Action})
		if !answer.granted || w.Field != "" && !answer.shows(w.Field) {
			return
		}
	}
	t.Errorf("granted all the same: %+v", w)
}

// askKibana compares every privilege of a feature in a space.
func askKibana(t *testing.T, g generator, s *access.Set, r refRole) {
	t.Helper()
	f, ok := catalog.LookupFeature(pick(g, kibanaFeatures))
	target := catalog.Default()
	if !ok || f.At(target).Exists == catalog.No {
		return
	}
	space := pick(g, []string{"a", "b", "*"})
	granted := refAccess([]refRole{r}, target, []string{"a", "b"})
	for _, p := range f.PrivilegeIDs(target) {
		a, err := s.Kibana(access.KibanaQuestion{Feature: f.ID, Privilege: p, Spaces: []string{space}})
		if err != nil {
			t.Fatal(err)
		}
		asked++
		// The needs are what a role that grants just that has, without what is
		// only lesser by convention; all of them are in it.
		want := refAccess([]refRole{{kibana: []refKibana{{spaces: []string{space}, features: []string{f.ID + "." + p}}}}}, target, []string{"a", "b"})
		got := reached{all: true}
		for what := range want {
			in, privilege, _ := strings.Cut(what, " ")
			if in != space {
				continue
			}
			has := granted[space+" "+privilege]
			got.all, got.some = got.all && has, got.some || has
			if space == "*" { // a part is also what a single space has
				got.some = got.some || granted["a "+privilege] || granted["b "+privilege]
			}
		}
		if got.all != (a.Verdict == access.Yes) || !got.some && a.Verdict != access.No {
			t.Fatalf("%s %s in %s of %s: %s, by the reference %s", f.ID, p, space, r.texts(), a.Verdict, got.verdict())
		}
	}
}
