package access_test

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// What random roles are made of.
var (
	namePatterns = []string{
		"*", "a*", "*b", "a?b", "?", "??*", "*-*", "é*", "a**b", `a\-b*`, `a\-b`, ".*", "a", "ab", ".a", "a-b", "b", "é", "é.a", "a.*", "-a*",
		".kibana*", ".kib*", ".security", ".kibana_1", ".b*",
		"/a(b|-).*/", "/@&~(b.*)/", "/~((a|b).*)/", "/[^.]+/", "/.{2,3}/", `/\.é?.*/`, `/"a.b"|é+/`, "/a.*&.*b/", "/(ab|ba)*~(.*-.*)/", "/[a-b.]?.?é?/", "/.*/",
	}
	indexPrivileges = []string{
		"read", "write", "index", "create", "create_doc", "delete", "all", "manage", "monitor", "view_index_metadata", "read_failure_store",
		"manage_failure_store", "auto_configure", "none", "READ", "delete_index", "create_index", "read_cross_cluster", "manage_data_stream_lifecycle",
		"indices:data/read/get", "indices:data/read/*", "indices:data/write/*", "indices:admin/*get", "indices:data/write/bulk", "indices:*",
	}
	queries       = []string{`{"term":{"a":1}}`, `{"term":{"a":2}}`, refMatchAll}
	fieldGrants   = [][]string{{"a*"}, {"*"}, {"a.b", "b"}, {"/a.*|_.*/"}, {"*", "b"}, {}, {"/[^a].*/"}}
	fieldExcepts  = [][]string{nil, nil, {"a.b"}, {"b*"}}
	clusters      = []string{"eu", "us", "e*", "*"}
	users         = []string{"a", "ab", "a*", "*", "?b", "/a.*&.*b/"}
	clusterGrants = []string{
		"monitor", "manage", "all", "manage_security", "read_security", "manage_ilm", "read_ilm", "manage_ml", "monitor_ml", "manage_pipeline",
		"manage_ingest_pipelines", "read_pipeline", "cluster:admin/ingest", "cluster:monitor/*", "none", "manage_own_api_key",
	}
	kibanaSpaces   = [][]string{{"a"}, {"b"}, {"a", "b"}, {"*"}}
	kibanaFeatures = []string{
		"discover_v2", "discover", "generalCases", "generalCasesV2", "generalCasesV3", "actions", "dashboard_v2", "dashboard", "siemV5", "siem", "fleetv2", "maps_v2", "nonexistent",
	}
	kibanaPrivileges = []string{
		"all", "read", "minimal_all", "minimal_read", "url_create", "cases_delete", "case_reopen", "cases_assign", "create_comment",
		"endpoint_list_all", "endpoint_list_read", "agents_all", "agents_read", "generate_report", "nonexistent",
	}
)

type generator struct{ *rand.Rand }

func pick[T any](g generator, list []T) T { return list[g.IntN(len(list))] }

func some[T any](g generator, list []T, most int) []T {
	out := make([]T, 1+g.IntN(most))
	for i := range out {
		out[i] = pick(g, list)
	}
	return out
}

func (g generator) chance(percent int) bool { return g.IntN(100) < percent }

func (g generator) entry(remote bool) refEntry {
	e := refEntry{names: some(g, namePatterns, 3), privileges: some(g, indexPrivileges, 3), restricted: g.chance(20)}
	if remote {
		e.clusters = some(g, clusters, 2)
	}
	if g.chance(30) {
		e.query = pick(g, queries)
	}
	if g.chance(35) {
		e.grant, e.except = pick(g, fieldGrants), pick(g, fieldExcepts)
	}
	return e
}

func (g generator) role() refRole {
	var r refRole
	for range 1 + g.IntN(3) {
		r.indices = append(r.indices, g.entry(false))
	}
	if g.chance(25) {
		r.remote = append(r.remote, g.entry(true), g.entry(true))
	}
	if g.chance(50) {
		r.cluster = some(g, clusterGrants, 3)
	}
	if g.chance(30) {
		r.runAs = some(g, users, 2)
	}
	for range g.IntN(3) {
		r.kibana = append(r.kibana, g.kibana())
	}
	return r
}

func (g generator) kibana() refKibana {
	k := refKibana{spaces: pick(g, kibanaSpaces), stored: g.chance(50)}
	if g.chance(20) {
		k.base = []string{pick(g, []string{"all", "read"})}
		return k
	}
	for range 1 + g.IntN(4) {
		k.features = append(k.features, pick(g, kibanaFeatures)+"."+pick(g, kibanaPrivileges))
	}
	return k
}

func (r refRole) clone() refRole {
	return refRole{slices.Clone(r.cluster), slices.Clone(r.runAs), slices.Clone(r.indices), slices.Clone(r.remote), slices.Clone(r.kibana)}
}

// mutate changes a role a little, so that what is granted often stays.
func (g generator) mutate(r refRole) refRole {
	r = r.clone()
	i := g.IntN(len(r.indices))
	e := r.indices[i]
	switch g.IntN(16) {
	case 0: // split by names
		r.indices = slices.Delete(r.indices, i, i+1)
		for _, n := range e.names {
			part := e
			part.names = []string{n}
			r.indices = append(r.indices, part)
		}
	case 1: // split by privileges
		r.indices = slices.Delete(r.indices, i, i+1)
		for _, p := range e.privileges {
			part := e
			part.privileges = []string{p}
			r.indices = append(r.indices, part)
		}
	case 2:
		e.names = append(slices.Clone(e.names), pick(g, namePatterns))
		r.indices[i] = e
	case 3:
		e.privileges = append(slices.Clone(e.privileges), pick(g, indexPrivileges))
		r.indices[i] = e
	case 4:
		e.query = ""
		if g.chance(50) {
			e.query = pick(g, queries)
		}
		r.indices[i] = e
	case 5:
		e.grant, e.except = nil, nil
		if g.chance(70) {
			e.grant, e.except = pick(g, fieldGrants), pick(g, fieldExcepts)
		}
		r.indices[i] = e
	case 6:
		e.restricted = !e.restricted
		r.indices[i] = e
	case 7:
		r.indices = append(r.indices, g.entry(false))
	case 8: // another name with the same rest, so that both together count
		e.names = []string{pick(g, namePatterns)}
		r.indices = append(r.indices, e)
	case 9:
		r.cluster = append(r.cluster, pick(g, clusterGrants))
		r.runAs = append(r.runAs, pick(g, users))
	case 10:
		r.kibana = append(r.kibana, g.kibana())
	case 11:
		r.kibana = slices.Clone(r.kibana)
		for i := range r.kibana {
			r.kibana[i].stored = !r.kibana[i].stored
		}
		r.indices = append(r.indices[1:], r.indices[0])
	case 13: // another query
		e.query = pick(g, queries)
		r.indices[i] = e
	case 14: // the same with another query, on other names or the same
		e.query = pick(g, queries)
		if g.chance(50) {
			e.names = []string{pick(g, namePatterns)}
		}
		r.indices = append(r.indices, e)
	case 15: // the same with other fields, likewise
		e.grant, e.except = pick(g, fieldGrants), pick(g, fieldExcepts)
		if g.chance(50) {
			e.names = []string{pick(g, namePatterns)}
		}
		r.indices = append(r.indices, e)
	case 12:
		r.remote = append(r.remote, g.entry(true))
	}
	return r
}

// text writes a role down in the Elasticsearch format, with its Kibana entries
// as application privileges; the others are in a role of their own.
func (r refRole) texts() []string {
	list := func(entries []refEntry) []any {
		out := []any{}
		for _, e := range entries {
			m := map[string]any{"names": e.names, "privileges": e.privileges}
			if e.clusters != nil {
				m["clusters"] = e.clusters
			}
			if e.restricted {
				m["allow_restricted_indices"] = true
			}
			if e.query != "" {
				m["query"] = e.query
			}
			if e.grant != nil {
				fs := map[string]any{"grant": e.grant}
				if e.except != nil {
					fs["except"] = e.except
				}
				m["field_security"] = fs
			}
			out = append(out, m)
		}
		return out
	}
	applications, kibana := []any{}, []any{}
	for _, k := range r.kibana {
		if k.stored {
			applications = append(applications, k.application())
			continue
		}
		feature := map[string][]string{}
		for _, f := range k.features {
			id, p, _ := strings.Cut(f, ".")
			feature[id] = append(feature[id], p)
		}
		kibana = append(kibana, map[string]any{"spaces": k.spaces, "base": append([]string{}, k.base...), "feature": feature})
	}
	body := map[string]any{
		"cluster": append([]string{}, r.cluster...), "run_as": append([]string{}, r.runAs...),
		"indices": list(r.indices), "remote_indices": list(r.remote), "applications": applications,
	}
	own, _ := json.Marshal(body) // strings and lists
	out := []string{string(own)}
	if len(kibana) > 0 {
		other, _ := json.Marshal(map[string]any{"kibana": kibana})
		out = append(out, string(other))
	}
	return out
}

func (k refKibana) application() map[string]any {
	resources, privileges := []string{}, []string{}
	prefix := ""
	for _, s := range k.spaces {
		if s == "*" {
			resources = append(resources, "*")
			continue
		}
		resources, prefix = append(resources, "space:"+s), "space_"
	}
	for _, b := range k.base {
		privileges = append(privileges, prefix+b)
	}
	for _, f := range k.features {
		privileges = append(privileges, "feature_"+f)
	}
	return map[string]any{"application": role.KibanaApplication, "privileges": privileges, "resources": resources}
}

// read makes a set of roles.
func read(t *testing.T, roles ...refRole) *access.Set {
	t.Helper()
	var all []*role.Role
	for _, r := range roles {
		for _, text := range r.texts() {
			f := role.Decode(source.Parse("role.json", []byte(text), source.Limits{}), role.Options{})
			if len(f.Roles) != 1 {
				t.Fatalf("%d roles in %s", len(f.Roles), text)
			}
			all = append(all, f.Roles...)
		}
	}
	s, err := access.Of(catalog.Default(), all...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
