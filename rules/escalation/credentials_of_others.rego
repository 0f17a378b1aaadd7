# METADATA
# title: A cluster privilege gives its holders the identity of others
# description: |
#   Two cluster privileges hand out credentials for somebody else, without any of
#   theirs. `manage_service_account` creates tokens of the service accounts, such
#   as `elastic/kibana` and `elastic/fleet-server`, and whoever has a token has
#   what the account may do. `delegate_pki` turns a chain of certificates into an
#   access token of their subject and does not check that the caller has the
#   private key: certificates are no secret, and the proxy that calls it is
#   trusted to have checked.
# related_resources:
#   - https://www.elastic.co/docs/reference/elasticsearch/security-privileges
#   - https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/service-accounts
#   - https://www.elastic.co/guide/en/elasticsearch/reference/current/security-api-delegate-pki-authentication.html
# custom:
#   severity: warning
#   category: excess
#   when: {cluster: [manage_service_account, delegate_pki]}
#   what: |
#     Leave the privilege to the administrators of security and to the proxies
#     that need it, in a role of its own, and suppress the finding there with the
#     reason.
#   versions: self-managed and hosted; serverless has neither privilege
#   evidence:
#     - elastic/elasticsearch:docs/reference/elasticsearch/security-privileges.md@051530e169ce
package rolelint.rules["credentials-of-others"]

import data.rolelint.lib.role
import data.rolelint.lib.text

consequence := {
	"manage_service_account": `creates tokens of service accounts such as "elastic/kibana", and whoever holds one may do all that the account may`,
	"delegate_pki": `exchanges anybody's certificate, without its private key, for an access token of its subject`,
}

findings contains {"at": ["cluster", i], "message": message} if {
	not role.built_in
	some i, privilege in role.cluster
	not role.superuser # that is told already, and worse
	message := sprintf("cluster privilege %s %s; leave it to those who administer security", [text.quote(privilege), consequence[privilege]])
}
