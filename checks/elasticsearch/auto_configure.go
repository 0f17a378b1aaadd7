package elasticsearch

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

var dataStreamAutoConfigure = checks.Check{
	Rule: diag.Rule{
		ID:       "data-stream-auto-configure",
		Category: diag.Incomplete,
		Severity: diag.Info,
		Title:    "A role writes to data streams and may not create them",
		Why: "A data stream comes into being with the first document that is sent to it, which takes `auto_configure` (or `create_index`). Privileges to write do not contain that: " +
			"while the stream exists all is well, and on a new cluster, for a new dataset or namespace, the shipper is refused. `create_doc`, `create` and `index` may not add fields to the mapping of a data stream either. " +
			"Looked at are entries that grant writing and no reading, as those of shippers do, on names of the data stream naming scheme: `logs-*`, `metrics-*`, `traces-*` and `synthetics-*`.",
		What:     "Grant `auto_configure` beside the privilege to write, as Elastic Agent does.",
		Evidence: []string{privilegeDocs, indexPrivilege, "https://github.com/elastic/elasticsearch/pull/59243", "https://github.com/elastic/fleet-server/issues/60"},
		Versions: "7.9 and later",
	},
	Role: func(p *checks.Pass) {
		if p.Role.BuiltInExport() {
			return
		}
		var creating []*role.Indices
		for i := range p.Role.Indices {
			e := &p.Role.Indices[i]
			if grantOf(p, e, access.AutoCreation) != "" {
				creating = append(creating, e)
			}
		}
		for i := range p.Role.Indices {
			e := &p.Role.Indices[i]
			name, ok := streamName(e)
			if !ok || slices.ContainsFunc(creating, func(o *role.Indices) bool { return o == e || mayOverlap(e.Names, o.Names) }) {
				continue
			}
			if _, reads, err := access.SharedRead(p.Target, lowered(e.Privileges), nil); err != nil || reads {
				continue // people write to streams that are there
			}
			adds, err := access.IndexPrivilegesContain(p.Target, lowered(e.Privileges), "create_doc")
			if err != nil || !adds {
				continue
			}
			p.Report(checks.Value(e.PrivilegesNode), fmt.Sprintf("%q may be written to and not created: the first document for a new data stream is refused; add \"auto_configure\"", name))
		}
	},
}

// streamName returns the first name of an entry that is of the data stream
// naming scheme.
func streamName(e *role.Indices) (string, bool) {
	for _, name := range e.Names {
		for _, kind := range []string{"logs-", "metrics-", "traces-", "synthetics-"} {
			if strings.HasPrefix(literalPrefix(name.Value), kind) {
				return name.Value, true
			}
		}
	}
	return "", false
}
