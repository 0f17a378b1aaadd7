package elasticsearch

import (
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

var backingIndexName = checks.Check{
	Rule: diag.Rule{
		ID:       "backing-index-name",
		Category: diag.Ineffective,
		Severity: diag.Info,
		Title:    "Only the backing indices of a data stream are named",
		Why: "What is granted on a data stream holds for its backing indices (`.ds-…`), now and after each rollover; not the other way round. " +
			"A role that names only the backing indices is refused when its holders ask for the data stream, which is what Kibana and the clients do.",
		What:     "Name the data stream: `logs-app-default` instead of `.ds-logs-app-default-*`.",
		Evidence: []string{"elastic/docs-content:deploy-manage/users-roles/cluster-or-deployment-auth/granting-privileges-for-data-streams-aliases.md@273ea86a406c3bc82e61094bda6f1456df8ade23", indicesPermission},
		Versions: "7.9 and later",
	},
	Role: func(p *checks.Pass) {
		if p.Role.BuiltInExport() {
			return
		}
		for i := range p.Role.Indices {
			e := &p.Role.Indices[i]
			for _, name := range e.Names {
				stream, ok := strings.CutPrefix(name.Value, ".ds-")
				if !ok || strings.Trim(stream, "*") == "" || namesStream(p, stream) {
					continue
				}
				p.Report(checks.Value(name.Node), fmt.Sprintf("%q names backing indices, and nothing in the role names their data stream: requests to the stream itself are refused; name the data stream, such as %q", name.Value, streamOf(stream)))
			}
		}
	},
}

// streamOf guesses the pattern of a data stream from that of its backing
// indices: without the generation, 2099.03.07-000001, and its wildcards.
func streamOf(backing string) string {
	parts := strings.Split(backing, "-")
	for i, part := range parts {
		if digits := strings.Trim(part, "*?."); i > 0 && (digits == "" || strings.Trim(digits, "0123456789.*?") == "") {
			parts = parts[:i]
			break
		}
	}
	stream := strings.Join(parts, "-")
	if strings.ContainsAny(backing, "*?") && !strings.HasSuffix(stream, "*") {
		stream += "*"
	}
	return stream
}

// namesStream reports whether a name of the role reaches a data stream that a
// pattern of backing indices, without ".ds-", may belong to; true where that is
// too complex to say.
func namesStream(p *checks.Pass, backing string) bool {
	prefix := literalPrefix(backing)
	for i := range p.Role.Indices {
		for _, name := range p.Role.Indices[i].Names {
			if strings.HasPrefix(name.Value, ".ds-") {
				continue
			}
			other := literalPrefix(name.Value)
			if strings.HasPrefix(name.Value, "/") || name.Value == backing || strings.HasPrefix(other, prefix) || strings.HasPrefix(prefix, other) {
				if strings.HasPrefix(name.Value, "/") && !reachesStream(p, name, prefix) {
					continue
				}
				return true
			}
		}
	}
	return false
}

func reachesStream(p *checks.Pass, name role.Text, prefix string) bool {
	language, err := effortOf(p).parse(name.Value)
	if err != nil {
		return true
	}
	streams, err := automata.Parse(prefix + "*")
	if err != nil {
		return true
	}
	disjoint, err := effortOf(p).budget().Disjoint(language, streams)
	return err != nil || !disjoint
}
