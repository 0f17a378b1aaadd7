# METADATA
# title: Only the legacy index of Security alerts is granted
# description: |
#   Until 8.0 the alerts of Elastic Security stood in `.siem-signals-<space>`;
#   since then new ones are written to `.alerts-security.alerts-<space>`. A role
#   that names only the old index sees no alert that was raised since the
#   upgrade.
# related_resources:
#   - https://www.elastic.co/docs/solutions/security/detect-and-alert/detections-privileges
#   - https://github.com/elastic/kibana/pull/127636
# custom:
#   severity: warning
#   category: upgrade
#   when: {indices: [.siem-signals*]}
#   what: |
#     Add `.alerts-security.alerts-<space>` with the same privileges. Keep the
#     old name only where alerts from before 8.0 are still needed.
#   versions: since 8.0
package rolelint.rules["security-legacy-signals-only"]

import data.rolelint.lib.indices
import data.rolelint.lib.target
import data.rolelint.lib.text

findings contains {"at": ["indices", i, "names", n], "message": message} if {
	target.at_least(8, 0)
	not current
	some i, entry in input.role.indices
	some n, name in entry.names
	startswith(name, ".siem-signals")
	message := sprintf(
		`%s holds alerts of Security from before 8.0 only; new ones are in ".alerts-security.alerts-<space>", which no pattern of this role covers; add it with the same privileges`,
		[text.quote(name)],
	)
}

current if {
	some name in indices.named
	startswith(name, ".alerts-security")
}

current if {
	some name in indices.named
	not startswith(name, ".siem-signals")
	indices.covers(name, ".alerts-security.alerts-default")
}
