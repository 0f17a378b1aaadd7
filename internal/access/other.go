package access

import (
	"encoding/json"
	"strings"

	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// addOther reads application privileges that are not Kibana's, remote cluster
// privileges and global privileges.
func (s *Set) addOther(r *role.Role) error {
	for _, a := range r.Applications {
		names, err := languageOrEmpty(a.Application.Value)
		if err != nil {
			return err
		}
		resources, _, err := asEscaped.union(values(a.Resources))
		if err != nil {
			return err
		}
		for _, p := range a.Privileges {
			if a.Application.Value == role.KibanaApplication && storedByKibana(p.Value) {
				continue // compared as Kibana access
			}
			s.apps = append(s.apps, application{
				name: a.Application.Value, privilege: p.Value, stored: isStoredPrivilege(p.Value),
				names: names, resources: resources, patterns: values(a.Resources), at: Place{r, p.Node},
			})
		}
	}
	for _, rc := range r.RemoteCluster {
		clusters, _, err := asEscaped.union(values(rc.Clusters))
		if err != nil {
			return err
		}
		for _, p := range rc.Privileges {
			s.remoteCluster = append(s.remoteCluster, remoteGrant{
				// Elasticsearch lower-cases and trims these (RemoteClusterPermissions).
				privilege: strings.ToLower(strings.TrimSpace(p.Value)),
				patterns:  values(rc.Clusters), clusters: clusters, at: Place{r, p.Node},
			})
		}
	}
	return s.addGlobal(r)
}

// storedByKibana reports whether a privilege of Kibana's application is the
// name of a stored privilege other than a reserved one: base and feature
// privileges, and names that no Kibana registers, which grant nothing
// (kibana privilege_serializer.ts).
func storedByKibana(p string) bool {
	return isStoredPrivilege(p) && !strings.HasPrefix(p, "reserved_")
}

// addGlobal reads the global privileges. Lists of application name patterns
// are compared as languages, everything else as it stands.
func (s *Set) addGlobal(r *role.Role) error {
	if r.Global == nil || r.Global.Kind != source.Object {
		return nil
	}
	for _, category := range r.Global.Children {
		if category.Kind != source.Object {
			s.opaque(r, category.Name, category)
			continue
		}
		for _, operation := range category.Children {
			name := category.Name + "." + operation.Name
			applications := operation.Get("applications")
			if applications == nil || applications.Kind != source.Array {
				s.opaque(r, name, operation)
				continue
			}
			for _, e := range applications.Children {
				l, err := languageOrEmpty(e.Text)
				if err != nil {
					return err
				}
				s.global = append(s.global, globalGrant{name, e.Text, l, Place{r, e}})
			}
		}
	}
	return nil
}

func (s *Set) opaque(r *role.Role, name string, n *source.Node) {
	if len(n.Children) == 0 {
		return // an empty category, as GET fills them in
	}
	b, _ := json.Marshal(plain(n)) // a tree of plain values
	s.global = append(s.global, globalGrant{name, string(b), nil, Place{r, n}})
}
