package source

import "testing"

func TestNotation(t *testing.T) {
	for _, tt := range []struct {
		name, src string
		want      Syntax
		err       ErrorKind
	}{
		{"a.json", `{"a": 1}`, JSON, 0},
		{"a.JSON", `{"a": 1}`, JSON, 0},
		{"a.json", "a: 1\n", JSON, ErrSyntax},
		{"a.jsonc", `{"a": 1, // one` + "\n}", JSON, 0},
		{"a.ndjson", "{}\n{}", JSON, 0},
		{"a.yml", "a: 1\n", YAML, 0},
		{"a.yaml", ` {"a": 1}`, JSON, 0},
		{"a.yml", "\uFEFF{\"a\": 1, \"a\": 2}", JSON, 0},
		{"a.yml", "{\"a\": 1, } # YAML\n", YAML, 0},
		{"a.yml", "{a: 1}\n", YAML, 0},
		{"a.yml", "{}\n{}", YAML, ErrSyntax},
		{"a.yml", `{"a" 1}`, YAML, ErrSyntax},
		{"role", `{"a": 1}`, JSON, 0},
		{"role", "// comment\n[1, ]", JSON, 0},
		{"role", "{a: 1}", YAML, 0},
		{"role", "a: 1\n", YAML, 0},
		{"role", "{'a: 1", JSON, ErrSyntax},
		{"", "", YAML, ErrEmpty},
	} {
		f := Parse(tt.name, []byte(tt.src), Limits{})
		var kind ErrorKind
		if f.Err != nil {
			kind = f.Err.Kind
		}
		if f.Syntax != tt.want || kind != tt.err {
			t.Errorf("%s %q: %v, error %v, want %v, error kind %d", tt.name, tt.src, f.Syntax, f.Err, tt.want, tt.err)
		}
	}
}

func TestUnreadable(t *testing.T) {
	for _, tt := range []struct {
		name, src string
		kind      ErrorKind
		span      Span
	}{
		{"a.json", "{\"a\": \"\xe9\"}", ErrEncoding, Span{7, 8}},
		{"a.yml", "a: \xc3", ErrEncoding, Span{3, 4}},
		{"a.json", "\xff\xfe{\x00}\x00", ErrEncoding, Span{0, 2}},
		{"a.yml", "\xfe\xff\x00a", ErrEncoding, Span{0, 2}},
		{"a.yml", "a: 12345678901234567890", ErrLimit, Span{20, 21}},
	} {
		f := Parse(tt.name, []byte(tt.src), Limits{Bytes: 20})
		if f.Err == nil || f.Err.Kind != tt.kind || f.Err.Span != tt.span || len(f.Docs) > 0 {
			t.Errorf("%q: %+v, want kind %d at %v", tt.src, f.Err, tt.kind, tt.span)
		}
	}
}
