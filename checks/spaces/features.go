package spaces

import (
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
	"github.com/rolelint/rolelint/internal/surroundings"
)

var featureDisabled = checks.Check{
	Rule: diag.Rule{
		ID: "feature-disabled-in-space", Category: diag.Ineffective, Severity: diag.Info, Needs: needs,
		Title:    "A role grants a feature that the space hides",
		Why:      "The feature stands among the space's `disabledFeatures`: Kibana takes it out of the navigation, and its pages are not found. " + hidingIsNoAccess,
		What:     "Show the feature in the space, or grant it where it is shown.",
		Evidence: []string{capabilities, "https://github.com/elastic/kibana/pull/24235", "https://www.elastic.co/docs/deploy-manage/manage-spaces"},
		Versions: "not on Serverless, where features cannot be hidden; from 8.16 on only spaces without a solution view, whose own list holds instead",
	},
	Role: func(p *checks.Pass) {
		eachFeature(p, func(e *role.KibanaEntry, f *role.Feature, space *surroundings.Space) {
			if classic(space) && space.Disables(f.ID) {
				p.Report(place(e, f), fmt.Sprintf("feature %q is disabled in space %q: Kibana does not show it there, though the privileges hold for the API", f.ID, space.ID),
					checks.Related(checks.InFile(p.Spaces().Source, checks.Value(space.Disabled)), "disabled here"))
			}
		})
	},
}

var featureHidden = checks.Check{
	Rule: diag.Rule{
		ID: "feature-hidden-by-solution-view", Category: diag.Ineffective, Severity: diag.Info, Needs: needs,
		Title: "A role grants a feature that the space's solution view hides",
		Why: "A space with a solution view shows the features of that solution and those that belong to none: Search (`es`) hides those of Observability, but for the AI Assistant, and of Security; Observability (`oblt`) hides those of Security; Security (`security`) hides those of Observability and of Search. " +
			hidingIsNoAccess + " Whether Observability hides the features of Search differs between versions, and the rule says nothing of it; nor of deprecated features, which Kibana replaces by others.",
		What:     "Give the space the solution view that fits, or the classic one, or grant the feature in another space.",
		Evidence: []string{solutionFeatures, capabilities, "https://github.com/elastic/kibana/pull/191927", "https://github.com/elastic/kibana/issues/183639"},
		Versions: "8.18 and later, not on Serverless; 8.16 and 8.17 have solution views too, but what they hide is not established",
	},
	Role: func(p *checks.Pass) {
		if p.Target.Stack.Compare(catalog.V(8, 18)) < 0 {
			return
		}
		eachFeature(p, func(e *role.KibanaEntry, f *role.Feature, space *surroundings.Space) {
			view, hides := hidden(f.ID, space.Solution, p.Target)
			if !hides {
				return
			}
			p.Report(place(e, f), fmt.Sprintf("feature %q is none of the %s view that space %q has: Kibana does not show it there, though the privileges hold for the API", f.ID, view, space.ID),
				checks.Related(checks.InFile(p.Spaces().Source, checks.Value(solutionOf(space))), "the solution view"))
		})
	},
}

// views are the solution views, with the categories of features that each
// hides for certain and the features that it shows all the same.
//
// Source: space_solution_disabled_features.ts, in all its versions from 8.18 on.
var views = map[string]struct {
	name  string
	hides []string
	shows string
}{
	"es":       {"Search", []string{"Observability", "Security"}, "observabilityAIAssistant"},
	"oblt":     {"Observability", []string{"Security"}, ""},
	"security": {"Security", []string{"Observability", "Elasticsearch"}, ""},
}

// hidden reports whether a solution view hides a feature, and its name.
func hidden(feature, solution string, t catalog.Target) (view string, hides bool) {
	v, ok := views[solution]
	f, known := catalog.LookupFeature(feature)
	if !ok || !known || feature == v.shows || f.At(t).Exists != catalog.Yes {
		return "", false
	}
	if deprecated, _ := f.DeprecatedAt(t); deprecated != catalog.No {
		return "", false
	}
	for _, category := range v.hides {
		hides = hides || f.Category == category
	}
	return v.name, hides
}

// classic reports whether a space has no solution view.
func classic(s *surroundings.Space) bool { return s.Solution == "" || s.Solution == "classic" }

func solutionOf(s *surroundings.Space) *source.Node { return s.Node.Get("solution") }

// eachFeature calls visit for every feature in every space that the role names
// and the list has; nowhere on Serverless, where spaces hide nothing.
func eachFeature(p *checks.Pass, visit func(*role.KibanaEntry, *role.Feature, *surroundings.Space)) {
	spaces := p.Spaces()
	if spaces == nil || p.Target.Deployment == catalog.Serverless {
		return
	}
	eachSpace(p, func(e *role.KibanaEntry, id role.Text) {
		space := spaces.Lookup(id.Value)
		if space == nil {
			return
		}
		for i := range e.Features {
			if f := &e.Features[i]; grants(f) {
				visit(e, f, space)
			}
		}
	})
}

// grants reports whether an entry gives any privilege of a feature.
func grants(f *role.Feature) bool {
	for _, privilege := range f.Privileges {
		if !strings.EqualFold(privilege.Value, "none") {
			return true
		}
	}
	return false
}

// place is where a feature is named: its key, or in the application spelling
// the first privilege of it.
func place(e *role.KibanaEntry, f *role.Feature) diag.Place {
	if e.Spelling == role.KibanaSpelling {
		return checks.Key(f.Node)
	}
	return checks.Value(f.Node)
}
