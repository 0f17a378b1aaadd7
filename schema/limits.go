package schema

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// maxDescription is Elasticsearch's limit; Kibana's own of 2048 never comes to
// bear. Both count UTF-16 units, which JSON Schema's maxLength does not.
//
// Source: elasticsearch Validation.Roles.MAX_DESCRIPTION_LENGTH; kibana
// put_payload.ts.
const maxDescription = 1000

func (c *checker) description() {
	n := c.role.Node.Get("description")
	if n == nil || n.Kind != source.String || c.role.API == role.APIKey {
		return
	}
	if c.target.Deployment != catalog.Serverless && c.target.Stack.Compare(descriptionSince) < 0 {
		return // unsupported-field says it
	}
	units := 0
	for _, r := range n.Text {
		units += utf16.RuneLen(r)
	}
	if units <= maxDescription {
		return
	}
	const words = "Role description must be less than 1000 characters"
	says := c.refusal(words)
	if c.role.API == role.Kibana {
		says = "Kibana hands it on and Elasticsearch refuses the role: " + words
		if units > 2048 {
			says = "Kibana's limit is 2048 and Elasticsearch's 1000, so the role is refused"
		}
	}
	c.add("description-too-long", diag.Value, n, fmt.Sprintf("the description has %d characters, at most %d are taken; %s", units, maxDescription, says))
}

// remotePrivileges are the privileges of remote_cluster and the versions that
// brought them.
//
// Source: elasticsearch RemoteClusterPermissions.allowedRemoteClusterPermissions.
var remotePrivileges = []struct {
	name  string
	since catalog.Version
}{
	{"monitor_enrich", catalog.V(8, 15)},
	{"monitor_stats", catalog.V(8, 17)},
}

// remoteCluster reports privileges that remote_cluster does not take. The
// server lower-cases and trims them first.
//
// Source: elasticsearch RoleDescriptor.parseRemoteCluster.
func (c *checker) remoteCluster() {
	if c.target.Deployment == catalog.Serverless {
		return // unsupported-field says that there is none
	}
	var names []string
	for _, p := range remotePrivileges {
		if c.target.Stack.Compare(p.since) >= 0 {
			names = append(names, p.name)
		}
	}
	if len(names) == 0 {
		return // unsupported-field says it
	}
	for _, entry := range c.role.RemoteCluster {
		list := entry.Node.Get("privileges")
		if list == nil || list.Kind != source.Array {
			continue
		}
		for _, n := range list.Children {
			if n.Kind == source.String && !(c.role.Template != nil && hasPlaceholder(n.Text)) &&
				!slices.Contains(names, strings.TrimSpace(strings.ToLower(n.Text))) {
				c.add("remote-cluster-privilege", diag.Value, n, c.remotePrivilege(n, list, names))
			}
		}
	}
}

func (c *checker) remotePrivilege(n, list *source.Node, names []string) string {
	var found []string
	for _, e := range list.Children {
		found = append(found, e.Text)
	}
	words := fmt.Sprintf("failed to parse remote_cluster for role [%s]. [%s] are the only values allowed for [privileges] within [remote_cluster]. Found [%s]",
		c.role.Name, strings.Join(names, ", "), strings.Join(found, ", "))
	says := c.refusal(words)
	if c.role.API == role.Kibana {
		says = "Kibana lets it through and Elasticsearch refuses the role: " + words
	}
	hint := ""
	for _, p := range remotePrivileges {
		if strings.TrimSpace(strings.ToLower(n.Text)) == p.name {
			hint = fmt.Sprintf(". It exists from %s on", p.since)
		}
	}
	if meant := catalog.Suggest(n.Text, names); hint == "" && meant != "" {
		hint = fmt.Sprintf(". Did you mean %q?", meant)
	}
	return fmt.Sprintf("%q is no privilege of remote_cluster in %s; %s%s", n.Text, c.target.Stack, says, hint)
}
