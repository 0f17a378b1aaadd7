package report

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"text/template"

	"github.com/rolelint/rolelint/internal/lint"
)

// templateFormat writes what a Go template of the user makes of the result. The
// template sees the members of the JSON format, by their names; every string in
// them is as Escape has it, so that what a template prints is safe to show.
type templateFormat struct{ *template.Template }

// templateFunctions are what a template can use besides Go's own. None of them
// reaches a file, the environment or the network.
var templateFunctions = template.FuncMap{
	"json":     jsonOf,
	"xml":      xmlOf,
	"markdown": func(v any) string { return inline(fmt.Sprint(v)) },
	"csv":      func(v any) string { return csvOf(fmt.Sprint(v)) },
	"path":     pathOf,
	"join":     join,
	"lower":    strings.ToLower,
	"upper":    strings.ToUpper,
}

// NewTemplate returns the format that a template makes. name stands in errors.
func NewTemplate(name, text string) (Format, error) {
	t, err := template.New(name).Option("missingkey=error").Funcs(templateFunctions).Parse(text)
	if err != nil {
		return nil, err
	}
	return templateFormat{t}, nil
}

// TemplateError is what a template could not do with the result.
type TemplateError struct{ error }

func (e TemplateError) Unwrap() error { return e.error }

// Write executes the template. Nothing is written where it fails.
func (t templateFormat) Write(w io.Writer, result *lint.Result, options Options) error {
	var text, out bytes.Buffer
	if err := (jsonFormat{}).Write(&text, result, options); err != nil {
		return err
	}
	decoder := json.NewDecoder(&text)
	decoder.UseNumber()
	var data any
	if err := decoder.Decode(&data); err != nil {
		return err
	}
	if err := t.Execute(&out, plainValue(data)); err != nil {
		return TemplateError{err}
	}
	_, err := w.Write(out.Bytes())
	return err
}

// plainValue returns decoded JSON with numbers that a template can compare and
// strings that are safe to show.
func plainValue(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k := range v {
			v[k] = plainValue(v[k])
		}
		return v
	case []any:
		for i := range v {
			v[i] = plainValue(v[i])
		}
		return v
	case json.Number:
		n, _ := v.Int64() // the format has whole numbers only
		return int(n)
	case string:
		return Escape(v)
	}
	return v
}

func jsonOf(v any) (string, error) {
	var b strings.Builder
	out := newJSONWriter(&b)
	out.value(v)
	err := out.flush()
	return b.String(), err
}

func xmlOf(v any) (string, error) {
	var b strings.Builder
	err := xml.EscapeText(&b, []byte(fmt.Sprint(v)))
	return b.String(), err
}

// csvOf returns a field of a CSV file, in quotes. A field that a spreadsheet
// would take for a formula begins with an apostrophe.
func csvOf(s string) string {
	if s != "" && strings.ContainsRune("=+-@", rune(s[0])) {
		s = "'" + s
	}
	return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
}

// pathOf returns a path as people write it: kibana[0].feature.actions.
func pathOf(v any) string {
	steps, _ := v.([]any)
	var b strings.Builder
	for i, step := range steps {
		key, isKey := step.(string)
		switch {
		case !isKey:
			fmt.Fprintf(&b, "[%v]", step)
		case i > 0:
			b.WriteString("." + key)
		default:
			b.WriteString(key)
		}
	}
	return b.String()
}

func join(separator string, list []any) string {
	var parts []string
	for _, v := range list {
		parts = append(parts, fmt.Sprint(v))
	}
	return strings.Join(parts, separator)
}
