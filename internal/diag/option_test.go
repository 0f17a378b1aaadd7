package diag

import (
	"encoding/json"
	"reflect"
	"testing"
)

func TestConvert(t *testing.T) {
	for _, c := range []struct {
		kind OptionType
		in   any
		want any
		err  string
	}{
		{StringOption, "a", "a", ""},
		{StringOption, nil, "", ""},
		{StringOption, json.Number("1"), nil, "must be a string"},
		{StringOption, []any{"a"}, nil, "must be a string"},
		{StringsOption, []any{"a", "b"}, []string{"a", "b"}, ""},
		{StringsOption, []string{"a"}, []string{"a"}, ""},
		{StringsOption, []any{}, []string{}, ""},
		{StringsOption, nil, []string{}, ""},
		{StringsOption, "a", nil, "must be a list of strings"},
		{StringsOption, []any{"a", true}, nil, "must be a list of strings"},
		{IntegerOption, json.Number("12"), 12, ""},
		{IntegerOption, json.Number("-3"), -3, ""},
		{IntegerOption, json.Number("3.0"), 3, ""},
		{IntegerOption, json.Number("3e2"), 300, ""},
		{IntegerOption, json.Number("1e300"), nil, "must be a whole number"},
		{IntegerOption, 7, 7, ""},
		{IntegerOption, 7.0, 7, ""},
		{IntegerOption, nil, 0, ""},
		{IntegerOption, 7.5, nil, "must be a whole number"},
		{IntegerOption, 1e300, nil, "must be a whole number"},
		{IntegerOption, json.Number("1.5"), nil, "must be a whole number"},
		{IntegerOption, json.Number("99999999999999999999"), nil, "must be a whole number"},
		{IntegerOption, "7", nil, "must be a whole number"},
		{BooleanOption, true, true, ""},
		{BooleanOption, nil, false, ""},
		{BooleanOption, "true", nil, "must be true or false"},
		{AnyOption, map[string]any{"a": 1.0}, map[string]any{"a": 1.0}, ""},
		{AnyOption, "a", "a", ""},
		{AnyOption, nil, map[string]any{}, ""},
		{"text", "a", nil, `unknown type "text": one of string, strings, integer, boolean, any`},
	} {
		got, err := c.kind.Convert(c.in)
		message := ""
		if err != nil {
			message = err.Error()
		}
		if message != c.err || err == nil && !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s of %#v is %#v (%q), want %#v (%q)", c.kind, c.in, got, message, c.want, c.err)
		}
	}
}

func TestValue(t *testing.T) {
	r := &Rule{ID: "x", Options: []Option{{Name: "a", Type: IntegerOption, Default: 3}}}
	if got := r.Value(nil, "a"); got != 3 {
		t.Errorf("got %v, want the default", got)
	}
	if got := r.Value(Values{"a": 0}, "a"); got != 0 {
		t.Errorf("got %v, want what is set", got)
	}
	defer func() {
		if recover() == nil {
			t.Error("an option that the rule has not is a mistake of the check")
		}
	}()
	r.Value(Values{"c": 1}, "b")
}
