package automata_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/automata"
)

func parse(t testing.TB, pattern string) *automata.Language {
	t.Helper()
	l, err := automata.Parse(pattern)
	if err != nil {
		t.Fatalf("Parse(%q): %v", pattern, err)
	}
	return l
}

func union(t testing.TB, patterns ...string) *automata.Language {
	t.Helper()
	var all []*automata.Language
	for _, p := range patterns {
		all = append(all, parse(t, p))
	}
	return automata.Union(all...)
}

// What a pattern matches and what not, in the words of Elasticsearch's own
// test and of Lucene's parser.
func TestPatternMatches(t *testing.T) {
	for _, c := range []struct {
		pattern string
		yes, no string // space-separated; ε is the empty string
	}{
		{"logs", "logs", "ε log logs- Logs"},
		{"", "ε", "a"},
		{"*", "ε a .kibana logs-1/2 日本", ""},
		{"logs-*", "logs- logs-a logs-.-", "logs ε alogs-"},
		{"a?c", "abc a.c aéc a😀c", "ac abbc"},
		{`a\*b*`, "a*b a*bc", "axb ab"},
		{`a*\`, `a\ ab\`, `a ab`},
		{`foo\-bar`, `foo\-bar`, "foo-bar"}, // no wildcard: plain text
		{"😀", "😀", "a"},
		{"😀*", "", "😀 😀a"}, // UTF-16 units against characters
		{`/logs-(a|b).*/`, "logs-a logs-bc", "logs- logs-c"},
		{`/~(([.]|ilm-history-).*)/`, "ε a logs ilm-history", ".a . ilm-history- ilm-history-1"},
		{`/@&~(\.kibana.*|filebeat-ess-.*)/`, "ε filebeat- filebeat-es .kiban", ".kibana .kibana_1 filebeat-ess- filebeat-ess-1"},
		{`//`, "ε", "a"},
		{`/()/`, "ε", "a"},
		{`/#/`, "", "ε a"},
		{`/a|#/`, "a", "ε"},
		{`/<1-10>/`, "1 01 001 9 10 010", "0 00 11 ε 100"},
		{`/<01-10>/`, "01 09 10", "1 001 00 11"},
		{`/<10-1>/`, "1 10 07", "0 11"},
		{`/<0-5>/`, "0 5", "00 6 ε"},
		{`/a{2}b{1,}c{0,1}/`, "aab aabbc", "ab aa aabcc"},
		{`/a{0}/`, "ε", "a"},
		{`/"a*b"c/`, "a*bc", "aabc"},
		{`/ab*/`, "a abb", "abab"},
		{`/~a*/`, "ε b ab aa", "a"}, // (~a)*, not ~(a*)
		{`/~ab/`, "b bb aab", "ab a ε"},
		{`/a|b&c|d/`, "a d", "b c"},
		{`/a&b|a/`, "a", "b"},
		{`/(|a)/`, "|a", "ε a"}, // Lucene: after "(" a "|" is a character
		{`/*a/`, "*a", "a aa"},
		{`/)/`, ")", "ε"},
		{`/[]a]/`, "] a", "ε b"},
		{`/[^a-c]/`, "d - 😀", "a b c ε dd"},
		{`/[\d\-x]/`, "0 9 - x", "d"},
		{`/\d\w\S/`, "1_x 9a.", "aaa 1-x"},
		{`/\.\\/`, `.\`, `a\`},
		{`/^a$/`, "^a$", "a"},
		{`/[a&&b]/`, "a b &", "ab"},
		{`/a.c/`, "abc a😀c", "ac"},
		{`/a(b&~b)|c/`, "c", "a ab"},
	} {
		l := parse(t, c.pattern)
		for _, s := range strings.Fields(c.yes) {
			if s = strings.ReplaceAll(s, "ε", ""); !l.Contains(s) {
				t.Errorf("%q does not match %q", c.pattern, s)
			}
		}
		for _, s := range strings.Fields(c.no) {
			if s = strings.ReplaceAll(s, "ε", ""); l.Contains(s) {
				t.Errorf("%q matches %q", c.pattern, s)
			}
		}
	}
}

func TestSyntaxErrors(t *testing.T) {
	for _, c := range []struct {
		pattern string
		offset  int
		msg     string
	}{
		{"/", 1, "invalid pattern [/]. patterns starting with '/' indicate"},
		{"/logs-*", 7, "therefore must also end with '/'"},
		{"/a)/", 2, "end-of-string expected at position 1"},
		{"/(a/", 3, "expected ')' at position 2"},
		{"/()a|/", 5, "unexpected end-of-string"},
		{"/a|/", 3, "unexpected end-of-string"},
		{"/a&/", 3, "unexpected end-of-string"},
		{"/~/", 2, "unexpected end-of-string"},
		{"/[ab/", 4, "expected ']' at position 3"},
		{"/[]/", 3, "expected ']' at position 2"},
		{"/[b-a]/", 2, "invalid range: from (98) cannot be > to (97)"},
		{"/a{/", 3, "integer expected at position 2"},
		{"/a{2/", 4, "expected '}' at position 3"},
		{"/a{3,2}/", 3, "invalid repetition range(out of order): 3..2"},
		{"/a{99999999999}/", 3, `For input string: "99999999999"`},
		{`/a\/`, 3, "unexpected end-of-string"},
		{`/a\q/`, 2, `invalid character class \113`},
		{`/"a/`, 3, `expected '"' at position 2`},
		{"/<1-/", 4, "expected '>' at position 3"},
		{"/<1-x>/", 1, "interval syntax error at position 4"},
		{"/<name>/", 1, "'name' not found"},
		{"/é😀(/", 8, "unexpected end-of-string"},
		{"/é😀a)/", 8, "end-of-string expected at position 4"},
	} {
		_, err := automata.Parse(c.pattern)
		var syntax *automata.SyntaxError
		if !errors.As(err, &syntax) {
			t.Errorf("Parse(%q) = %v, want a syntax error", c.pattern, err)
			continue
		}
		if syntax.Pattern != c.pattern || syntax.Offset != c.offset || !strings.Contains(syntax.Msg, c.msg) {
			t.Errorf("Parse(%q) = at %d: %s; want at %d: %s", c.pattern, syntax.Offset, syntax.Msg, c.offset, c.msg)
		}
	}
}

// The two groups cover logs-* together, neither does alone.
func TestUnionCoversWhatNoPartDoes(t *testing.T) {
	all := parse(t, "logs-*")
	first, second := parse(t, "/logs-(a|b).*/"), parse(t, "/logs-~((a|b).*)/")
	if equal, err := automata.Equal(automata.Union(first, second), all); !equal || err != nil {
		t.Errorf("together: equal = %v, %v", equal, err)
	}
	for name, part := range map[string]*automata.Language{"first": first, "second": second} {
		if subset, err := automata.Subset(all, part); subset || err != nil {
			t.Errorf("%s alone: subset = %v, %v", name, subset, err)
		}
	}
}

func TestWitness(t *testing.T) {
	for _, c := range []struct{ in, without, want string }{
		{"filebeat-*", `/@&~(\.kibana.*|filebeat-ess-.*)/`, "filebeat-ess-"},
		{"logs-*", "logs-?*", "logs-"},
		{"logs-?*", "logs-a*", "logs-b"},
		{"*", "/[a-z]*/", "0"},
		{"*", "/[a-z0-9]*/", "-"},
		{"/[^a-zA-Z0-9\\-._]/", "", "!"},
		{"/[^\\d\\D]|[é-ü]/", "", "é"},
		{"x?", "/x[ -~]/", "x¡"},
		{"/.{3}[ab]/", "/.*a/", "aaab"},
		{"*", "", "a"},
	} {
		difference := automata.Minus(parse(t, c.in), parse(t, c.without))
		witness, found, err := difference.Witness()
		if witness != c.want || !found || err != nil {
			t.Errorf("%q without %q: witness %q, %v, %v; want %q", c.in, c.without, witness, found, err, c.want)
		}
	}
}

func TestEqualPatternsNeedNoEffort(t *testing.T) {
	pattern := `/(a|b)*a(a|b){14}&~(.*x.{12})/` // far beyond any budget to determinize
	one, two := parse(t, pattern), parse(t, pattern)
	if equal, err := (automata.Budget{Effort: 10}).Equal(one, two); !equal || err != nil {
		t.Errorf("equal = %v, %v", equal, err)
	}
}

func TestZeroLanguageIsEmpty(t *testing.T) {
	var missing *automata.Language
	for _, l := range []*automata.Language{missing, {}, automata.Empty(), automata.Union(), parse(t, "/#/")} {
		if empty, err := l.IsEmpty(); !empty || err != nil || l.Contains("") {
			t.Errorf("empty = %v, %v", empty, err)
		}
		if w, found, _ := automata.Complement(l).Witness(); w != "" || !found {
			t.Errorf("complement of the empty language: %q, %v", w, found)
		}
	}
	if equal, _ := automata.Equal(automata.All(), automata.Intersect()); !equal {
		t.Error("the intersection of nothing is not everything")
	}
}

func TestParseEscaped(t *testing.T) {
	l, err := automata.ParseEscaped(`foo\-bar`)
	if err != nil || !l.Contains("foo-bar") || l.Contains(`foo\-bar`) {
		t.Errorf("a backslash does not escape: %v", err)
	}
}

func TestActionPattern(t *testing.T) {
	l := parse(t, automata.ActionPattern("indices:data/read/search"))
	if !l.Contains("indices:data/read/search[phase/query]") || l.Contains("indices:data/read/get") {
		t.Error("an action name does not cover its sub-actions only")
	}
}

func TestNames(t *testing.T) {
	for _, c := range []struct {
		name         string
		index, alias bool
	}{
		{"logs-1", true, true}, {".kibana", true, true}, {"...", true, true}, {"..a", true, true},
		{"Logs", false, true}, {"logſ", true, true}, {"Ⅷ", false, true}, {"ⅷ", true, true}, {"日本", true, true}, {"a😀", true, true},
		{"", false, false}, {".", false, false}, {"..", false, false},
		{"-a", false, false}, {"_a", false, false}, {"+a", false, false}, {"a-_+", true, true},
		{"a b", false, false}, {"a,b", false, false}, {"a:b", false, false}, {"a#b", false, false},
		{`a\b`, false, false}, {"a/b", false, false}, {"a*b", false, false}, {"a?", false, false},
		{`a"b`, false, false}, {"<a", false, false}, {"a>", false, false}, {"a|b", false, false},
	} {
		if got := automata.IndexNames().Contains(c.name); got != c.index {
			t.Errorf("index %q: %v", c.name, got)
		}
		if got := automata.AliasNames().Contains(c.name); got != c.alias {
			t.Errorf("alias %q: %v", c.name, got)
		}
	}
	for _, c := range []struct {
		pattern      string
		index, alias bool
	}{
		{"-logs*", false, false}, {"Logs-*", false, true}, {"logs-?", true, true}, {"a, b", false, false}, {".", false, false},
		{"/~(.*)/", false, false}, {"/[lL]ogs/", true, true}, {"..*", true, true},
	} {
		if disjoint, err := automata.Disjoint(parse(t, c.pattern), automata.IndexNames()); disjoint == c.index || err != nil {
			t.Errorf("%q and index names: disjoint = %v, %v", c.pattern, disjoint, err)
		}
		if disjoint, err := automata.Disjoint(parse(t, c.pattern), automata.AliasNames()); disjoint == c.alias || err != nil {
			t.Errorf("%q and alias names: disjoint = %v, %v", c.pattern, disjoint, err)
		}
	}
}
