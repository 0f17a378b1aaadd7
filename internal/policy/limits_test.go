package policy

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/rolelint/rolelint/internal/source"
)

const header = "# METADATA\n# title: T\n# description: D.\n# custom: {severity: warning, category: hygiene, what: W.}\npackage rolelint.rules.mine\n\n"

// outcomeOf returns what comes of a policy with this body over a small role.
func outcomeOf(t *testing.T, opt Options, body string) (findings int, problem string) {
	t.Helper()
	e := engineOf(t, opt, header+body)
	if err := e.Prepare(); err != nil {
		t.Fatal(err)
	}
	found, problems := e.Eval(context.Background(), inputOf(t, supportRole))
	for _, p := range problems {
		problem += p.Message
	}
	return len(found), problem
}

// Functions do not make large values out of small ones: each of these would
// take gigabytes.
func TestFunctionsAreLimited(t *testing.T) {
	const doubled = "a := \"xxxxxxxxxxxxxxxx\"\nb := replace(a, \"x\", a)\nc := replace(b, \"x\", b)\nd := "
	grow := func(of, times string) string {
		var b strings.Builder
		b.WriteString("x0 := " + of + "\n")
		for i := range 40 {
			b.WriteString(strings.NewReplacer("NEW", "x"+string(rune('a'+i/10))+string(rune('0'+i%10)), "OLD", map[bool]string{true: "x0", false: "x" + string(rune('a'+(i-1)/10)) + string(rune('0'+(i-1)%10))}[i == 0]).Replace("NEW := "+times) + "\n")
		}
		return b.String() + "d := xd9"
	}
	for name, body := range map[string]string{
		"replace":           doubled + `replace(c, "x", c)`,
		"strings.replace_n": doubled + `strings.replace_n({"x": c}, c)`,
		"regex.replace":     doubled + `regex.replace(c, "x", c)`,
		"concat":            doubled + `concat(c, split(c, ""))`,
		"sprintf width":     `d := sprintf("%999999d%999999d%999999d%999999d%999999d", [1, 1, 1, 1, 1])`,
		"sprintf star":      `d := sprintf("%*d%*d%*d%*d%*d", [999999, 1, 999999, 1, 999999, 1, 999999, 1, 999999, 1])`,
		"sprintf again":     doubled + `sprintf(replace(c, "x", "%[1]s"), [c])`,
		"split":             doubled + `split(concat(b, split(b, "")), "")` + "\n" + `e := split(replace(concat(b, split(c, "")), "x", b), "")`,
		"array.concat":      grow("[1]", "array.concat(OLD, OLD)"),
		"json.marshal":      grow(`"\""`, "json.marshal(OLD)"),
		"template":          grow(`"x"`, `$"{OLD}{OLD}"`),
		"mul":               grow("99", "OLD * OLD"),
		"product":           grow("99", "product([OLD, OLD])"),
		"replace once":      `d := replace(concat("", split("` + strings.Repeat("x", 3000) + `", "")), "x", "` + strings.Repeat("x", 3000) + `")`,
	} {
		t.Run(name, func(t *testing.T) {
			use := "d"
			if strings.Contains(body, "\ne := ") {
				use = "e"
			}
			findings, problem := outcomeOf(t, Options{Timeout: time.Hour}, body+"\n\nfindings contains {\"at\": [], \"message\": \"m\"} if "+use+" != 1\n")
			if findings != 0 || !strings.Contains(problem, "too large") {
				t.Errorf("%d findings, problem %q", findings, problem)
			}
		})
	}
}

// Ordinary use of the same functions is not touched.
func TestFunctionsWithinLimits(t *testing.T) {
	findings, problem := outcomeOf(t, Options{}, `findings contains {"at": [], "message": m} if {
	m := sprintf("%5d of 99999999999 %-20s %v %.3f %%", [1, "x", ["a"], 1.5])
	concat(", ", ["a", "b"]) == "a, b"
	replace("aXb", "X", "--") == "a--b"
	split("a,b", ",") == ["a", "b"]
	7 * 6 == 42
	array.concat([1], [2]) == [1, 2]
	strings.replace_n({"a": "b"}, "aa") == "bb"
}
`)
	if findings != 1 || problem != "" {
		t.Errorf("%d findings, problem %q", findings, problem)
	}
}

// A policy that gathers values without end is stopped by its memory.
func TestMemoryIsLimited(t *testing.T) {
	findings, problem := outcomeOf(t, Options{Timeout: time.Hour, Memory: 32 << 20}, `xs := {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"}

all contains m if { some a in xs; some b in xs; some c in xs; some d in xs; some e in xs; some f in xs; some g in xs; some h in xs; m := concat("", [a, b, c, d, e, f, g, h]) }

findings contains {"at": [], "message": "m"} if count(all) > 0
`)
	if findings != 0 || !strings.Contains(problem, "more than 32 MB of memory") {
		t.Errorf("%d findings, problem %q", findings, problem)
	}
}

// Rules that were stopped over some roles are not evaluated over all others.
func TestStoppedRulesAreGivenUp(t *testing.T) {
	e := engineOf(t, Options{Timeout: time.Millisecond}, header+`findings contains {"at": [], "message": "m"} if {
	xs := {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"}
	count({m | some a in xs; some b in xs; some c in xs; some d in xs; some e in xs; some f in xs; some g in xs; m := [a, b, c, d, e, f, g]}) > 0
}
`)
	var messages []string
	for range mostStopped + 1 {
		_, problems := e.Eval(context.Background(), inputOf(t, supportRole))
		for _, p := range problems {
			messages = append(messages, p.Message)
		}
	}
	given := func(m string) bool { return strings.Contains(m, "not evaluated over the others") }
	if len(messages) != mostStopped+1 || slices.IndexFunc(messages, given) != mostStopped {
		t.Errorf("problems %q", messages)
	}
}

// Numbers that take minutes to compute with are texts to the rules.
func TestEndlessNumbers(t *testing.T) {
	for text, want := range map[string]bool{
		"1": false, "-1.5e300": false, "0x1F": false, "1_000": false, "0xEEEEEEEEE": false, "1e-300": false,
		"1e9999999": true, "-1E-9999999": true, "1e99999999999999999999999": true, strings.Repeat("9", 5000): true,
	} {
		if got := endless(text); got != want {
			t.Errorf("%.20s: %t", text, got)
		}
		kind := "number"
		if want {
			kind = "string"
		}
		if term := nodeTerm(&source.Node{Kind: source.Number, Text: text}); kind != kindOf(term.Value) {
			t.Errorf("%.20s: %s, want %s", text, kindOf(term.Value), kind)
		}
	}
}

func kindOf(v ast.Value) string { return ast.ValueName(v) }
