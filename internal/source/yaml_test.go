package source

import (
	"strings"
	"testing"
)

func TestYAMLValues(t *testing.T) {
	for _, tt := range []struct{ src, want, notes string }{
		{"a: 1\nb: [x, 'y', \"z\"]\n", `{"a": 1, "b": ["x", "y", "z"]}`, ""},
		{"- true\n- False\n- ~\n- null\n-\n- yes\n", `[true, false, null, null, null, "yes"]`, ""},
		{"[0x10, 012, 1_000, .inf, 1.5e3, -7, 9.4, 9.4.1]", `[0x10, 012, 1_000, .inf, 1.5e3, -7, 9.4, "9.4.1"]`, ""},
		{"[2024-01-02, 2024-01-02T03:04:05Z]", `["2024-01-02", "2024-01-02T03:04:05Z"]`, ""},
		{"[!!str 12, !!int \"3\", !!float 3, !!bool \"True\", !!null \"\", !!int x, !mine 4, ! 12]",
			`["12", 3, 3, true, null, "x", "4", "12"]`, ""},
		{"123: a\ntrue: b\n~: c\n\"q\": d\n", `{"123": "a", "true": "b", "~": "c", "q": "d"}`, ""},
		{"a:\nb: \nc: # none\n", `{"a": null, "b": null, "c": null}`, ""},
		{"a: |\n  x\n   y\n\nb: >-\n  x\n  y\n", `{"a": "x\n y\n", "b": "x y"}`, ""},
		{"a: b\n  c\n\n  d\n", `{"a": "b c\nd"}`, ""},
		{"---\na: 1\n---\n# nothing\n---\nb: 2\n...\n", `{"a": 1} | {"b": 2}`, ""},
		{"\uFEFFa: 1\n", `{"a": 1}`, `bom "\ufeff"`},
		{"a: 1\r\nb: |\r\n  x\r\n  y\r\n", `{"a": 1, "b": "x\ny\n"}`, ""},
		{"a: 1\rb: 2\r", `{"a": 1, "b": 2}`, ""},
		{"a: 1\nb: 2\na: 3\n", `{"b": 2, "a": 3 over 1}`, `duplicate "a" of "a"`},
		{"a: 1\n\"a\": 2\n", `{"a": 2 over 1}`, `duplicate "\"a\"" of "a"`},
		{"a: &x {b: 1}\nc: *x\nd: [*x]\n", `{"a": {"b": 1}, "c": {"b": 1}, "d": [{"b": 1}]}`, `alias "*x" of "{b: 1}"; alias "*x" of "{b: 1}"`},
		{"a: &x 1\nb: &x 2\nc: *x\n", `{"a": 1, "b": 2, "c": 2}`, `alias "*x" of "2"`},
		{"&k a: 1\nb: *k\n", `{"a": 1, "b": "a"}`, `alias "*k" of "a"`},
		{"a: &x b\n*x : 1\n", `{"a": "b", "b": 1}`, `alias "*x" of "b"`},
		{"a: &x {p: 1, q: 2}\nb: {p: 0, <<: *x, r: 3}\n", `{"a": {"p": 1, "q": 2}, "b": {"p": 0, "q": 2, "r": 3}}`, `merge "<<" of "{p: 1, q: 2}"`},
		{"a: &x {p: 1}\nb: &y {p: 2, q: 3}\nc:\n  <<: [*x, *y]\n  z: 1\n", `{"a": {"p": 1}, "b": {"p": 2, "q": 3}, "c": {"p": 1, "q": 3, "z": 1}}`,
			`merge "<<" of "{p: 1}" of "{p: 2, q: 3}"`},
		{"<<: {a: 1}\nb: 2\n", `{"a": 1, "b": 2}`, `merge "<<"`},
		{"\"<<\": {a: 1}\nb: <<\n", `{"<<": {"a": 1}, "b": "<<"}`, ""},
		{"a: &x [1, &y 2]\nb: [*x, *y]\n", `{"a": [1, 2], "b": [[1, 2], 2]}`, `alias "*x" of "[1, &y 2]"; alias "*y" of "2"`},
		{"{\n\ta: 1,\n\tb: 2\n}\n", `{"a": 1, "b": 2}`, `tab "\t"`},
		{"? a\n: b\n? c\n", `{"a": "b", "c": null}`, ""},
		{"{a, b: , ? c}", `{"a": null, "b": null, "c": null}`, ""},
		{"[a: b, c]", `[{"a": "b"}, "c"]`, ""},
	} {
		f := Parse("roles.yml", []byte(tt.src), Limits{})
		if f.Err != nil {
			t.Errorf("%q: %v at %v", tt.src, f.Err, f.Err.Span)
			continue
		}
		if got := dump(f.Docs...); got != tt.want {
			t.Errorf("%q\n got %s\nwant %s", tt.src, got, tt.want)
		}
		if got := noteList(tt.src, f.Notes); got != tt.notes {
			t.Errorf("%q\n got notes %s\nwant notes %s", tt.src, got, tt.notes)
		}
		for _, d := range f.Docs {
			checkTree(t, f.Src, d)
		}
	}
}

// Marks stand around the values of every member called "v" or element below it,
// in the order of the text.
func TestYAMLSpans(t *testing.T) {
	for _, text := range []string{
		"v: «plain text» # comment\n",
		"v: «'it''s # no comment'» # comment\n",
		"v: «\"a \\\" b\"»\n",
		"v: «\"two\n  lines\"»\n",
		"v: «two\n  lines  and\n\n  more»  \n# comment\nw: 1\n",
		"v: «|\n  text\n   more\n\n  end»\n\n# comment\nw: 1\n",
		"v: «|-\n  text»",
		"v: «>\n  folded\n  text\n\n    kept\n  end»\n\n\nw: 1\n",
		"v: «>2\n   text\n  end»\nw: 1\n",
		"v: «|+»\n\nw: 1\n",
		"v: «|\n  text»\r\n\r\nw: 1\r\n",
		"v: «[a, [b, c], {d: e}, ]» # comment\n",
		"v: «[ # comment ]\n  a, # ]\n  b\n]»\n",
		"v: «{a: b, c: }»\n",
		"v: «{a, b}»\n",
		"v: «[\"]\", ']', ]»\n",
		"v:\n  «a: 1\n  b: 2» # comment\n\n# more\nw: 1\n",
		"v:\n  «a:\n    - b: |\n        text\n\n      c: d» # comment\n\n",
		"v:\n«- a\n- b»\nw: 1\n",
		"v:\n  «- a\n  -»\n",
		"v:«»\nw: 1\n",
		"v:«» # comment\n",
		"v: !!null«»\nw: 1\n",
		"v: &x «text»\n",
		"v: !!str &x «12»\n",
		"v: &x !<tag:yaml.org,2002:str> «12»\n",
		"v: &x\n  «a: 1»\n",
		"v: !!map # comment\n  «&y a: 1»\n",
		"v: &x «[a]»\n",
		"{v«», w: 1}",
		"{v:«», w: 1}",
		"{v: «x y» , w: 1}",
		"[v: «x»]",
		"? v # comment\n: «x»\n",
		"{\"é😀\": [é, é], v: «x é», w: 1}", // the library counts columns in code points
	} {
		src, want := unmark(t, text)
		f := Parse("roles.yml", []byte("\uFEFF"+src), Limits{})
		if f.Err != nil {
			t.Errorf("%q: %v", src, f.Err)
			continue
		}
		n := f.Docs[0]
		if n.Kind == Array {
			n = n.At(0)
		}
		v := n.Get("v")
		if v == nil {
			t.Errorf("%q has no v", src)
			continue
		}
		got := Span{v.Val.Start - len(bom), v.Val.End - len(bom)}
		if got != want[0] {
			t.Errorf("got  %q\nwant %q", mark(src, got), text)
		}
		checkTree(t, f.Src, f.Docs[0])
	}
}

func TestYAMLKeys(t *testing.T) {
	for _, text := range []string{
		"«a»: 1\n",
		"«\"a b\"» : 1\n",
		"&x «a»: 1\n",
		"!!str «a»: 1\n",
		"? «a»\n: 1\n",
		"{x: [é], «'a'»: 1}",
		"x: &x name\n«*x» : 1\n",
		"x: 1\n# comment\n«two words»:\n",
	} {
		src, want := unmark(t, text)
		f := Parse("roles.yml", []byte(src), Limits{})
		if f.Err != nil {
			t.Errorf("%q: %v", src, f.Err)
			continue
		}
		members := f.Docs[0].Children
		if got := members[len(members)-1].Key; got != want[0] {
			t.Errorf("got  %q\nwant %q", mark(src, got), text)
		}
	}
}

// The copy points at where the content is written and where it is used.
func TestYAMLAliasSites(t *testing.T) {
	src, want := unmark(t, "base: &b {«p»: «1»}\nrole:\n  <<: «*b»\n  q: 2\nlist: [«*b»]\n")
	f := Parse("roles.yml", []byte(src), Limits{})
	if f.Err != nil {
		t.Fatal(f.Err)
	}
	for path, site := range map[string]Span{"role": want[2], "list": want[3]} {
		n := f.Docs[0].Get(path)
		if path == "list" {
			n = n.At(0)
			if n.Alias != site {
				t.Errorf("list[0]: alias %v, want %v", n.Alias, site)
			}
		}
		p := n.Get("p")
		if p.Key != want[0] || p.Val != want[1] || p.Alias != site {
			t.Errorf("%v: key %v value %v alias %v, want %v %v %v", p.Path(), p.Key, p.Val, p.Alias, want[0], want[1], site)
		}
	}
	if q := f.Docs[0].Get("role").Get("q"); !q.Alias.IsZero() {
		t.Errorf("role.q has an alias %v", q.Alias)
	}
}

func TestYAMLErrors(t *testing.T) {
	for _, tt := range []struct {
		kind ErrorKind
		text string
		msg  string
	}{
		{ErrEmpty, "«»", "no YAML value"},
		{ErrEmpty, "# only this\n---\n«»", "no YAML value"},
		{ErrSyntax, "a:\n«\t»b: 1\n", "a tab stands where"},
		{ErrSyntax, "a: b«:» c\n", `a second ":"`},
		{ErrSyntax, "a: 1\n b«:» 2\n", "indentation does not fit"},
		{ErrSyntax, "a:\n  - x\n «y»: 1\n", "the line's indentation fits none"},
		{ErrSyntax, "- a\n«b»: 1\n", `start with "-"`},
		{ErrSyntax, "key: value\nkey2\n«k»ey3: 1\n", `a name without ":"`},
		{ErrSyntax, "a: \"x\" «y»\n", `"y" follows the end of a value`},
		{ErrSyntax, "a: [1]«]»\n", `"]" closes nothing`},
		{ErrSyntax, "a: «@»x\n", `cannot start with "@"`},
		{ErrSyntax, "a: \"«\\»q\"\n", "no escape"},
		{ErrSyntax, "names: [«*-logs»]\n", `the alias "*-logs" refers to nothing`},
		{ErrSyntax, "names: [*«]»\n", `its name is missing`},
		{ErrSyntax, "a: &a [«*a»]\n", "cannot hold itself"},
		{ErrSyntax, "a: &a\n  b: 1\n  <<: «*a»\n", "cannot hold itself"},
		{ErrSyntax, "? «[»a]\n: b\n", "list or mapping is used as a member name"},
		{ErrSyntax, "<<: «1»\n", "the merge key"},
		{ErrSyntax, "a: &x [1]\n<<: «*x»\n", "the merge key"},
		{ErrSyntax, "a: «\x01»\n", "U+0001 is not allowed"},
		{ErrSyntax, "é: «\x00»\n", "UTF-16"},
		{ErrSyntax, "{a: 1, b: 2«]»\n", `"]" stands where "}"`},
		{ErrTruncated, "a: {b: 1\n«»", `its "{" is never closed`},
		{ErrTruncated, "a: [1,\n«»", `where a value belongs`},
		{ErrTruncated, "a: 'x\n«»", "the closing quote is missing"},
	} {
		src, want := unmark(t, tt.text)
		f := Parse("roles.yml", []byte(src), Limits{})
		if f.Err == nil {
			t.Errorf("%q: no error", src)
			continue
		}
		if f.Err.Kind != tt.kind || f.Err.Span != want[0] {
			t.Errorf("got  %d %q\nwant %d %q (%s)", f.Err.Kind, mark(src, f.Err.Span), tt.kind, tt.text, f.Err.Msg)
		}
		if !strings.Contains(f.Err.Msg, tt.msg) || strings.Contains(f.Err.Msg, "\n") {
			t.Errorf("%q\n got message %s\nwant a part %s", src, f.Err.Msg, tt.msg)
		}
	}
}

func TestParseYAMLPart(t *testing.T) {
	src, want := unmark(t, "# Title\n```yaml\n«role:\n  cluster: [«all»]\n»```\n")
	f := &File{Name: "page.md", Src: []byte(src)}
	docs, notes, err := f.ParseYAML(want[0], Limits{})
	if err != nil || len(notes) > 0 || len(docs) != 1 {
		t.Fatal(docs, notes, err)
	}
	if n := docs[0].Get("role").Get("cluster").At(0); n.Val != want[1] {
		t.Errorf("got %s", mark(src, n.Val))
	}
	f.Src = append(f.Src, "a: \xff"...)
	if _, _, err = f.ParseYAML(Span{len(src), len(f.Src)}, Limits{}); err == nil || err.Kind != ErrEncoding || err.Span != (Span{len(src) + 3, len(src) + 4}) {
		t.Errorf("no UTF-8: %v", err)
	}
	if _, _, err = f.ParseYAML(Span{0, 4}, Limits{}); err == nil || err.Kind != ErrEmpty || err.Span != (Span{4, 4}) {
		t.Errorf("only a comment: %v", err)
	}
}
