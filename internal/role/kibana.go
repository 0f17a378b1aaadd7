package role

import (
	"strings"

	"github.com/rolelint/rolelint/internal/source"
)

// KibanaApplication is the name under which Kibana stores its privileges in
// Elasticsearch: "kibana-" and the index name ".kibana".
const KibanaApplication = "kibana-.kibana"

// kibanaEntries reads the kibana array of Kibana's API.
func kibanaEntries(n *source.Node) []KibanaEntry {
	var out []KibanaEntry
	for _, e := range objects(n) {
		k := KibanaEntry{
			Spelling:   KibanaSpelling,
			Node:       e,
			SpacesNode: e.Get("spaces"),
			Base:       list(e.Get("base")),
			BaseNode:   e.Get("base"),
		}
		if k.SpacesNode == nil {
			// role_schema.ts: spaces defaults to ["*"].
			k.Spaces = []Text{{"*", e}}
		} else {
			k.Spaces = list(k.SpacesNode)
		}
		if fn := e.Get("feature"); fn != nil && fn.Kind == source.Object {
			k.FeatureNode = fn
			for _, c := range fn.Children {
				k.Features = append(k.Features, Feature{ID: c.Name, Node: c, Privileges: list(c)})
			}
		}
		k.AllSpaces = holds(k.Spaces, "*")
		out = append(out, k)
	}
	return out
}

// applicationEntry reads an application entry of kibana-.kibana.
//
// kibana:server/authorization/privilege_serializer.ts: `feature_ID.PRIVILEGE`,
// `all` and `read` on `*`, `space_all` and `space_read` on `space:ID`.
func applicationEntry(a Application) KibanaEntry {
	k := KibanaEntry{Spelling: ApplicationSpelling, Node: a.Node, SpacesNode: a.Node.Get("resources")}
	for _, res := range a.Resources {
		if res.Value == "*" {
			k.Spaces = append(k.Spaces, res)
		} else if id, ok := strings.CutPrefix(res.Value, "space:"); ok {
			k.Spaces = append(k.Spaces, Text{id, res.Node})
		}
	}
	k.AllSpaces = holds(k.Spaces, "*")
	at := map[string]int{}
	for _, p := range a.Privileges {
		switch p.Value {
		case "all", "space_all":
			k.Base = append(k.Base, Text{"all", p.Node})
			continue
		case "read", "space_read":
			k.Base = append(k.Base, Text{"read", p.Node})
			continue
		}
		id, privilege, ok := SplitFeaturePrivilege(p.Value)
		if !ok {
			k.Other = append(k.Other, p)
			continue
		}
		i, seen := at[id]
		if !seen {
			i = len(k.Features)
			at[id] = i
			k.Features = append(k.Features, Feature{ID: id, Node: p.Node})
		}
		k.Features[i].Privileges = append(k.Features[i].Privileges, Text{privilege, p.Node})
	}
	return k
}

// SplitFeaturePrivilege splits the stored name of a feature privilege
// ("feature_discover.all") as Kibana's privilege_serializer.ts does: it must
// match ^feature_([a-zA-Z0-9_-]+)\.([a-zA-Z0-9_-]+)$.
func SplitFeaturePrivilege(s string) (feature, privilege string, ok bool) {
	rest, ok := strings.CutPrefix(s, "feature_")
	if !ok {
		return "", "", false
	}
	feature, privilege, ok = strings.Cut(rest, ".")
	if !ok || !isPrivilegeWord(feature) || !isPrivilegeWord(privilege) {
		return "", "", false
	}
	return feature, privilege, true
}

func isPrivilegeWord(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c != '_' && c != '-' && (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') {
			return false
		}
	}
	return s != ""
}

func holds(list []Text, value string) bool {
	for _, t := range list {
		if t.Value == value {
			return true
		}
	}
	return false
}
