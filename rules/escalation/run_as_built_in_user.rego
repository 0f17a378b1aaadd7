# METADATA
# title: A role may act as a built-in user
# description: |
#   Elasticsearch has users of its own. `elastic` is a superuser; `kibana_system`
#   is what Kibana works with and may do nearly as much. A role whose `run_as`
#   matches one of them has all that this user has: often a pattern was meant
#   for users of one's own and matches more.
# related_resources:
#   - https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/built-in-users
#   - https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/submitting-requests-on-behalf-of-other-users
# custom:
#   severity: warning
#   category: excess
#   when: {run_as: true}
#   what: |
#     Name the users the role is to act for, or choose a pattern that matches none
#     of the built-in users.
#   versions: self-managed and hosted; serverless has no run_as
package rolelint.rules["run-as-built-in-user"]

import data.rolelint.lib.patterns
import data.rolelint.lib.role
import data.rolelint.lib.text

# superusers may do anything or nearly so; the others send monitoring data.
superusers := ["elastic", "kibana_system", "kibana"]

others := ["logstash_system", "beats_system", "apm_system", "remote_monitoring_user"]

# anybody is what run-as-anybody reports.
anybody := {"*", "/.*/", "/@/"}

findings contains object.union({"at": ["run_as", i], "message": message}, weight) if {
	not role.built_in
	some i, pattern in input.role.run_as
	not pattern in anybody
	users := [user | some user in array.concat(superusers, others); patterns.matches(pattern, user)]
	count(users) > 0
	[says, weight] := extent(users)
	message := sprintf("run_as %s matches the built-in %s%s; name the users that are meant", [text.quote(pattern), plural(users), says])
}

extent(users) := [", who is a superuser: whoever has the role has everything", {}] if "elastic" in users

extent(users) := [", what Kibana itself works with: it reads and writes what its spaces and privileges protect", {}] if {
	not "elastic" in users
	some user in users
	user in superusers
}

extent(users) := ["", {"severity": "info"}] if {
	every user in users { user in others }
}

plural(users) := sprintf("user %s", [text.names(users)]) if count(users) == 1

plural(users) := sprintf("users %s", [text.names(users)]) if count(users) > 1
