# METADATA
# title: manage_api_key is for the API keys of everybody
# description: |
#   `manage_api_key` lets its holders see and invalidate the API keys of every
#   user, those of rules in Kibana, of Elastic Agents and of other applications
#   among them, which stop working at once. Whoever needs keys of their own needs
#   `manage_own_api_key` only: the keys that are created are the caller's own
#   either way.
# related_resources:
#   - https://www.elastic.co/docs/reference/elasticsearch/security-privileges
#   - https://www.elastic.co/docs/deploy-manage/api-keys/elasticsearch-api-keys
# custom:
#   severity: info
#   category: excess
#   when: {cluster: [manage_api_key]}
#   what: |
#     Grant `manage_own_api_key`. Keep `manage_api_key` for those who clean up
#     keys of others.
#   evidence:
#     - elastic/elasticsearch:docs/reference/elasticsearch/security-privileges.md@051530e169ce
package rolelint.rules["api-keys-of-everybody"]

import data.rolelint.lib.role

findings contains {
	"at": ["cluster", i],
	"message": `"manage_api_key" lets its holders list and invalidate the API keys of every user, which stops what runs with them; for keys of their own "manage_own_api_key" is enough`,
} if {
	not role.built_in
	some i, "manage_api_key" in role.cluster
	not role.superuser
}
