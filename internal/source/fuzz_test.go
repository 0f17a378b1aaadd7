package source

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
)

// FuzzJSON compares with encoding/json and reads every value's text again.
func FuzzJSON(f *testing.F) {
	for _, s := range []string{
		`{"a": [1, -2.5e3, true, null, "x\n\u00e9\ud83d\ude00"], "a": {}}`,
		"{} // c\n[1,]", "\uFEFF{}", `["\ud83d"]`, `{"a" 1}`, "1 2", `"\`, `[0e-`, `{"":{"":[]}}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		file := Parse("a.json", src, Limits{})
		for _, d := range file.Docs {
			checkTree(t, src, d)
			checkJSONTexts(t, src, d)
		}
		if e := file.Err; e != nil && (e.Span.Start < 0 || e.Span.End > len(src) || e.Span.Start >= e.Span.End && e.Span.Start != len(src)) {
			t.Fatalf("error at %v in %d bytes", e.Span, len(src))
		}
		strict := bytes.TrimPrefix(src, []byte(bom))
		if file.Err != nil {
			if file.Err.Kind != ErrLimit && file.Err.Kind != ErrEncoding && json.Valid(strict) {
				t.Fatalf("refuses valid JSON: %v", file.Err)
			}
			return
		}
		for _, n := range file.Notes {
			if n.Kind == NoteComment || n.Kind == NoteTrailingComma {
				return
			}
		}
		dec := json.NewDecoder(bytes.NewReader(strict))
		dec.UseNumber()
		for _, d := range file.Docs {
			var want any
			if err := dec.Decode(&want); err != nil {
				t.Fatalf("takes what encoding/json refuses: %v", err)
			}
			if got := plainValue(d); !reflect.DeepEqual(got, want) {
				t.Fatalf("got %v, want %v", got, want)
			}
		}
		var more any
		if err := dec.Decode(&more); !errors.Is(err, io.EOF) {
			t.Fatalf("encoding/json sees more: %v %v", more, err)
		}
	})
}

// plainValue is what encoding/json makes of the value.
func plainValue(n *Node) any {
	switch n.Kind {
	case Object:
		m := map[string]any{}
		for _, c := range n.Children {
			m[c.Name] = plainValue(c)
		}
		return m
	case Array:
		a := []any{}
		for _, c := range n.Children {
			a = append(a, plainValue(c))
		}
		return a
	case String:
		return n.Text
	case Number:
		return json.Number(n.Text)
	case Bool:
		return n.Text == "true"
	}
	return nil
}

func checkJSONTexts(t *testing.T, src []byte, n *Node) {
	t.Helper()
	part := src[n.Val.Start:n.Val.End]
	again := Parse("a.json", part, Limits{})
	if again.Err != nil || len(again.Docs) != 1 || dump(again.Docs[0]) != dump(n) {
		t.Fatalf("%v: %q reads as %s, error %v, want %s", n.Path(), part, dump(again.Docs...), again.Err, dump(n))
	}
	if n.Key != (Span{}) {
		key := Parse("a.json", src[n.Key.Start:n.Key.End], Limits{})
		if key.Err != nil || key.Docs[0].Text != n.Name {
			t.Fatalf("%v: key %q", n.Path(), src[n.Key.Start:n.Key.End])
		}
	}
	if n.Kind == String {
		file := &File{Src: src}
		if got, ok := file.SubSpan(n, 0, len(n.Text)); !ok || got != (Span{n.Val.Start + 1, n.Val.End - 1}) {
			t.Fatalf("%v: the whole of %q is %v %v", n.Path(), part, got, ok)
		}
	}
	if len(n.Path()) < 4 { // reading every level again costs the square
		for _, c := range n.Children {
			checkJSONTexts(t, src, c)
		}
	}
}

// FuzzYAML checks the tree and reads every scalar of one line again.
func FuzzYAML(f *testing.F) {
	for _, s := range []string{
		"role:\n  cluster: [all]\n  indices:\n  - names: ['a*', \"b\\n\"]\n    query: |\n      {\"a\": 1}\n\n# end\n",
		"a: &x {b: 1}\nc: *x\nd: {<<: *x, e: !!str 2}\n", "? a\n: b\n", "- a\n  b\n- >2\n   c\n  d\n", "a:\nb: \n- ",
		"\uFEFF---\r\na: é\r\n...\r\n---\r\n", "[a: b, ? c, {d, e: }]", "{\n\ta: 1}", "a: !<x> &y 'it''s'\n", "a: [", "a: \"\\x\"",
		"&a [*a]", "a: |+\n\n\n", "a: b\u0085c\u2028d", "- - - a\n    - b\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		file := Parse("a.yml", src, Limits{Nodes: 10_000})
		if e := file.Err; e != nil && (e.Span.Start < 0 || e.Span.End > len(src) || e.Span.Start >= e.Span.End && e.Span.Start != len(src) || e.Msg == "") {
			t.Fatalf("error %q at %v in %d bytes", e.Msg, e.Span, len(src))
		}
		for _, d := range file.Docs {
			checkTree(t, src, d)
			// Explicit keys and byte order marks inside of a text make scalars that
			// read otherwise by themselves; their place is checked by the tree.
			if file.Syntax == YAML && !bytes.ContainsAny(src, "?\uFEFF") {
				checkYAMLTexts(t, file, d)
			}
		}
		for _, n := range file.Notes {
			if n.Span.Start < 0 || n.Span.End < n.Span.Start || n.Span.End > len(src) {
				t.Fatalf("note %+v", n)
			}
		}
	})
}

func checkYAMLTexts(t *testing.T, file *File, n *Node) {
	t.Helper()
	if !n.Alias.IsZero() {
		return // its text is read in its own place; it may be a key's
	}
	for _, c := range n.Children {
		checkYAMLTexts(t, file, c)
	}
	part := string(file.Src[n.Val.Start:n.Val.End])
	if n.Kind == Object || n.Kind == Array || part == "" || part[0] == '|' || part[0] == '>' || strings.ContainsAny(part, "\n\r\u0085\u2028\u2029") {
		return
	}
	// What stands in a flow collection may read otherwise outside of one.
	if !readsAs(file, n, "- "+part) && !readsAs(file, n, "[x, "+part+"]") && !readsAs(file, n, "["+part+"]") {
		t.Fatalf("%v: %q does not read as %s", n.Path(), part, dump(n))
	}
	if n.Kind == String {
		if _, ok := file.SubSpan(n, 0, len(n.Text)); !ok {
			t.Fatalf("%v: no place of %q in %q", n.Path(), n.Text, part)
		}
	}
}

// readsAs reports whether the last element of a sequence is the scalar n.
func readsAs(file *File, n *Node, text string) bool {
	again := Parse("a.yml", []byte(text), Limits{})
	if again.Err != nil || len(again.Docs) != 1 || len(again.Docs[0].Children) == 0 {
		return false
	}
	got := again.Docs[0].Children[len(again.Docs[0].Children)-1]
	// A tag decides the kind, and stands outside of the value.
	if bytes.IndexByte(file.Src, '!') >= 0 {
		return n.Kind != String || got.Kind != String || got.Text == n.Text
	}
	return dump(got) == dump(n)
}
