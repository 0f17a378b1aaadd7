package schema

import "github.com/rolelint/rolelint/internal/diag"

const (
	roleDescriptor   = "elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/authz/RoleDescriptor.java@3dcbcaa89c9fea47a94584c01ae5bb8fcf1c6efe"
	requestValidator = "elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/action/role/RoleDescriptorRequestValidator.java@1c0cbd924760392c2b68ef9234508225f29c5f43"
	stringArrays     = "elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/xcontent/XContentUtils.java@2e58e7a14ed0aa67cb7c36c760f91c9233232c16"
	globalParser     = "elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/authz/privilege/ConfigurableClusterPrivileges.java"
	kibanaSchema     = "elastic/kibana:x-pack/platform/packages/shared/security/plugin_types_server/src/authorization/role_schema.ts@005be8e35ac120257cbf47bad1e565e576e619aa"
	kibanaPayload    = "elastic/kibana:x-pack/platform/plugins/shared/security/server/routes/authorization/roles/model/put_payload.ts@33a26fbf247476055922b91e92f34737c084c257"
	configSchema     = "elastic/kibana:src/platform/packages/shared/kbn-config-schema/src/internals/index.ts@3f18033c4f0116900ffe0e409c704fe04d25ea14"
	specification    = "elastic/elasticsearch-specification:specification/security/_types/RoleDescriptor.ts@9d9b9a521cc1"
)

// Rules are the rules whose findings the schemas make, by id.
var Rules = []*diag.Rule{
	{
		ID: "description-too-long", Category: diag.Rejected, Severity: diag.Error, Kind: "schema",
		Title:    "The description has more than 1000 characters",
		Why:      "Elasticsearch takes at most 1000 characters and refuses the role otherwise. Kibana alone would take 2048, but it hands the description on.",
		What:     "Shorten it, or move details into `metadata`.",
		Evidence: []string{"elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/support/Validation.java@01195333bcdb", kibanaPayload},
		Versions: "8.15 and later",
	},
	{
		ID: "empty-cluster-alias", Category: diag.Rejected, Severity: diag.Error, Kind: "schema",
		Title:    "The alias of a remote cluster is empty",
		Why:      "An empty text names no remote cluster; the server refuses the role.",
		What:     "Write the alias under which the remote cluster is registered, or a pattern such as `*`.",
		Evidence: []string{requestValidator, "elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/authz/permission/RemoteClusterPermissionGroup.java"},
		Versions: "`remote_indices` and `remote_cluster` only; roles.yml does not check `remote_indices`",
	},
	{
		ID: "empty-list", Category: diag.Rejected, Severity: diag.Error, Kind: "schema",
		Title:    "A list that needs at least one element is empty",
		Why:      "Entries without names, privileges, clusters or resources are refused, and the role with them.",
		What:     "Fill the list, or remove the whole entry.",
		Evidence: []string{roleDescriptor, kibanaSchema},
	},
	{
		ID: "field-security-shape", Category: diag.Rejected, Severity: diag.Error, Kind: "schema",
		Title:    "field_security has another shape than grant and except",
		Why:      "`field_security` takes `grant` and `except`, both lists, and `except` only beside `grant`. Empty, null, or with other keys the server refuses the role.",
		What:     "Write `{\"grant\": [\"*\"], \"except\": [\"secret\"]}`, or remove `field_security` where no field is to be hidden.",
		Evidence: []string{roleDescriptor, "https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/controlling-access-at-document-field-level"},
	},
	{
		ID: "global-shape", Category: diag.Rejected, Severity: diag.Error, Kind: "schema",
		Title:    "global has another shape than its categories allow",
		Why:      "`global` takes `application.manage.applications`, `profile.write.applications`, `role.manage.indices` and `data_source`; the parser refuses everything else.",
		What:     "Compare with the documentation of the role API.",
		Evidence: []string{globalParser, specification},
	},
	{
		ID: "kibana-name-characters", Category: diag.Rejected, Severity: diag.Error, Kind: "schema",
		Title:    "A feature or privilege id has characters that Kibana does not take",
		Why:      "Ids of features and of their privileges consist of letters, digits, `_` and `-`; Kibana refuses others.",
		What:     "Write the id, not the displayed name, and no wildcard.",
		Evidence: []string{kibanaSchema},
	},
	{
		ID: "kibana-space-id", Category: diag.Rejected, Severity: diag.Error, Kind: "schema",
		Title:    "A space is not named by its id",
		Why:      "Ids of spaces consist of lower-case letters, digits, `_` and `-`; Kibana refuses others. Often it is the displayed name of the space.",
		What:     "Write the id that stands in the space's address, `/s/ID/`, or `*` alone for all spaces.",
		Evidence: []string{kibanaSchema},
	},
	{
		ID: "kibana-unknown-base", Category: diag.Rejected, Severity: diag.Error, Kind: "schema",
		Title:    "There is no such base privilege",
		Why:      "Base privileges are exactly `all` and `read`, in lower case; Kibana refuses others.",
		What:     "Write `all` or `read`, or grant features one by one under `feature`.",
		Evidence: []string{kibanaSchema, "https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/kibana-privileges"},
	},
	{
		ID: "metadata-reserved-key", Category: diag.Rejected, Severity: diag.Error, Kind: "schema",
		Title:    "A metadata key starts with an underscore",
		Why:      "Such keys are the system's, for example `_reserved` of built-in roles; a role that brings one is refused. Built-in roles in what GET prints are left alone, and roles.yml is not checked by the server.",
		What:     "Remove the key, or name it without the underscore.",
		Evidence: []string{requestValidator},
	},
	{
		ID: "missing-field", Category: diag.Rejected, Severity: diag.Error, Kind: "schema",
		Title:    "A required field is missing",
		Why:      "The server refuses an entry without its required fields, and the role with it.",
		What:     "Add the field. A misspelt one is reported as `unknown-field` instead.",
		Evidence: []string{roleDescriptor, kibanaSchema},
	},
	{
		ID: "remote-cluster-privilege", Category: diag.Rejected, Severity: diag.Error, Kind: "schema",
		Title:    "remote_cluster does not take that privilege",
		Why:      "Only `monitor_enrich` (8.15) and `monitor_stats` (8.17) may be granted on remote clusters; any other cluster privilege is refused.",
		What:     "Remove it. Index privileges on remote clusters stand under `remote_indices`.",
		Evidence: []string{roleDescriptor, "elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/authz/permission/RemoteClusterPermissions.java@54b6f6ea5626"},
		Versions: "8.15 and later, not Serverless",
	},
	{
		ID: "too-many-items", Category: diag.Rejected, Severity: diag.Warning, Kind: "schema",
		Title:    "A list is longer than the newest Kibana takes",
		Why:      "The newest schema of Kibana's role API limits its lists, for example to 100 names or privileges in an entry, 1000 spaces, and 100 roles in a bulk body. Since which version is not established; 7.14 had no limits.",
		What:     "Use patterns, or spread the list over several entries or roles.",
		Evidence: []string{kibanaSchema},
	},
	{
		ID: "unknown-field", Category: diag.Rejected, Severity: diag.Error, Kind: "schema",
		Title:    "The server does not know the field",
		Why:      "Both servers parse roles strictly: one field too many and the whole role is refused. Usual reasons are a typo, the other API's format, and keys copied from what GET prints.",
		What:     "Correct or remove it; the message says which.",
		Evidence: []string{roleDescriptor, kibanaPayload, kibanaSchema},
	},
	{
		ID: "unsupported-field", Category: diag.Rejected, Severity: diag.Error, Kind: "schema",
		Title:    "The target does not have the field",
		Why:      "The field exists, but not in the version or deployment that the role is meant for, which therefore refuses the role.",
		What:     "Remove it, or state the right target with `--stack` and `--deployment`.",
		Evidence: []string{specification, roleDescriptor, "elastic/terraform-provider-elasticstack@f2df95a9f70b"},
		Versions: "`description` and `remote_cluster` before 8.15, `restriction` of API keys before 8.9, `remote_indices` before 8.6, `global.profile` before 8.2, `global.role` before 8.16, `global.data_source` before 9.5; `run_as`, `global`, `remote_indices`, `remote_cluster`, `allow_restricted_indices` in Serverless",
	},
	{
		ID: "wrong-type", Category: diag.Rejected, Severity: diag.Error, Kind: "schema",
		Title:    "A value is of another type than the server takes",
		Why:      "The servers do not convert: a list is a list even with one element, except the `names` of an index entry and the `privileges` and `resources` of `applications` in Elasticsearch; and a query of Kibana's API is a string.",
		What:     "Write the value as the message says.",
		Evidence: []string{roleDescriptor, stringArrays, configSchema},
	},
}

// ruleByID returns the rule of that id, which exists.
func ruleByID(id string) *diag.Rule {
	for _, r := range Rules {
		if r.ID == id {
			return r
		}
	}
	panic("no rule " + id)
}
