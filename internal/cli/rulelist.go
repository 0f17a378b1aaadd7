package cli

import (
	"errors"
	"fmt"
	"strings"
)

// ruleList are names of rules, separated by commas, of a flag that may be
// repeated; it implements pflag.Value.
type ruleList []string

func (l *ruleList) String() string { return "" }
func (l *ruleList) Type() string   { return "RULES" }

// Set adds names. None at all would mean every rule, which nobody says so.
func (l *ruleList) Set(s string) error {
	if strings.TrimSpace(s) == "" {
		return errors.New("it names no rule; rolelint rules lists them")
	}
	for name := range strings.SplitSeq(s, ",") {
		name = strings.TrimSpace(name)
		if name == "" {
			return fmt.Errorf("%q has an empty name of a rule", s)
		}
		*l = append(*l, name)
	}
	return nil
}
