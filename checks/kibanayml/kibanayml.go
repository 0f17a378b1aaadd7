// Package kibanayml has the checks on kibana.yml: what the roles of the run need
// of it.
package kibanayml

import (
	"embed"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// Examples are the bad and good examples of the checks, one txtar per rule.
//
//go:embed *.txtar
var Examples embed.FS

// All are the checks on kibana.yml.
var All = []checks.Check{noPublicBaseURL, noDefaultEmailConnector, emailConnectorUnknown, connectorTypesDisabled}

const (
	needs             = "kibana-yml"
	emailNotification = "elastic/kibana:x-pack/platform/plugins/shared/cases/server/services/notifications/email_notification_service.ts@cf0bc67a97b6b52a4c28e1a555e011c0f73ccc2c"
	emailProvider     = "elastic/kibana:x-pack/platform/plugins/shared/notifications/server/services/connectors_email_service_provider.ts@15b99338c746561b6978075041ef58aae14ecc3a"
	setElsewhere      = "Kibana reads settings from the environment of its container, the command line and further files too; where the setting stands there, switch the rule off."
)

// first returns the first role of the run in which a place is found, and its
// file; nil where there is none.
func first(p *checks.Pass, find func(*role.Role) (diag.Place, bool)) (*source.File, *role.Role, diag.Place) {
	for _, f := range p.All.Files {
		for _, r := range f.Roles {
			if r.Template != nil {
				continue
			}
			if at, ok := find(r); ok {
				return f.Source, r, at
			}
		}
	}
	return nil, nil, diag.Place{}
}

// grantsCases returns a function that says where a role grants a feature of
// cases by name with one of the privileges.
func grantsCases(privileges ...string) func(*role.Role) (diag.Place, bool) {
	return func(r *role.Role) (diag.Place, bool) { return grants(r, isCases, privileges) }
}

// grants says where a role grants one of the privileges on a feature.
func grants(r *role.Role, is func(feature string) bool, privileges []string) (diag.Place, bool) {
	for i := range r.KibanaEntries {
		e := &r.KibanaEntries[i]
		for j := range e.Features {
			feature := &e.Features[j]
			if !is(feature.ID) || !hasAny(feature, privileges) {
				continue
			}
			if e.Spelling == role.KibanaSpelling {
				return checks.Key(feature.Node), true
			}
			return checks.Value(feature.Node), true
		}
	}
	return diag.Place{}, false
}

// isCases reports whether a feature is one of the features of cases, of
// whichever solution and generation.
func isCases(feature string) bool {
	stem := strings.TrimRight(feature, "0123456789")
	stem = strings.TrimSuffix(stem, "V")
	return slices.Contains([]string{"generalCases", "observabilityCases", "securitySolutionCases"}, stem)
}

func hasAny(f *role.Feature, privileges []string) bool {
	return slices.ContainsFunc(f.Privileges, func(p role.Text) bool { return slices.Contains(privileges, p.Value) })
}

// place is a place in kibana.yml: the setting, or the beginning of the file
// where it is not set.
func place(p *checks.Pass, setting *source.Node) diag.Place {
	f := p.Around.Kibana.Source
	if setting != nil {
		return checks.InFile(f, checks.Value(setting))
	}
	return checks.InFile(f, checks.At(firstLine(f)))
}

// firstLine is the span of the first line of a file that says something.
func firstLine(f *source.File) source.Span {
	start := 0
	if len(f.Docs) > 0 && len(f.Docs[0].Children) > 0 {
		return f.Docs[0].Children[0].Key
	}
	end := start
	for end < len(f.Src) && f.Src[end] != '\n' {
		end++
	}
	return source.Span{Start: start, End: end}
}

// selfManaged reports whether the target's Kibana is configured by kibana.yml;
// Elastic's own deployments set the links and the e-mail connector themselves.
func selfManaged(p *checks.Pass) bool {
	return p.Around.Kibana != nil && p.Target.Deployment == catalog.SelfManaged
}
