package intent

import (
	"embed"

	"github.com/rolelint/rolelint/internal/diag"
)

// Examples holds the fixtures of the rules, RULE.txtar.
//
//go:embed *.txtar
var Examples embed.FS

const (
	setupCases       = "https://www.elastic.co/guide/en/kibana/current/setup-cases.html"
	kibanaPrivileges = "https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/kibana-privileges"
	compositeRoles   = "elastic/elasticsearch:x-pack/plugin/security/src/main/java/org/elasticsearch/xpack/security/authz/store/CompositeRolesStore.java"
	definingRoles    = "https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/defining-roles"
)

var missingRule = &diag.Rule{
	ID: "intent-missing", Category: diag.Intent, Severity: diag.Error, Kind: "go",
	Title: "The role grants less than is declared",
	Why: "The role is declared to be for something, by `metadata.rolelint.intent` or by an intent file, and does not grant all that this needs: floor ∖ actual is not empty. Its holders cannot do what the role is for.\n\n" +
		"A built-in profile needs, in at least one space or in every one of the stated `spaces`: `cases/full` All on Cases and on Connectors, `cases/assignee` All on Cases (customised sub-features are enough), `cases/view-only` Read on Cases, with any sub-feature privileges on top, `cases/none` nothing. " +
		"`:management`, `:observability` or `:security` behind the name means the cases of that solution; otherwise those of any one do.\n\n" +
		"An assignee must have logged in to Kibana once besides, so that a user profile exists; no role can show that. An assignee's role that works no cases at all is the subject of `cases-assignee-needs-all`.",
	What:     "Grant what the message names, or correct what is declared.",
	Evidence: []string{setupCases, kibanaPrivileges, compositeRoles},
}

var excessRule = &diag.Rule{
	ID: "intent-excess", Category: diag.Intent, Severity: diag.Error, Kind: "go",
	Title: "The role grants more than is declared",
	Why: "A ceiling says what a role may grant at most, and the role grants something beyond: actual ∖ ceiling is not empty. The message has a concrete access as its witness.\n\n" +
		"A ceiling that speaks only of Kibana, or only of Elasticsearch, limits only that half. The profiles `cases/view-only` and `cases/none` are ceilings on cases: view-only allows Read and sub-feature privileges, none allows nothing, base privileges included.",
	What:     "Narrow the entry, or raise the ceiling where the access is meant.",
	Evidence: []string{setupCases, kibanaPrivileges, compositeRoles},
}

var orderRule = &diag.Rule{
	ID: "intent-order", Category: diag.Intent, Severity: diag.Error, Kind: "go",
	Title:    "A role does not include the one before it in the declared order",
	Why:      "An intent file declares `order: [viewer, editor, admin]`: each role includes the one before. Here the later role cannot do something that the earlier one can. People who are moved up lose it.",
	What:     "Grant it in the later role too, or take it from the earlier one.",
	Evidence: []string{compositeRoles, definingRoles},
}

var neverRule = &diag.Rule{
	ID: "intent-never", Category: diag.Intent, Severity: diag.Error, Kind: "go",
	Title: "The role can do what no role may",
	Why: "An intent file forbids an access under `never`, and this role has it, or a part of it: one name of the pattern is enough, and one action of the privilege. " +
		"Of a privilege that contains viewing and more, what `monitor`, `view_index_metadata` and the `read_…` privileges grant is no part in this sense; forbid those by their own names. A privilege that shares a few actions by the way, as `write` does with `manage`, does not count either.",
	What:     "Narrow the entry that the message names.",
	Evidence: []string{compositeRoles, definingRoles},
}

var unknownRule = &diag.Rule{
	ID: "intent-unknown", Category: diag.Intent, Severity: diag.Info, Kind: "go",
	Title:    "Whether the role is as declared could not be decided",
	Why:      "Something stands in the way of a proof: two different document queries, a templated query, patterns beyond the budget, a feature that the target does not have, or what is not established for the target. Nothing is said about this part, neither good nor bad.",
	What:     "Compare by hand, or write both sides alike.",
	Evidence: []string{compositeRoles},
}

var unknownProfileRule = &diag.Rule{
	ID: "intent-unknown-profile", Category: diag.Intent, Severity: diag.Error, Kind: "go",
	Title:    "The role declares a profile that does not exist",
	Why:      "`metadata.rolelint.intent` is the name of a profile or a list of names. A name that is no profile checks nothing.",
	What:     "Correct the name. Profiles of your own are defined under `profiles` in an intent file that is given with `--intent` or in the configuration.",
	Evidence: []string{setupCases},
}

// Rules are the rules whose findings the declarations make, by id.
var Rules = []*diag.Rule{excessRule, missingRule, neverRule, orderRule, unknownRule, unknownProfileRule}
