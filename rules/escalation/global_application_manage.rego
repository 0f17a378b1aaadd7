# METADATA
# title: A role may redefine what the privileges of Kibana mean
# description: |
#   What `feature_discover.read` or `space_all` allow is stored in Elasticsearch
#   as application privileges, which Kibana writes when it starts.
#   `global.application.manage` on the application `kibana-.kibana` lets its
#   holders rewrite them, for every role and user: they may turn a privilege they
#   have themselves into one that grants everything.
# related_resources:
#   - https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-security-put-privileges
# custom:
#   severity: warning
#   category: excess
#   when: {global: true}
#   what: |
#     Name the applications whose privileges the role is to manage. Only Kibana
#     itself, by its own user, needs those of Kibana.
#   versions: self-managed and hosted
#   evidence:
#     - elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/authz/privilege/ConfigurableClusterPrivileges.java@00894c413167
package rolelint.rules["global-application-manage"]

import data.rolelint.lib.patterns
import data.rolelint.lib.role
import data.rolelint.lib.text

findings contains {"at": ["global", "application", "manage", "applications", i], "message": message} if {
	not role.built_in
	some i, pattern in input.role.global.application.manage.applications
	is_string(pattern)
	patterns.matches(pattern, "kibana-.kibana")
	not role.superuser
	message := sprintf(
		`%s matches Kibana's application "kibana-.kibana": whoever has the role may rewrite what each Kibana privilege grants, in every role; name the applications that are meant`,
		[text.quote(pattern)],
	)
}
