package suppress

import (
	"fmt"
	"slices"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
)

// maxHints is for how many unknown rules of a file a similar one is looked for.
const maxHints = 100

// problem returns why a rule cannot be suppressed, and the rule that says so;
// nil where it can.
func (s *Set) problem(rule string) (*diag.Rule, string) {
	switch o := s.opt; {
	case !slices.Contains(o.Rules, rule):
		hint := "; rolelint rules lists them"
		if s.unknown++; s.unknown <= maxHints {
			if near := catalog.Suggest(rule, o.Rules); near != "" {
				hint = fmt.Sprintf(". Did you mean %q?", near)
			}
		}
		return unknownRule, fmt.Sprintf("there is no rule %q, so that nothing is suppressed%s", rule, hint)
	case o.Locked[rule]:
		return lockedRule, fmt.Sprintf("rule %q is locked by the configuration; nothing suppresses it", rule)
	case Always(rule):
		return lockedRule, fmt.Sprintf("rule %q cannot be suppressed; the configuration can switch it off", rule)
	}
	return nil, ""
}
