package policy

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
)

// Every function of Rego that is not allowed is a compile error in a policy,
// and every one that is allowed exists.
func TestForbiddenFunctionsDoNotCompile(t *testing.T) {
	known := map[string]bool{}
	for _, b := range ast.Builtins {
		known[b.Name] = true
		if b.Name == "print" { // erased by the compiler, so it compiles and does nothing
			continue
		}
		if slices.Contains(allowed, b.Name) || b.Infix != "" || strings.HasPrefix(b.Name, "internal.") {
			continue
		}
		args := make([]string, b.Decl.Arity())
		for i := range args {
			args[i] = "input.role"
		}
		src := fmt.Sprintf("package rolelint.rules.mine\n\nfindings contains x if x := %s(%s)\n", b.Name, strings.Join(args, ", "))
		if b.Decl.Result() == nil {
			src = fmt.Sprintf("package rolelint.rules.mine\n\nfindings contains 1 if %s(%s)\n", b.Name, strings.Join(args, ", "))
		}
		u, err := ParseUser(userModules([]string{src}))
		if err == nil {
			err = engineFor(u).Prepare()
		}
		if err == nil || !strings.Contains(err.Error(), "user0.rego:3:") {
			t.Errorf("%s compiles: %v", b.Name, err)
		}
	}
	for _, name := range allowed {
		if !known[name] {
			t.Errorf("%s is allowed but does not exist", name)
		}
	}
	for _, name := range []string{"http.send", "net.lookup_ip_addr", "opa.runtime", "rand.intn", "time.now_ns", "uuid.rfc4122", "trace", "io.jwt.decode"} {
		if !known[name] || slices.Contains(allowed, name) {
			t.Errorf("%s: known %t, allowed %t", name, known[name], slices.Contains(allowed, name))
		}
	}
}

// The internal functions that templates and membership are made of work.
func TestAllowedSyntax(t *testing.T) {
	e := engineOf(t, Options{}, `package rolelint.rules.mine

findings contains {"at": ["kibana", i], "message": $"space {space}"} if {
	some i, entry in input.role.kibana
	some space in entry.spaces
	every s in entry.spaces { s in {"support"} }
}
`)
	findings, problems := e.Eval(t.Context(), inputOf(t, supportRole))
	if len(findings) != 1 || findings[0].Message != "space support" || len(problems) != 0 {
		t.Errorf("findings %v, problems %v", findings, problems)
	}
}
