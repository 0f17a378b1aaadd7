package source

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// explain turns an error of the library into ours: its place becomes a span,
// and its words those of somebody who writes YAML by hand.
func (r *yamlReader) explain(err error) {
	var le *yaml.LoadError
	if !errors.As(err, &le) {
		r.fail(ErrSyntax, r.span(0, min(1, len(r.src))), strings.TrimPrefix(err.Error(), "yaml: "))
		return
	}
	p := min(max(le.Mark.Index, 0), len(r.src)) // of a reader's error, in bytes
	if le.Mark.Line > 0 {
		p = r.offset(le.Mark.Line, max(le.Mark.Column, 1))
	}
	rest := r.src[p:]
	_, size := utf8.DecodeRune(rest)
	at := r.span(p, p+size)
	if le.Message == errDepth.Error() {
		r.enter(r.lim.Depth+1, at)
		return
	}
	ended := r.gap(p) == len(r.src)
	for _, e := range yamlErrors {
		if !strings.Contains(le.Message, e.says) || e.when != nil && !e.when(r, p) {
			continue
		}
		if e.atEnd {
			if !ended {
				continue
			}
			r.fail(ErrTruncated, r.span(len(r.src), len(r.src)), e.msg)
			return
		}
		r.fail(ErrSyntax, at, strings.ReplaceAll(e.msg, "%s", shown(rest)))
		return
	}
	if le.Stage == yaml.ComposerStage && size > 0 && rest[0] == '*' { // the only error of this stage
		end := p + 1
		for end < len(r.src) && !isBlankOrBreak(r.src[end]) && strings.IndexByte(",[]{}", r.src[end]) < 0 {
			end++
		}
		r.fail(ErrSyntax, r.span(p, end), fmt.Sprintf("the alias %q refers to nothing: no value above it has the anchor \"&%s\"; put a text that starts with \"*\" in quotes", r.src[p:end], r.src[p+1:end]))
		return
	}
	msg := le.Message
	if le.ContextMsg != "" {
		msg = le.ContextMsg + ": " + msg
	}
	r.fail(ErrSyntax, at, msg)
}

// shown is the first character of b in quotes.
func shown(b []byte) string {
	if len(b) == 0 {
		return "the end of the text"
	}
	c, _ := utf8.DecodeRune(b)
	if c < ' ' || c >= 0x7f && c < 0xa1 || c == '\ufeff' {
		return fmt.Sprintf("the character U+%04X", c)
	}
	return fmt.Sprintf("%q", string(c))
}

// yamlErrors translates what the library says; the first that fits counts.
var yamlErrors = []struct {
	says  string                          // part of the library's message
	when  func(r *yamlReader, p int) bool // nil: always
	atEnd bool                            // only at the text's end, which then is truncated
	msg   string                          // %s: the character at the place
}{
	{says: "found character that cannot start any token", when: at("\t"), msg: "a tab stands where YAML takes only spaces; indent with spaces"},
	{says: "found a tab character", msg: "a tab stands where YAML takes only spaces; indent with spaces"},
	{says: "found character that cannot start any token", msg: "a value cannot start with %s in YAML; put it in quotes"},
	{says: "mapping values are not allowed", when: secondColon, msg: `a second ":" follows on this line; put the value in quotes, or start a new line`},
	{says: "mapping values are not allowed", msg: `a name with ":" cannot stand here; the line's indentation does not fit, or the line before lacks its ":"`},
	{says: "did not find expected key", when: at("]}"), msg: "%s closes nothing"},
	{says: "did not find expected key", when: startsLine, msg: "the line's indentation fits none of the mappings above it; align it with the names it belongs to"},
	{says: "did not find expected key", msg: "%s follows the end of a value; put the whole value in quotes, or start a new line"},
	{says: "did not find expected '-' indicator", msg: `a list item has to start with "-" here; the line's indentation does not fit`},
	{says: "could not find expected ':'", msg: `the line before has a name without ":"; write "name: value"`},
	{says: "did not find expected ',' or ']'", atEnd: true, msg: `the text ends inside a list: its "[" is never closed; add "]"`},
	{says: "did not find expected ',' or '}'", atEnd: true, msg: `the text ends inside a mapping: its "{" is never closed; add "}"`},
	{says: "did not find expected ',' or ']'", when: at("}"), msg: `"}" stands where "]" has to close what "[" opened`},
	{says: "did not find expected ',' or '}'", when: at("]"), msg: `"]" stands where "}" has to close what "{" opened`},
	{says: "did not find expected ',' or ']'", msg: `a comma is missing before this, or "]" that closes the list`},
	{says: "did not find expected ',' or '}'", msg: `a comma is missing before this, or "}" that closes the mapping`},
	{says: "found unexpected end of stream", atEnd: true, msg: "the text ends inside quotes: the closing quote is missing"},
	{says: "found unexpected document indicator", msg: "a document marker stands inside quotes: the closing quote is missing before it"},
	{says: "did not find expected node content", atEnd: true, msg: "the text ends where a value belongs"},
	{says: "did not find expected node content", msg: "%s stands where a value belongs"},
	{says: "found unknown escape character", msg: "this is no escape in YAML's double quotes; write \\\\ for a backslash, or use single quotes"},
	{says: "did not find expected hexadecimal number", msg: `the escape lacks hexadecimal digits; \x takes two, \u four, \U eight`},
	{says: "found invalid Unicode character escape code", msg: "the escape stands for no Unicode character; YAML knows no surrogate pairs, write the character itself"},
	{says: "block sequence entries are not allowed", msg: `a list item cannot start here; put "-" on a line of its own below the name`},
	{says: "mapping keys are not allowed", msg: `"?" cannot stand here; put the value in quotes`},
	{says: "did not find expected comment or line break", msg: "%s follows the indicator of a block text; the text starts on the next line"},
	{says: "did not find expected <document start>", msg: `%s follows the end of the document; start another one with "---"`},
	{says: "did not find expected alphabetic or numeric character", msg: `"*" and "&" start an alias or anchor in YAML, and its name is missing; put the text in quotes`},
	{says: "found undefined tag handle", msg: "the tag is not declared; put the value in quotes if it is text"},
	{says: "found incompatible YAML document", msg: "the %YAML line asks for a version that is not known; remove it"},
	{says: "control characters are not allowed", when: at("\x00"), msg: "a zero byte stands in the text; the file may be UTF-16: save it as UTF-8"},
	{says: "control characters are not allowed", msg: "%s is not allowed in YAML"},
}

// at reports whether one of the characters stands at the place.
func at(chars string) func(*yamlReader, int) bool {
	return func(r *yamlReader, p int) bool { return p < len(r.src) && strings.IndexByte(chars, r.src[p]) >= 0 }
}

// before returns the line up to p.
func (r *yamlReader) before(p int) string {
	start := p
	for start > 0 && r.src[start-1] != '\n' && r.src[start-1] != '\r' {
		start--
	}
	return string(r.src[start:p])
}

func startsLine(r *yamlReader, p int) bool { return strings.Trim(r.before(p), " \t") == "" }

func secondColon(r *yamlReader, p int) bool { return strings.Contains(r.before(p), ": ") }
