package mappings

import (
	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/surroundings"
)

// problems returns a check's function that reports the problems of a kind,
// which the reader of role mappings has found and worded.
func problems(kind surroundings.ProblemKind) func(*checks.Pass) {
	return func(p *checks.Pass) {
		for _, f := range p.Around.Mappings {
			for _, problem := range f.Problems {
				if problem.Kind != kind {
					continue
				}
				at := value(f, problem.Node)
				if problem.Key {
					at = key(f, problem.Node)
				}
				if problem.Tool {
					p.Report(at, problem.Message, checks.Severity(diag.Warning))
				} else {
					p.Report(at, problem.Message)
				}
			}
		}
	}
}

var bodyInvalid = checks.Check{
	Rule: diag.Rule{
		ID: "mapping-body-invalid", Category: diag.Rejected, Severity: diag.Error, Needs: needs,
		Title: "A role mapping has another shape than Elasticsearch takes",
		Why: "`PUT _security/role_mapping/NAME` takes `rules`, `enabled` and either `roles` or `role_templates`, and `metadata` besides. " +
			"A field that is missing, unknown or of another type is refused, and so are both kinds of roles together and metadata keys that begin with `_`.",
		What:     "Correct the field that the message names.",
		Evidence: []string{expressionRoleMapping, putRoleMapping, mappingResources},
	},
	Surroundings: problems(surroundings.BodyProblem),
}

var rulesInvalid = checks.Check{
	Rule: diag.Rule{
		ID: "mapping-rules-invalid", Category: diag.Rejected, Severity: diag.Error, Needs: needs,
		Title: "The rules of a role mapping do not parse",
		Why: "A rule is an object with exactly one of `any`, `all`, `field` and `except`. `any` and `all` take arrays of rules; `except` takes one rule and stands directly in `all`; `field` takes one field with a value or a list of values. " +
			"A value with `*`, or in slashes, is a pattern; one that begins with `/` must end with `/`.",
		What:     "Correct the place; two conditions side by side belong into an `all` or an `any`.",
		Evidence: []string{expressionParser, fieldExpression, mappingResources},
	},
	Surroundings: problems(surroundings.RulesProblem),
}

var templateInvalid = checks.Check{
	Rule: diag.Rule{
		ID: "mapping-template-invalid", Category: diag.Rejected, Severity: diag.Error, Needs: needs,
		Title: "A role template is none",
		Why: "An entry of `role_templates` is `{\"template\": {\"source\": \"…{{username}}…\"}, \"format\": \"string\"}`, or has the `id` of a stored script; a template that is a string must be such an object in JSON. " +
			"Elasticsearch compiles templates before it stores the mapping. Versions before 7.7 stored what they could not read, and then nobody who is mapped could log in.",
		What:     "Correct the template.",
		Evidence: []string{templateRoleName, "elastic/elasticsearch:server/src/main/java/org/elasticsearch/script/Script.java@00203b9af13ca7b1798b10eac5159301e7312a08", "https://github.com/elastic/elasticsearch/issues/48773", "https://github.com/elastic/elasticsearch/pull/54059"},
	},
	Surroundings: problems(surroundings.TemplateProblem),
}

var fileDropped = checks.Check{
	Rule: diag.Rule{
		ID: "mapping-file-dropped", Category: diag.Rejected, Severity: diag.Error, Needs: needs,
		Title: "role_mapping.yml cannot be read",
		Why: "`role_mapping.yml` is read as settings, which know no null and no lists of anything but texts. Where there is one the running node logs an error and drops all mappings of the file; " +
			"when it starts and a realm uses the file, it does not.",
		What:     "Write `ROLE:` with a list of distinguished names; a role that nobody has is left out.",
		Evidence: []string{dnRoleMapper, settingsSource},
	},
	Surroundings: problems(surroundings.FileProblem),
}

var dnInvalid = checks.Check{
	Rule: diag.Rule{
		ID: "mapping-dn-invalid", Category: diag.Rejected, Severity: diag.Error, Needs: needs,
		Title: "role_mapping.yml lists what is no distinguished name",
		Why: "Users and groups stand in `role_mapping.yml` by their distinguished names, `cn=admins,dc=example,dc=com`. Anything else is skipped with an error in the log, " +
			"and a node does not start with it where a realm uses the file. Plain names of users and groups are for the role mapping API.",
		What:     "Write the distinguished name, or map the role by the API with a `field` rule on `username` or `groups`.",
		Evidence: []string{dnRoleMapper, mappingRoles},
	},
	Surroundings: problems(surroundings.DNProblem),
}

var mappingLost = checks.Check{
	Rule: diag.Rule{
		ID: "mapping-lost", Category: diag.Ineffective, Severity: diag.Error, Needs: needs,
		Title: "role_mapping.yml has a mapping that the node does not see",
		Why: "The node reads `role_mapping.yml` as settings. A dot in the name of a role begins a new level there, an object under a role is one too, and a text that is no list is cut at its commas, into parts of the distinguished name. " +
			"None of it is reported, and nobody is mapped.",
		What:     "Write the distinguished names as a list; map roles with a dot in their name by the API.",
		Evidence: []string{dnRoleMapper, settingsSource},
	},
	Surroundings: problems(surroundings.LostProblem),
}
