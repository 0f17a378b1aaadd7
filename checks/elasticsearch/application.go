package elasticsearch

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
	"unicode"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/source"
)

const applicationPrivilege = "elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/authz/privilege/ApplicationPrivilege.java"

var applicationNameInvalid = checks.Check{
	Rule: diag.Rule{
		ID:       "application-name-invalid",
		Category: diag.Rejected,
		Severity: diag.Error,
		Title:    "An application has a name that Elasticsearch does not allow",
		Why: "The name of an application begins, up to its first `-` or `_`, with a lower-case letter followed by letters and digits, at least three characters; a `*` may only stand at its end. " +
			"Elasticsearch refuses a role with any other name.",
		What:     "Correct the name. Kibana's privileges stand under `kibana-.kibana`.",
		Evidence: []string{applicationPrivilege, requestValidator},
	},
	Role: func(p *checks.Pass) {
		if !validated(p) {
			return
		}
		for _, a := range p.Role.Applications {
			name := a.Application
			if name.Node == nil || name.Node.Kind != source.String {
				continue
			}
			if words := badApplication(name.Value); words != "" {
				p.Report(checks.Value(name.Node), fmt.Sprintf("application name %q is not allowed; %s", name.Value, rejects(p, words)))
			}
		}
	},
}

var applicationPrefix = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[a-z][A-Za-z0-9]*$`) })

// badApplication returns what Elasticsearch says against an application name
// in a role; empty where it takes it (ApplicationPrivilege.validateApplicationName).
func badApplication(name string) string {
	if strings.TrimSpace(name) == "" {
		return "Application names cannot be blank"
	}
	star := strings.Index(name, "*")
	if star >= 0 {
		if star < len(name)-1 {
			return fmt.Sprintf("Application name patterns only support trailing wildcards (found '%s')", name)
		}
		if name == "*" {
			return ""
		}
	}
	if strings.ContainsFunc(name, unicode.IsSpace) {
		return fmt.Sprintf("Application names may not contain whitespace (found '%s')", name)
	}
	prefix, suffix := name, ""
	if i := strings.IndexAny(name, "-_"); i >= 0 {
		prefix, suffix = name[:i], name[i+1:]
	}
	prefix, suffix = strings.TrimSuffix(prefix, "*"), strings.TrimSuffix(suffix, "*")
	if !applicationPrefix().MatchString(prefix) {
		return fmt.Sprintf("An application name prefix must match the pattern %s (found '%s')", applicationPrefix(), prefix)
	}
	if len(prefix) < 3 && star < 0 {
		return fmt.Sprintf("An application name prefix must be at least 3 characters long (found '%s')", prefix)
	}
	if strings.ContainsAny(suffix, "\\/*?\"<>| ,") {
		return "An application name suffix may not contain any of the characters"
	}
	return ""
}

var applicationPrivilegeCharacters = checks.Check{
	Rule: diag.Rule{
		ID:       "application-privilege-characters",
		Category: diag.Rejected,
		Severity: diag.Error,
		Title:    "An application privilege has characters that are not allowed",
		Why:      "Names of application privileges and actions may have visible characters only (`\\p{Graph}` in ASCII): no blanks, no control characters. Elasticsearch refuses the role.",
		What:     "Remove the blank, or make two privileges of it.",
		Evidence: []string{applicationPrivilege, requestValidator},
	},
	Role: func(p *checks.Pass) {
		if !validated(p) {
			return
		}
		for _, a := range p.Role.Applications {
			for _, privilege := range a.Privileges {
				if privilege.Node.Kind != source.String || strings.IndexFunc(privilege.Value, notGraph) < 0 {
					continue
				}
				p.Report(checks.Value(privilege.Node), fmt.Sprintf("application privilege %q has a character that is not allowed; %s", privilege.Value,
					rejects(p, fmt.Sprintf("Application privilege names and actions must match the pattern ^\\p{Graph}*$ (found '%s')", privilege.Value))))
			}
		}
	},
}

// notGraph reports whether a character is outside Java's \p{Graph}, which is
// ASCII's visible characters.
func notGraph(r rune) bool { return r <= ' ' || r > '~' }
