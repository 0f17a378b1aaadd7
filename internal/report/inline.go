package report

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// inline returns a text that may hold names from outside as Markdown that is
// inert. GitHub and GitLab look for mentions (@org/team), references (#1, GH-1,
// a commit), links and emoji after they have read entities and escapes
// (github/cmark-gfm issue 181), but never in code. So what stands in quotes
// becomes code, and so does every word that is more than letters or a number.
func inline(s string) string {
	s = Escape(s)
	var b strings.Builder
	afterCode := false
	writeCode := func(text string) {
		if afterCode { // two spans of backticks would be one
			b.WriteString("<code>" + entities(text) + "</code>")
		} else {
			b.WriteString(code(text))
		}
		afterCode = true
	}
	for _, piece := range pieces(s) {
		switch before, core, after := withinPunctuation(piece); {
		case quoted(piece) != "":
			writeCode(quoted(piece))
		case core == "":
			b.WriteString(entities(piece))
			afterCode = false
		case plainWord.MatchString(core) && !commit.MatchString(core):
			b.WriteString(entities(piece))
			afterCode = false
		default:
			if before != "" {
				b.WriteString(entities(before))
				afterCode = false
			}
			writeCode(core)
			if after != "" {
				b.WriteString(entities(after))
				afterCode = false
			}
		}
	}
	return b.String()
}

var (
	// quotedText is a list of quoted texts, or one in quotes, as %q writes it, or
	// one in backticks.
	quotedText = regexp.MustCompile(`\["(?:[^"\\]|\\.)*"(?:, "(?:[^"\\]|\\.)*")*\]|"(?:[^"\\]|\\.)*"|` + "`[^`]+`")
	// plainWord is a word of prose, or a number such as that of a version.
	plainWord = regexp.MustCompile(`^(?:[\pL\pM]+(?:[-'’/][\pL\pM]+)*|[0-9]+(?:\.[0-9]+)*|e\.g|i\.e)$`)
	// commit is what a commit may be called.
	commit = regexp.MustCompile(`^[0-9a-fA-F]{7,}$`)
)

// pieces cuts a text into what stands in quotes, words and blanks.
func pieces(s string) []string {
	var out []string
	at := 0
	for _, quote := range quotedText.FindAllStringIndex(s, -1) {
		out = append(append(out, words(s[at:quote[0]])...), s[quote[0]:quote[1]])
		at = quote[1]
	}
	return append(out, words(s[at:])...)
}

// words cuts a text into words and blanks.
func words(s string) []string {
	var out []string
	for s != "" {
		first, _ := utf8.DecodeRuneInString(s)
		blank := unicode.IsSpace(first)
		n := strings.IndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) != blank })
		if n < 0 {
			n = len(s)
		}
		out, s = append(out, s[:n]), s[n:]
	}
	return out
}

// quoted returns what stands in quotes; a list, and what is empty, with them.
// It returns "" for what does not stand in quotes.
func quoted(piece string) string {
	if quotedText.FindString(piece) != piece {
		return ""
	}
	if piece == `""` || strings.HasPrefix(piece, "[") {
		return piece
	}
	if text, err := strconv.Unquote(piece); err == nil {
		return text
	}
	return piece[1 : len(piece)-1]
}

// withinPunctuation cuts off the punctuation around a word. A colon in front
// stays with it, which could begin an emoji.
func withinPunctuation(s string) (before, core, after string) {
	core = strings.TrimLeft(s, punctuation)
	before = s[:len(s)-len(core)]
	after = core
	core = strings.TrimRight(core, punctuation+":")
	return before, core, after[len(core):]
}

const punctuation = " \u00a0,.;?()'’“”–—…·→\""
