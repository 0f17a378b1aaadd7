package kibana

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

// privilegeSerializer is where Kibana names its stored privileges.
const privilegeSerializer = "elastic/kibana:x-pack/platform/plugins/shared/security/server/authorization/privilege_serializer.ts@b4099342f24d7dc24456d8e935c01ba1e4a75872"

var applicationPrivilegeUnreadable = checks.Check{
	Rule: diag.Rule{
		ID:       "application-privilege-unreadable",
		Category: diag.Ineffective,
		Severity: diag.Error,
		Title:    "An application privilege of Kibana is none that Kibana registers",
		Why: "Kibana registers `all`, `read`, `space_all`, `space_read`, `feature_ID.PRIVILEGE` and `reserved_ID`. Elasticsearch takes any other name too: " +
			"one that matches `^[a-z][a-zA-Z0-9_.-]*$` is looked up among the registered ones and not found, and anything else is a pattern for Kibana's actions, which all contain a colon. Either way the grant has no effect.",
		What: "Write the name as Kibana registers it, such as `feature_discover_v2.all`. A wildcard does not work inside feature privileges: list them.",
		Evidence: []string{privilegeSerializer,
			"elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/authz/privilege/ApplicationPrivilege.java"},
	},
	Role: func(p *checks.Pass) {
		for i := range p.Role.KibanaEntries {
			e := &p.Role.KibanaEntries[i]
			for _, privilege := range e.Other {
				// Where it also keeps Kibana from showing the role, that rule speaks.
				if !matchesNoAction(privilege.Value) || isUnparsable(privilege.Value) && saidByReason(p) {
					continue
				}
				p.Report(checks.Value(privilege.Node), sentences(fmt.Sprintf("%q is no privilege that Kibana registers; %s and it grants nothing",
					privilege.Value, accepts(p.Role)), didYouMean(meantStored(privilege.Value, p.Target))))
			}
		}
	},
}

// storedName is what Elasticsearch takes for the name of a registered
// privilege; other texts are patterns of actions
// (ApplicationPrivilege.java: VALID_NAME).
var storedName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[a-z][a-zA-Z0-9_.-]*$`) })

// matchesNoAction reports whether a privilege that Kibana does not register is
// certain to grant nothing. Actions of Kibana are a type, a colon and more:
// "login:", "ui:9.4.0:discover/show", "saved_object:…". No type begins with
// "feature_", "space_" or "reserved_".
func matchesNoAction(privilege string) bool {
	switch {
	case strings.HasPrefix(privilege, "reserved_"):
		return false // which ones a version registers is not established
	case storedName().MatchString(privilege):
		return true
	case strings.Contains(privilege, ":"), strings.HasPrefix(privilege, "/"):
		return false
	}
	wildcard := strings.IndexAny(privilege, `*?\`)
	if wildcard < 0 {
		return true
	}
	for _, prefix := range []string{"feature_", "space_"} {
		if strings.HasPrefix(privilege[:wildcard], prefix) {
			return true
		}
	}
	return false
}

// isUnparsable reports whether Kibana takes a privilege for one of a feature
// and then fails to read it.
func isUnparsable(privilege string) bool {
	if !strings.HasPrefix(privilege, "feature_") {
		return false
	}
	_, _, ok := role.SplitFeaturePrivilege(privilege)
	return !ok
}

// saidByReason reports whether the rule transformation-exception speaks of the
// role's unreadable feature privileges.
func saidByReason(p *checks.Pass) bool {
	found := reasonOf(p)
	return found != nil && found.reason == transformationException
}

// meantStored is the registered privilege that was probably meant, quoted; ""
// where none is near.
func meantStored(privilege string, t catalog.Target) string {
	feature, name, ok := strings.Cut(privilege, ".")
	id := strings.TrimPrefix(strings.ToLower(feature), "feature_")
	if ok && len(id) < len(feature) {
		// Feature_discover.all, feature_discover.*: the parts are tried by themselves.
		id = feature[len("feature_"):]
		f, known := catalog.LookupFeature(id)
		if !known {
			s := suggestFeature(id, t)
			if f, known = catalog.LookupFeature(s); !known {
				return ""
			}
		}
		if f.PrivilegeAt(name, t).Exists == catalog.Yes {
			return fmt.Sprintf("%q", "feature_"+f.ID+"."+name)
		}
		return fmt.Sprintf("%q", "feature_"+f.ID+".all")
	}
	if s := catalog.Suggest(privilege, []string{"all", "read", "space_all", "space_read"}); s != "" {
		return fmt.Sprintf("%q", s)
	}
	if f, known := catalog.LookupFeature(strings.TrimPrefix(privilege, "feature_")); known && f.At(t).Exists == catalog.Yes {
		return fmt.Sprintf("%q", "feature_"+f.ID+".all")
	}
	return ""
}
