package elasticsearch

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

// sensitiveIndices are restricted indices that hold what is worth most, with
// names to look for.
var sensitiveIndices = []struct {
	names []string
	hold  string
}{
	{[]string{".security-7", ".security", ".security-tokens-7", ".security-tokens"}, "which holds users, roles and API keys"},
	{[]string{".kibana", ".kibana_1", ".kibana_security_session_1"}, "in which Kibana keeps what its spaces and privileges protect"},
	{[]string{".fleet-secrets-7", ".fleet-enrollment-api-keys-7"}, "which holds secrets of Fleet"},
}

// restrictedReached says which restricted index an entry reaches that allows
// them, and how much that weighs. The message is empty where none of its names
// is one that an index can have, which index-name-impossible says.
func (w *effort) restrictedReached(t catalog.Target, e entry) (message string, severity diag.Severity) {
	possible := slices.DeleteFunc(slices.Clone(e.Names), func(name role.Text) bool {
		return !strings.HasPrefix(name.Value, "/") && impossible(name.Value) != ""
	})
	if len(possible) == 0 && len(e.Names) > 0 {
		return "", diag.Info
	}
	names, restricted := w.union(possible), access.Restricted(t)
	for _, s := range sensitiveIndices {
		for _, name := range s.names {
			if names.Contains(name) && restricted.Contains(name) {
				return fmt.Sprintf("the entry on %s reaches restricted indices such as %q, %s", shortList(e.Names), name, s.hold), diag.Warning
			}
		}
	}
	name, found, err := w.budget().Witness(automata.Intersect(names, restricted, automata.AliasNames()))
	switch {
	case err != nil:
		return fmt.Sprintf("the entry on %s reaches the restricted indices that its names match; which ones is too complex to say", shortList(e.Names)), diag.Warning
	case found:
		return fmt.Sprintf("the entry on %s reaches restricted indices such as %q", shortList(e.Names), name), diag.Info
	}
	return fmt.Sprintf("allow_restricted_indices changes nothing that is known: %s matches no index that is known to be restricted; remove it", shortList(e.Names)), diag.Info
}
