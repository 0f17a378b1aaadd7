# METADATA
# title: minimal privileges of Workflows grant nothing but login
# description: |
#   The privileges `all` and `read` of `workflowsManagement` are empty by
#   themselves: everything they grant sits in their sub-feature privileges, which
#   `minimal_all` and `minimal_read` leave out. Alone these let users log in to
#   Kibana and nothing more.
# custom:
#   severity: warning
#   category: ineffective
#   when: {features: [workflowsManagement], privileges: [minimal_*]}
#   what: |
#     Add the sub-feature privileges that are meant (`workflow_read`,
#     `workflow_execute`, …), or grant `read` or `all`.
#   versions: since 9.4
#   evidence:
#     - elastic/kibana:src/platform/plugins/shared/workflows_management/server/features.ts@1a7bf6cebf7e
package rolelint.rules["workflows-minimal-grants-nothing"]

import data.rolelint.lib.kibana
import data.rolelint.lib.target
import data.rolelint.lib.text

minimal := {"minimal_all", "minimal_read"}

findings contains {"at": kibana.at(i, "workflowsManagement"), "message": message} if {
	target.at_least(9, 4)
	some i, listed in kibana.listed
	privileges := listed.workflowsManagement
	count(privileges - minimal) == 0
	message := sprintf(
		`%s of "workflowsManagement" grants nothing but login: everything sits in its sub-feature privileges; add those that are meant, such as "workflow_read", or grant "read" or "all"`,
		[text.names(sort(privileges))],
	)
}
