package suppress

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/rolelint/rolelint/internal/source"
)

// opening is how a comment that suppresses begins.
const opening = "rolelint:ignore"

// grammar is what is said where a comment does not follow it.
const grammar = `write "rolelint:ignore RULE, RULE until 2027-01-31 -- reason", of which the date and the reason may be left out`

// MaxRules is how many rules a comment, or an entry of metadata, may name.
const MaxRules = 50

// word is a piece of a comment.
type word struct {
	text string
	at   source.Span
}

// directive is what a comment says.
type directive struct {
	at      source.Span // the comment
	rules   []word
	expires string // the last day; "" where none is stated
	reason  string
	// wrong says why the comment suppresses nothing; "" where it does.
	wrong   string
	wrongAt source.Span
}

// nearly finds comments that mean to suppress and are spelled otherwise.
var nearly = regexp.MustCompile(`(?i)^rolelint[\s:_-]*(ignore|disable|suppress|nolint|allow|skip)`)

// parseDirective reads a comment; false where it is about something else.
func parseDirective(src []byte, at source.Span) (directive, bool) {
	d := directive{at: at}
	text := string(src[at.Start:at.End])
	body := strings.TrimLeft(text, "#/* \t")
	start := at.Start + len(text) - len(body)
	if strings.HasPrefix(text, "/*") {
		body = strings.TrimSuffix(body, "*/")
	}
	rest, ok := strings.CutPrefix(body, opening)
	if !ok || rest != "" && !strings.ContainsAny(rest[:1], " \t\r\n") {
		if !nearly.MatchString(body) {
			return d, false
		}
		d.fail(at, "this comment suppresses nothing: "+grammar)
		return d, true
	}
	d.read(words(rest, start+len(opening)))
	return d, true
}

// words cuts a text at blanks, and commas off, up to the reason, which is the
// last word.
func words(text string, base int) []word {
	var out []word
	for i := 0; i < len(text); {
		switch {
		case strings.IndexByte(" \t\r\n", text[i]) >= 0:
			i++
			continue
		case text[i] == ',':
			out = append(out, word{",", source.Span{Start: base + i, End: base + i + 1}})
			i++
			continue
		}
		end := i
		for end < len(text) && strings.IndexByte(" \t\r\n,", text[end]) < 0 {
			end++
		}
		out = append(out, word{text[i:end], source.Span{Start: base + i, End: base + end}})
		if text[i:end] == "--" {
			return append(out, word{strings.Join(strings.Fields(text[end:]), " "), source.Span{Start: base + end, End: base + len(text)}})
		}
		i = end
	}
	return out
}

// read takes the words in the order of the grammar.
func (d *directive) read(words []word) {
	next := func() (w word, ok bool) {
		if len(words) == 0 {
			return word{at: d.at}, false
		}
		w, words = words[0], words[1:]
		return w, true
	}
	for {
		w, ok := next()
		if !ok || w.text == "," || w.text == "--" || w.text == "until" {
			d.fail(w.at, "a rule is missing, so that this comment suppresses nothing: "+grammar)
			return
		}
		if !slices.ContainsFunc(d.rules, func(have word) bool { return have.text == w.text }) {
			d.rules = append(d.rules, w)
		}
		if len(d.rules) > MaxRules {
			d.fail(w.at, fmt.Sprintf("more than %d rules in one comment, so that it suppresses nothing", MaxRules))
			return
		}
		if len(words) == 0 || words[0].text != "," {
			break
		}
		words = words[1:]
	}
	w, ok := next()
	if ok && w.text == "until" {
		day, _ := next()
		if problem := CheckDate(day.text); problem != "" {
			d.fail(day.at, problem+", so that this comment suppresses nothing")
			return
		}
		d.expires = day.text
		w, ok = next()
	}
	switch {
	case ok && w.text == "--":
		reason, _ := next()
		d.reason = reason.text
	case ok:
		d.fail(w.at, fmt.Sprintf(`%q is out of place, so that this comment suppresses nothing: rules are separated by commas, and a reason stands behind " -- "`, w.text))
	}
}

func (d *directive) fail(at source.Span, message string) { d.wrong, d.wrongAt = message, at }

// CheckDate returns what is wrong with a date; "" for one such as 2027-01-31.
func CheckDate(text string) string {
	if _, err := time.Parse(time.DateOnly, text); err != nil {
		if text == "" {
			return "a date is missing, such as 2027-01-31"
		}
		return fmt.Sprintf("%q is no date such as 2027-01-31", text)
	}
	return ""
}
