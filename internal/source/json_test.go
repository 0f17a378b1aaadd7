package source

import (
	"strings"
	"testing"
)

func TestJSONValues(t *testing.T) {
	for _, tt := range []struct{ src, want, notes string }{
		{`{}`, `{}`, ""},
		{` [ 1 , -2.5e+3, 0, 1E400 ] `, `[1, -2.5e+3, 0, 1E400]`, ""},
		{`{"a": true, "b": null, "c": [false]}`, `{"a": true, "b": null, "c": [false]}`, ""},
		{`"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00"`, `"\"\\/\b\f\n\r\té😀"`, ""},
		{`["\ud83d", "\ud83d\u0041", "\ude00x"]`, `["` + "\uFFFD" + `", "` + "\uFFFD" + `A", "` + "\uFFFD" + `x"]`, ""},
		{`"` + "\x7f\u2028" + `"`, `"\x7f\u2028"`, ""},
		{"\uFEFF{}", `{}`, `bom "\ufeff"`},
		{"{ // one\n\"a\": /* two */ 1 # three\n}", `{"a": 1}`, `comment "// one"; comment "/* two */"; comment "# three"`},
		{`{"a": [1, 2, ], }`, `{"a": [1, 2]}`, `comma ","; comma ","`},
		{`{"a": 1, "b": 2, "a": 3, "a": 4}`, `{"b": 2, "a": 4 over 1 over 3}`,
			`duplicate "\"a\"" of "\"a\""; duplicate "\"a\"" of "\"a\"" of "\"a\""`},
		{`{"a": 1, "\u0061": 2}`, `{"a": 2 over 1}`, `duplicate "\"\\u0061\"" of "\"a\""`},
		{"{\"a\":1}\n{\"b\":2}\n", `{"a": 1} | {"b": 2}`, ""},
		{`{}[]1 "x"`, `{} | [] | 1 | "x"`, ""},
	} {
		f := Parse("role.json", []byte(tt.src), Limits{})
		if f.Err != nil {
			t.Errorf("%s: %v at %v", tt.src, f.Err, f.Err.Span)
			continue
		}
		if got := dump(f.Docs...); got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.src, got, tt.want)
		}
		if got := noteList(tt.src, f.Notes); got != tt.notes {
			t.Errorf("%s\n got notes %s\nwant notes %s", tt.src, got, tt.notes)
		}
		for _, d := range f.Docs {
			checkTree(t, f.Src, d)
		}
	}
}

func TestJSONSpans(t *testing.T) {
	for _, tt := range []struct {
		path Path
		key  bool
		text string
	}{
		{nil, false, " «{\"a\": 1}» \n"},
		{Path{Key("a")}, true, `{«"a"» : 1}`},
		{Path{Key("a")}, false, `{"é": 0, "a" : «-1.5» }`},
		{Path{Key("a"), Idx(1)}, false, `{"a": ["x\"y", «"b\u0063"»]}`},
		{Path{Key("a"), Idx(0), Key("b")}, false, "\uFEFF{\"a\": [{\"b\": «[ 1,\n 2 ]»}]}"},
	} {
		text, want := unmark(t, tt.text)
		f := Parse("role.json", []byte(text), Limits{})
		if f.Err != nil {
			t.Errorf("%s: %v", text, f.Err)
			continue
		}
		n, rest := f.Docs[0].Resolve(tt.path)
		if len(rest) > 0 {
			t.Errorf("%s has no %v", text, tt.path)
			continue
		}
		got := n.Val
		if tt.key {
			got = n.Key
		}
		if got != want[0] {
			t.Errorf("got  %s\nwant %s", mark(text, got), tt.text)
		}
	}
}

func TestJSONErrors(t *testing.T) {
	for _, tt := range []struct {
		kind ErrorKind
		text string
		msg  string // part of the message
	}{
		{ErrEmpty, "«»", "no JSON value"},
		{ErrEmpty, " \n// only this\n«»", "no JSON value"},
		{ErrTruncated, `{"a": {"b": [1, 2«»`, `inside "a.b": its "[" is never closed; add "]"`},
		{ErrTruncated, `{"a": 1, «»`, `inside the object: its "{" is never closed`},
		{ErrTruncated, `{"a" «»`, `its "{" is never closed`},
		{ErrTruncated, `{"a": «»`, `its "{" is never closed`},
		{ErrTruncated, `["a«»`, "closing double quote"},
		{ErrTruncated, `["a\«»`, "closing double quote"},
		{ErrTruncated, `["a\u00«»`, "closing double quote"},
		{ErrTruncated, `[1 /* x«»`, `"/*" is never closed`},
		{ErrTruncated, `[-«»`, "inside a number"},
		{ErrSyntax, "{\"a\": 1\n«\"»b\": 2}", "comma is missing"},
		{ErrSyntax, "[1 «2»]", "comma is missing"},
		{ErrSyntax, "[1 «true»]", "comma is missing"},
		{ErrSyntax, `{"a" «"»b"}`, `":" is missing after the member name "a"`},
		{ErrSyntax, `{"a" «=» 1}`, `"=" stands where ":" belongs`},
		{ErrSyntax, `{"a"«}»`, `member "a" has no value`},
		{ErrSyntax, `{"a": «}»`, "a value is missing"},
		{ErrSyntax, `{"a": 1«:» 2}`, `a second ":"`},
		{ErrSyntax, `["a"«:» 2]`, "needs an object"},
		{ErrSyntax, `{"a": [1«}»`, `"}" stands where "]"`},
		{ErrSyntax, `{"a": 1«]»`, `"]" stands where "}"`},
		{ErrSyntax, `{«]»`, `"]" stands where "}"`},
		{ErrSyntax, `[«,»1]`, "a value is missing"},
		{ErrSyntax, `[1,«,»2]`, "a value is missing"},
		{ErrSyntax, `{«,»"a": 1}`, "a member is missing"},
		{ErrSyntax, `{«'a'»: 1}`, "not single quotes"},
		{ErrSyntax, `{"a": «'b'»}`, "not single quotes"},
		{ErrSyntax, `{«name»: 1}`, `"name" needs double quotes`},
		{ErrSyntax, `{«5»: 1}`, `"5" needs double quotes`},
		{ErrSyntax, `{"a": «all»}`, "a string needs double quotes"},
		{ErrSyntax, `{"a": «True»}`, "lower case in JSON: true"},
		{ErrSyntax, `{"a": «None»}`, "write null"},
		{ErrSyntax, `{"a": «NaN»}`, "finite numbers"},
		{ErrSyntax, `{"a": «-Infinity»}`, "finite numbers"},
		{ErrSyntax, `{"a": «nullx»}`, "a string needs double quotes"},
		{ErrSyntax, `[«+1»]`, "without the plus sign"},
		{ErrSyntax, `[«01»]`, "leading zeros"},
		{ErrSyntax, `[«-01»]`, "leading zeros"},
		{ErrSyntax, `[«.5»]`, "both sides of the point"},
		{ErrSyntax, `[«1.»]`, "both sides of the point"},
		{ErrSyntax, `[«0x1F»]`, "only decimal"},
		{ErrSyntax, `[«1e»]`, "no JSON number"},
		{ErrSyntax, `[«9.4.1»]`, "no JSON number"},
		{ErrSyntax, "[«\"a»\n]", "not closed before its line ends"},
		{ErrSyntax, "[\"a«\t»b\"]", `write it as \t`},
		{ErrSyntax, "[\"a«\x01»b\"]", `write it as \u0001`},
		{ErrSyntax, `["a«\d»"]`, `\d is no escape`},
		{ErrSyntax, `["a«\u00»g0"]`, `four hexadecimal digits`},
		{ErrSyntax, "[\"a«\\»\nb\"]", `a backslash ends the line`},
		{ErrSyntax, `{"query": «"""»{"term": 1}"""}`, "Kibana's Console"},
		{ErrSyntax, `[«“»a”]`, "typographic quote"},
		{ErrSyntax, "[1,«\u00a0»2]", "U+00A0"},
		{ErrSyntax, "[1,«\x00»2]", "UTF-16"},
		{ErrSyntax, `[«/»]`, `"/" stands where a value belongs`},
		{ErrSyntax, `{}«}»`, "closes nothing"},
		{ErrSyntax, `{}«,» {}`, "need an array"},
		{ErrSyntax, `"a"«:» {}`, "need braces"},
		{ErrSyntax, `{} «hello»`, "a string needs double quotes"},
	} {
		text, want := unmark(t, tt.text)
		f := Parse("role.json", []byte(text), Limits{})
		if f.Err == nil {
			t.Errorf("%s: no error", text)
			continue
		}
		if f.Err.Kind != tt.kind || f.Err.Span != want[0] {
			t.Errorf("got  %d %s\nwant %d %s", f.Err.Kind, mark(text, f.Err.Span), tt.kind, tt.text)
		}
		if !strings.Contains(f.Err.Msg, tt.msg) || strings.Contains(f.Err.Msg, "\n") {
			t.Errorf("%s\n got message %s\nwant a part %s", text, f.Err.Msg, tt.msg)
		}
	}
}

// What was read before an error stays.
func TestDocsBeforeAnError(t *testing.T) {
	f := Parse("roles.ndjson", []byte("{\"a\":1}\n{\"b\":2}\n{\"c\"\n"), Limits{})
	if got := dump(f.Docs...); got != `{"a": 1} | {"b": 2}` || f.Err == nil {
		t.Errorf("docs %s, error %v", got, f.Err)
	}
	f = Parse("roles.yml", []byte("a: 1\n---\nb: 2\n---\nc: [\n"), Limits{})
	if got := dump(f.Docs...); got != `{"a": 1} | {"b": 2}` || f.Err == nil {
		t.Errorf("docs %s, error %v", got, f.Err)
	}
}
