package lint

import (
	"reflect"
	"strings"
	"testing"
)

// Every option of a rule is named in kebab-case, is documented in one line, and
// has a default of its type: a check that asks for it would panic otherwise.
func TestOptionsOfRules(t *testing.T) {
	for _, r := range Rules() {
		for _, o := range r.Options {
			if strings.Trim(o.Name, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
				t.Errorf("rule %s: option %q is not in kebab-case", r.ID, o.Name)
			}
			if o.Doc == "" || strings.ContainsAny(o.Doc, "\n") || strings.HasSuffix(o.Doc, ".") {
				t.Errorf("rule %s, option %s: the documentation %q is not one line without a full stop", r.ID, o.Name, o.Doc)
			}
			if typed, err := o.Type.Convert(o.Default); err != nil || !reflect.DeepEqual(typed, o.Default) {
				t.Errorf("rule %s, option %s: the default %#v is no %s (%v)", r.ID, o.Name, o.Default, o.Type, err)
			}
		}
	}
}
