package edit

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/rolelint/rolelint/internal/source"
)

// quotes are how a text is written: plain, in single or in double quotes.
type quotes byte

const (
	plain  quotes = 0
	single quotes = '\''
	double quotes = '"'
)

// quotesOf returns how a token is written.
func (t *text) quotesOf(s source.Span) quotes {
	if s.Start < s.End && (t.src[s.Start] == '"' || t.src[s.Start] == '\'') {
		return quotes(t.src[s.Start])
	}
	return plain
}

// likeIn returns how texts are written in and around a container: as the first
// text in it, or else in the container around it.
func (t *text) likeIn(n *source.Node) quotes {
	if !t.yaml() {
		return double
	}
	for ; n != nil; n = n.Parent {
		if s, ok := firstText(n); ok {
			return t.quotesOf(s)
		}
	}
	return plain
}

// samples is how many values of a collection are looked at for how they are
// written.
const samples = 16

// firstText finds a String that stands in place.
func firstText(n *source.Node) (source.Span, bool) {
	if !n.Alias.IsZero() {
		return source.Span{}, false
	}
	if n.Kind == source.String {
		return n.Val, true
	}
	for _, c := range n.Children[:min(len(n.Children), samples)] {
		if s, ok := firstText(c); ok {
			return s, true
		}
	}
	return source.Span{}, false
}

// written returns a text as a token; flow says that it stands in brackets.
func (t *text) written(s string, q quotes, flow bool) string {
	switch {
	case !t.yaml():
	case q == plain && isPlain(s, flow):
		return s
	case q == single && !strings.ContainsFunc(s, unicode.IsControl) && !strings.ContainsAny(s, "\u2028\u2029\ufeff"):
		return "'" + strings.ReplaceAll(s, "'", "''") + "'"
	}
	return quoted(s)
}

func quoted(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string always encodes
	return strings.TrimSuffix(b.String(), "\n")
}

// isPlain reports whether YAML reads a text without quotes as that text. That
// of YAML 1.1, which Elasticsearch's parser is, has more words that are none.
func isPlain(s string, flow bool) bool {
	switch strings.ToLower(s) {
	case "y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", "":
		return false
	}
	if strings.ContainsFunc(s, func(r rune) bool { return r > 0x7e || r < ' ' }) {
		return false
	}
	value := s
	if flow {
		value = "[" + s + "]"
	}
	f := source.Parse("value.yaml", []byte("key: "+value+"\n"), source.Limits{Nodes: 10})
	if f.Err != nil || len(f.Docs) != 1 || len(f.Notes) > 0 || len(f.Docs[0].Children) != 1 {
		return false
	}
	n := f.Docs[0].Get("key")
	if flow {
		if n == nil || len(n.Children) != 1 {
			return false
		}
		n = n.Children[0]
	}
	return n != nil && n.Kind == source.String && n.Text == s && n.Val.End-n.Val.Start == len(s)
}

// scalar returns a value that is no collection as a token.
func (t *text) scalar(v any, q quotes, flow bool) (string, error) {
	switch v := v.(type) {
	case string:
		return t.written(v, q, flow), nil
	case bool:
		return strconv.FormatBool(v), nil
	case int:
		return strconv.Itoa(v), nil
	case json.Number:
		return v.String(), nil
	case nil:
		return "null", nil
	}
	return "", fmt.Errorf("cannot write a %T", v)
}

// list returns the elements of a value that is a list.
func list(v any) ([]any, bool) {
	switch v := v.(type) {
	case []any:
		return v, true
	case []string:
		out := make([]any, len(v))
		for i, s := range v {
			out[i] = s
		}
		return out, true
	}
	return nil, false
}
