# METADATA
# title: A Kibana privilege acts on the hosts themselves
# description: |
#   A few privileges reach beyond Elasticsearch and Kibana. With Execute
#   Operations users run shell commands on the hosts of Elastic Defend, under the
#   account of the agent, which has full control there; file, process, isolation
#   and scan operations act on the same hosts. Osquery's live queries read any
#   host with its integration. The documentation asks to grant them only to those
#   who need that level of access, which deserves a second pair of eyes.
# related_resources:
#   - https://www.elastic.co/docs/solutions/security/configure-elastic-defend/elastic-defend-feature-privileges
#   - https://www.elastic.co/docs/solutions/security/investigate/osquery
# custom:
#   severity: info
#   category: excess
#   strict: true
#   when: {features: [siem*, osquery], privileges: [execute_operations_all, file_operations_all, process_operations_all, host_isolation_all, scan_operations_all, live_queries_all, all]}
#   what: |
#     Keep such privileges in roles of their own, for few, and suppress the
#     finding there with the reason.
#   evidence:
#     - elastic/docs-content:solutions/security/configure-elastic-defend/elastic-defend-feature-privileges.md@00080e592b46
package rolelint.rules["acts-on-hosts"]

import data.rolelint.lib.kibana
import data.rolelint.lib.text

doing := {
	"execute_operations_all": "run shell commands on",
	"file_operations_all": "fetch and upload files on",
	"process_operations_all": "end and suspend processes of",
	"host_isolation_all": "isolate and release",
	"scan_operations_all": "scan folders of",
}

security := {"siem", "siemV2", "siemV3", "siemV4", "siemV5"}

findings contains {"at": array.concat(kibana.at(i, feature), [n]), "message": message} if {
	some i, listed in kibana.listed
	some feature, privileges in listed
	security[feature]
	some n, privilege in input.role.kibana[i].feature[feature]
	data.rolelint.catalog.features[feature].privileges[privilege]
	message := sprintf("%s lets its holders %s every host of Elastic Defend %s; keep it to those who need that level of access", [text.quote(privilege), doing[privilege], text.in_spaces({s | some s in input.role.kibana[i].spaces})])
}

findings contains {
	"at": kibana.at(i, "osquery"), "part": "key",
	"message": `"osquery" lets its holders run queries on every host that has its integration; keep it to those who need that level of access`,
} if {
	some i, listed in kibana.listed
	count(listed.osquery & {"all", "live_queries_all"}) > 0
}
