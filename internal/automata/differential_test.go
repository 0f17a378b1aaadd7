package automata_test

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/automata"
)

// texts returns all strings over an alphabet up to a length, shortest first.
func texts(alphabet string, length int) []string {
	all := []string{""}
	for begin := 0; length > 0; length-- {
		end := len(all)
		for _, prefix := range all[begin:end] {
			for _, r := range alphabet {
				all = append(all, prefix+string(r))
			}
		}
		begin = end
	}
	return all
}

func TestAgainstReferenceExhaustively(t *testing.T) {
	words := texts("ab-.é1", 5)
	for _, pattern := range []string{
		"", "a", "a-b", "*", "a*", "*a", "*a*", "a?b", "?", "??*", "*a?b*", `a\*`, `a\-*`, "a*b*1", "é*", `*\`,
		"//", "/a/", "/a|b/", "/(a|b)*/", "/a.*/", "/.*a/", "/.*a../", "/a?b+1*/", "/a{2}/", "/a{1,}b{0,2}/", "/(ab){1,2}/",
		"/[ab]/", "/[^a]/", "/[^a]*/", "/[a-c1]+/", "/[.]/", `/\./`, `/\d+/`, `/\D\w/`, "/@/", "/#/", "/#*/", "/()/", "/()*/",
		"/~a/", "/~(a)/", "/~(.*)/", "/~~a/", "/a~b/", "/a~(b.*)/", "/~a~b/", "/(~a)*/", "/(~(ab))+/", "/a(~(b*))-/",
		"/.*a.*&.*b.*/", "/@&~(a.*|b)/", "/(a|b)*&~(.*aa.*)/", "/a(.*&~(.*b.*))b/", "/((.*a)&(b.*)){2}/", "/~(a&b)|1/",
		"/<1-11>/", "/<01-11>/", "/<1-1>*/", "/a<0-1>/", `/"a-"./`, `/"".?/`, "/(|a)/", "/~(([.]|a-).*)/", "/(a?){3}/", "/(a*b*)*/",
		"/-(a|b).*/", "/-~((a|b).*)/", "/a&/", "/[]/", "/(a|b/",
	} {
		compare(t, pattern, words)
	}
}

// compare holds a pattern against the reference on all words, and a few of
// them by way of inclusion, which is another road through the package.
func compare(t *testing.T, pattern string, words []string) (questions int) {
	t.Helper()
	m, referenceErr := referenceParse(pattern)
	l, err := automata.Parse(pattern)
	if errors.Is(err, automata.ErrTooComplex) {
		return 0
	}
	if (err == nil) != (referenceErr == nil) {
		t.Errorf("%q: error %v, reference %v", pattern, err, referenceErr)
	}
	if err != nil || referenceErr != nil {
		return 1
	}
	for i, word := range words {
		want := referenceMatch(m, word)
		if got := l.Contains(word); got != want {
			t.Errorf("%q contains %q: %v", pattern, word, got)
			return questions
		}
		questions++
		if i%37 == 0 {
			got, err := automata.Subset(automata.Exact(word), l)
			if got != want || err != nil {
				t.Errorf("%q includes %q: %v, %v", pattern, word, got, err)
				return questions
			}
			questions++
		}
	}
	return questions
}

// randomPattern writes a pattern by the grammar.
func randomPattern(r *rand.Rand) string {
	if r.IntN(4) == 0 {
		var b strings.Builder
		for range r.IntN(5) {
			b.WriteString(pick(r, "a", "b", "-", ".", "*", "?", `\`))
		}
		return b.String()
	}
	return "/" + randomTerm(r, 4) + "/"
}

func pick(r *rand.Rand, options ...string) string { return options[r.IntN(len(options))] }

func randomTerm(r *rand.Rand, depth int) string {
	if depth == 0 || r.IntN(5) == 0 {
		return pick(r, "a", "b", "-", `\.`, ".", "[ab]", "[^a]", "[a-c-]", "@", "#", "()", `"ab"`, "<0-11>", "<1-1>", `\w`, ".*")
	}
	sub := func() string { return randomTerm(r, depth-1) }
	switch r.IntN(8) {
	case 0:
		return "(" + sub() + "|" + sub() + ")"
	case 1:
		return "(" + sub() + "&" + sub() + ")"
	case 2:
		return "~(" + sub() + ")"
	case 3:
		return "(" + sub() + ")" + pick(r, "?", "*", "+", "{2}", "{1,}", "{0,2}")
	case 4:
		return sub() + "|" + sub()
	case 5:
		return sub() + "&" + sub()
	default:
		return sub() + sub()
	}
}

func TestAgainstReferenceOnRandomPatterns(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	words := texts("ab-.", 4)
	words = append(words, "1", "11", "01", "c", "é", "😀", "aé-", "ab1", "ababab", "aaaaaaa")
	questions := 0
	for range 3000 {
		questions += compare(t, randomPattern(r), words)
	}
	if questions < 500_000 {
		t.Errorf("only %d questions were asked", questions)
	}
}

// Any text between slashes: both must read it the same way or refuse it.
func TestAgainstReferenceOnRandomText(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	words := texts("a|)1", 3)
	for range 3000 {
		var b strings.Builder
		for range r.IntN(9) {
			b.WriteString(pick(r, "a", "1", "|", "&", "(", ")", "[", "]", "^", "-", "~", "*", "+", "?", "{1", "}", ",", "\\", "\"", "<", ">", ".", "#", "@", "d", "é"))
		}
		compare(t, "/"+b.String()+"/", words)
	}
}

type side struct {
	language *automata.Language
	matchers []matcher
	patterns []string
}

func (s *side) matches(text string) bool {
	for _, m := range s.matchers {
		if referenceMatch(m, text) {
			return true
		}
	}
	return false
}

// randomSide unites up to three random patterns.
func randomSide(t *testing.T, r *rand.Rand) *side {
	var s side
	var languages []*automata.Language
	for range r.IntN(3) + 1 {
		pattern := randomPattern(r)
		m, err := referenceParse(pattern)
		if err != nil {
			t.Fatal(pattern, err)
		}
		languages = append(languages, parse(t, pattern))
		s.matchers = append(s.matchers, m)
		s.patterns = append(s.patterns, pattern)
	}
	s.language = automata.Union(languages...)
	return &s
}

func TestAlgebra(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	words := texts("ab-.", 3)
	answered := 0
	for range 4000 {
		one, other := randomSide(t, r), randomSide(t, r)
		difference := automata.Minus(one.language, other.language)
		witness, found, err := difference.Witness()
		if errors.Is(err, automata.ErrTooComplex) {
			continue
		}
		answered++
		if found && (!one.matches(witness) || other.matches(witness)) {
			t.Errorf("%q without %q: %q is no witness", one.patterns, other.patterns, witness)
		}
		for _, word := range words {
			if found && len([]rune(word)) >= len([]rune(witness)) {
				break
			}
			if one.matches(word) && !other.matches(word) {
				t.Errorf("%q without %q: %q overlooked for %q, %v", one.patterns, other.patterns, word, witness, found)
			}
		}
		subset, err := automata.Subset(one.language, other.language)
		if subset == found || err != nil {
			t.Errorf("%q in %q: %v, %v with witness %q", one.patterns, other.patterns, subset, err, witness)
		}
		for law, holds := range map[string]func() (bool, error){
			"A ⊆ A∪B": func() (bool, error) {
				return automata.Subset(one.language, automata.Union(other.language, one.language))
			},
			"A∩B ⊆ B": func() (bool, error) {
				return automata.Subset(automata.Intersect(one.language, other.language), other.language)
			},
			"A∖B is disjoint from B": func() (bool, error) { return automata.Disjoint(difference, other.language) },
			"¬(A∪B) = ¬A∩¬B": func() (bool, error) {
				return automata.Equal(automata.Complement(automata.Union(one.language, other.language)),
					automata.Intersect(automata.Complement(one.language), automata.Complement(other.language)))
			},
			"(A∖B)∪(A∩B) = A": func() (bool, error) {
				return automata.Equal(automata.Union(difference, automata.Intersect(one.language, other.language)), one.language)
			},
			"¬¬A = A": func() (bool, error) {
				return automata.Equal(automata.Complement(automata.Complement(one.language)), one.language)
			},
		} {
			if ok, err := holds(); !ok && !errors.Is(err, automata.ErrTooComplex) {
				t.Errorf("%s fails for A = %q, B = %q", law, one.patterns, other.patterns)
			}
		}
	}
	if answered < 3900 {
		t.Errorf("only %d of 4000 pairs were decided", answered)
	}
}

// A finite language equals the union of its members.
func TestEqualToItsMembers(t *testing.T) {
	words := texts("ab-", 4)
	for _, pattern := range []string{
		"/[ab]{0,3}-?/", "/(a|b-){1,2}/", "/[ab\\-]{0,4}&~(.*aa.*)/", "/(~(a@)&[ab]{2}){2}/", "/[ab\\-]{1,3}&.*(a|-)&~(--.*)/",
	} {
		l := parse(t, pattern)
		var members []*automata.Language
		for _, word := range words {
			if l.Contains(word) {
				members = append(members, automata.Exact(word))
			}
		}
		if equal, err := automata.Equal(l, automata.Union(members...)); !equal || err != nil {
			t.Errorf("%q and its %d members: %v, %v", pattern, len(members), equal, err)
		}
		if equal, err := automata.Equal(l, automata.Union(members[1:]...)); equal || err != nil {
			t.Errorf("%q without one of its members: %v, %v", pattern, equal, err)
		}
	}
}
