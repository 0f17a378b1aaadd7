# METADATA
# title: A cluster privilege reaches data that the role is not granted
# description: |
#   Some cluster privileges change what happens to everybody's data, whatever
#   indices the role names. Ingest pipelines rewrite, reroute and drop the
#   documents of every producer that uses them. Index templates decide mappings,
#   pipelines and lifecycle of every later index and data stream. Logstash
#   pipelines that are managed centrally run on the hosts of Logstash. A snapshot
#   copies any index into a repository.
# related_resources:
#   - https://www.elastic.co/docs/reference/elasticsearch/security-privileges
# custom:
#   severity: info
#   category: excess
#   strict: true
#   when: {cluster: [manage_pipeline, manage_ingest_pipelines, manage_index_templates, manage_logstash_pipelines, create_snapshot]}
#   what: |
#     Grant it to those who operate the cluster, not to those who own one data
#     set. `read_pipeline` and `monitor_snapshot` are enough to look.
#   evidence:
#     - elastic/elasticsearch:docs/reference/elasticsearch/security-privileges.md@051530e169ce
package rolelint.rules["indirect-access"]

import data.rolelint.lib.role
import data.rolelint.lib.text

consequence := {
	"manage_pipeline": "every ingest pipeline, and with it the documents of all who use one",
	"manage_ingest_pipelines": "every ingest pipeline, and with it the documents of all who use one",
	"manage_index_templates": "the mappings, pipelines and lifecycle of every later index and data stream",
	"manage_logstash_pipelines": "every centrally managed pipeline, which runs on the hosts of Logstash",
}

findings contains {"at": ["cluster", i], "message": message} if {
	not role.built_in
	some i, privilege in role.cluster
	not role.superuser
	message := sprintf("cluster privilege %s changes %s, whatever indices the role names; leave it to those who operate the cluster", [text.quote(privilege), consequence[privilege]])
}

findings contains {
	"at": ["cluster", i],
	"message": `cluster privilege "create_snapshot" copies any index into a repository, whatever indices the role names; leave it to those who operate the cluster`,
} if {
	not role.built_in
	some i, "create_snapshot" in role.cluster
	not role.superuser
}
