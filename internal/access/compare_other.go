package access

import (
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/role"
)

// cluster compares cluster actions.
func (c *comparison) cluster(s, other *Set) {
	var theirs []*automata.Language
	for _, g := range other.cluster {
		theirs = append(theirs, g.language)
	}
	covered := automata.Union(theirs...)
	seen := map[string]bool{}
	for _, g := range s.cluster {
		if seen[g.name] || hasGrant(other.cluster, g.name) {
			continue
		}
		seen[g.name] = true
		rest := automata.Minus(g.language, covered)
		action, found := c.find(rest, ClusterKind, g.at)
		if !found {
			continue
		}
		class := actionClass{language: rest, example: action}
		name, _ := splitAction(readable(&class))
		c.add(ClusterKind, Witness{Action: name, Privilege: g.name}, g.at, "cluster privilege "+g.name)
	}
}

func hasGrant(list []grant, name string) bool {
	return slices.ContainsFunc(list, func(g grant) bool { return g.name == name })
}

// userNames are the names that a user can have: not empty.
func userNames() *automata.Language { return pattern("?*") }

// clusterAliases are the names that a remote cluster can have: not empty.
func clusterAliases() *automata.Language { return pattern("?*") }

// runAs compares whom the holder may impersonate.
func (c *comparison) runAs(s, other *Set) {
	var theirs []*automata.Language
	for _, g := range other.runAs {
		theirs = append(theirs, g.language)
	}
	covered := automata.Union(theirs...)
	for _, g := range s.runAs {
		if hasGrant(other.runAs, g.name) {
			continue
		}
		mine := automata.Intersect(g.language, userNames())
		if user, found := c.find(automata.Minus(mine, covered), RunAsKind, g.at); found {
			c.add(RunAsKind, Witness{User: user}, g.at, "run as "+g.name)
		}
	}
}

// application is one privilege of one applications entry that is not Kibana's.
type application struct {
	name      string
	privilege string
	// stored says that the privilege is the name of a stored privilege, whose
	// actions the role does not tell; otherwise it is a pattern of actions.
	stored    bool
	names     *automata.Language
	resources *automata.Language
	patterns  []string // of resources, sorted
	at        Place
}

// isStoredPrivilege reports whether a privilege of an application is looked up
// by name: it matches ^[a-z][a-zA-Z0-9_.-]*$ (elasticsearch ApplicationPrivilege).
func isStoredPrivilege(p string) bool {
	if p == "" || p[0] < 'a' || p[0] > 'z' {
		return false
	}
	return strings.IndexFunc(p, func(r rune) bool {
		return r != '_' && r != '.' && r != '-' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	}) < 0
}

func (c *comparison) applications(s, other *Set) {
	for _, a := range s.apps {
		if a.name == role.KibanaApplication && a.privilege == "*" {
			continue // said as Kibana access
		}
		var resources []*automata.Language
		unclear := false
		for _, b := range other.apps {
			if a.name != b.name && !c.subset(a.names, b.names) {
				continue
			}
			switch {
			case a.stored == b.stored && c.samePrivilege(a, b), !b.stored && b.privilege == "*":
				resources = append(resources, b.resources)
			case a.stored != b.stored:
				unclear = true
			}
		}
		resource, found := c.find(automata.Minus(a.resources, automata.Union(resources...)), ApplicationKind, a.at)
		if !found {
			continue
		}
		if unclear {
			c.doubt(ApplicationKind, a.at, "whether the stored privilege "+a.privilege+" of application "+a.name+" is within the action patterns of the other side is not told by the roles")
			continue
		}
		name, _ := c.find(a.names, ApplicationKind, a.at)
		c.add(ApplicationKind, Witness{Application: name, Privilege: a.privilege, Resource: resource}, a.at,
			a.privilege+" of application "+a.name+" on "+strings.Join(a.patterns, ", "))
	}
}

func (c *comparison) samePrivilege(a, b application) bool {
	if a.stored || a.privilege == b.privilege {
		return a.privilege == b.privilege
	}
	return c.subset(pattern(a.privilege), pattern(b.privilege))
}

// remoteGrant is one privilege of one remote_cluster entry.
type remoteGrant struct {
	privilege string
	patterns  []string
	clusters  *automata.Language
	at        Place
}

func (c *comparison) remoteClusters(s, other *Set) {
	for _, g := range s.remoteCluster {
		var theirs []*automata.Language
		for _, o := range other.remoteCluster {
			if o.privilege == g.privilege {
				theirs = append(theirs, o.clusters)
			}
		}
		if alias, found := c.find(automata.Minus(automata.Intersect(g.clusters, clusterAliases()), automata.Union(theirs...)), RemoteClusterKind, g.at); found {
			c.add(RemoteClusterKind, Witness{Cluster: alias, Privilege: g.privilege}, g.at,
				g.privilege+" on remote clusters "+strings.Join(g.patterns, ", "))
		}
	}
}

// globalGrant is one pattern of a global privilege.
type globalGrant struct {
	category string // "application.manage", "profile.write", …
	pattern  string
	language *automata.Language // nil where the category is compared as it stands
	at       Place
}

func (c *comparison) globals(s, other *Set) {
	for _, g := range s.global {
		var theirs []*automata.Language
		same := false
		for _, o := range other.global {
			if o.category != g.category {
				continue
			}
			same = same || o.pattern == g.pattern
			theirs = append(theirs, o.language)
		}
		if same {
			continue
		}
		if g.language == nil {
			c.doubt(GlobalKind, g.at, "global "+g.category+" differs; what it allows is not compared")
			continue
		}
		if name, found := c.find(automata.Minus(g.language, automata.Union(theirs...)), GlobalKind, g.at); found {
			c.add(GlobalKind, Witness{Privilege: g.category, Application: name}, g.at, "global "+g.category+" on "+g.pattern)
		}
	}
}
