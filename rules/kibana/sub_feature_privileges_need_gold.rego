# METADATA
# title: Sub-feature privileges grant nothing on a Basic license
# description: |
#   Customising sub-features is a subscription feature. On a Basic license Kibana
#   does not register sub-feature privileges, so that one that is listed grants
#   nothing; the server stores it without a word. `all` and `read` still contain
#   what they contain with any license.
# related_resources:
#   - https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/kibana-privileges
#   - https://github.com/elastic/kibana/issues/124734
#   - https://github.com/elastic/kibana/pull/127513
# custom:
#   severity: error
#   category: ineffective
#   when: {licenses: [basic]}
#   what: |
#     Grant `all` or `read` on the feature, or state the license the roles are
#     for (`--license`).
#   versions: on a Basic license, self-managed and hosted
#   evidence:
#     - elastic/kibana:x-pack/platform/plugins/shared/features/server/feature_privilege_iterator/feature_privilege_iterator.ts@057dcf9c
package rolelint.rules["sub-feature-privileges-need-gold"]

import data.rolelint.lib.kibana
import data.rolelint.lib.text

findings contains {"at": kibana.at(i, feature), "message": message} if {
	input.target.license == "basic"
	input.target.deployment != "serverless"
	some i, listed in kibana.listed
	some feature, privileges in listed
	known := data.rolelint.catalog.features[feature].privileges
	nothing := sort([p |
		some p in privileges
		known[p].sub
		not contained(known, privileges, p)
	])
	count(nothing) > 0
	message := sprintf(
		`on a Basic license sub-feature privileges grant nothing: %s of %s %s not registered there; grant "all" or "read", or use a Gold license or higher`,
		[text.names(nothing), text.quote(feature), verb(nothing)],
	)
}

# contained is true where all or read is listed and contains the privilege.
contained(known, privileges, p) if {
	some whole in {"all", "read"} & privileges
	p in known[whole].includes
}

verb(list) := "is" if count(list) == 1

verb(list) := "are" if count(list) > 1
