package elasticsearch

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

var fieldExceptionSubFields = checks.Check{
	Rule: diag.Rule{
		ID:       "field-exception-sub-fields",
		Category: diag.Excess,
		Severity: diag.Info,
		Title:    "A hidden field may be read through its sub-field",
		Why: "A pattern of `field_security` stands for whole field names: `except: [\"email\"]` does not cover `email.keyword`, which dynamic mapping adds to every text, nor the fields of an object `email`. " +
			"Where there is such a field, its values can be searched, sorted by and aggregated. Whether there is one only the mapping tells.",
		What:     "Except the field and what lies below it: `[\"email\", \"email.*\"]`.",
		Evidence: []string{"elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/authz/permission/FieldPermissions.java", "https://www.elastic.co/docs/manage-data/data-store/mapping/dynamic-field-mapping", documentLevelDocs},
	},
	Role: func(p *checks.Pass) {
		for e := range entries(p.Role) {
			if e.FieldSecurity == nil || len(e.FieldSecurity.Except) == 0 {
				continue
			}
			if open := effortOf(p).openSubFields(e.FieldSecurity); len(open) > 0 {
				first, others := open[0], ""
				if len(open) > 1 {
					others = fmt.Sprintf(" (the same holds for %s)", shortList(open[1:]))
				}
				p.Report(checks.Value(first.Node), fmt.Sprintf("%q is hidden, but its sub-field %q, where there is one, is not%s: except %q too", first.Value, first.Value+".keyword", others, first.Value+".*"))
			}
		}
	},
}

// openSubFields returns the exceptions that are plain names of a granted field
// whose sub-fields are granted and not excepted.
func (w *effort) openSubFields(fs *role.FieldSecurity) []role.Text {
	if w.fields -= len(fs.Except) * (len(fs.Grant) + len(fs.Except)); w.fields < 0 {
		return nil
	}
	granted, hidden := w.fieldPatterns(fs.Grant), w.fieldPatterns(fs.Except)
	var open []role.Text
	for _, t := range fs.Except {
		if strings.ContainsAny(t.Value, `*?\`) || strings.HasPrefix(t.Value, "/") || strings.HasPrefix(t.Value, "_") || strings.HasSuffix(t.Value, ".keyword") {
			continue
		}
		if sub := t.Value + ".keyword"; granted.contain(sub) && !hidden.contain(sub) {
			open = append(open, t)
		}
	}
	return open
}

// fieldPatterns are patterns of fields: names as they are, and what others match.
type fieldPatterns struct {
	names    map[string]bool
	matching []*automata.Language
}

// fieldPatterns reads patterns; those that cannot be read match nothing.
func (w *effort) fieldPatterns(list []role.Text) fieldPatterns {
	out := fieldPatterns{names: make(map[string]bool, len(list))}
	for _, t := range list {
		if !strings.ContainsAny(t.Value, `*?\`) && !strings.HasPrefix(t.Value, "/") {
			out.names[t.Value] = true
			continue
		}
		if l, err := w.pool.ParseEscaped(t.Value); err == nil {
			out.matching = append(out.matching, l)
		}
	}
	return out
}

func (f fieldPatterns) contain(name string) bool {
	return f.names[name] || slices.ContainsFunc(f.matching, func(l *automata.Language) bool { return l.Contains(name) })
}

var fieldGrantWithoutTimestamp = checks.Check{
	Rule: diag.Rule{
		ID:       "field-grant-without-timestamp",
		Category: diag.Incomplete,
		Severity: diag.Info,
		Strict:   true,
		Title:    "field_security leaves out the time field",
		Why:      "Kibana's time filter, and every search with a time range, works on `@timestamp`. A role that may read other fields of an index and not this one sees no documents there as soon as a time is chosen.",
		What:     "Grant the time field too, or name the one that the data has in the option `field`.",
		Evidence: []string{documentLevelDocs, "https://www.elastic.co/docs/explore-analyze/find-and-organize/data-views"},
		Options: []diag.Option{{
			Name: "field", Type: diag.StringOption, Default: "@timestamp", Doc: "the time field of the data",
		}},
	},
	Role: func(p *checks.Pass) {
		field := checks.Option[string](p, "field")
		for e := range entries(p.Role) {
			fs := e.FieldSecurity
			if e.remote || !limitsFields(e.Indices) || len(fs.Grant) == 0 {
				continue
			}
			if _, reads, err := access.SharedRead(p.Target, lowered(e.Privileges), nil); err != nil || !reads {
				continue
			}
			if !effortOf(p).grantsField(fs, field) {
				p.Report(checks.Value(fs.GrantNode), fmt.Sprintf("%q is not granted: with a time filter, Kibana shows no documents of %s", field, shortList(e.Names)))
			}
		}
	},
}

// grantsField reports whether a field is granted and not excepted; true where
// a pattern cannot be read.
func (w *effort) grantsField(fs *role.FieldSecurity, field string) bool {
	granted := false
	for _, t := range fs.Grant {
		l, err := w.pool.ParseEscaped(t.Value)
		granted = granted || err != nil || l.Contains(field)
	}
	for _, t := range fs.Except {
		if l, err := w.pool.ParseEscaped(t.Value); err == nil && l.Contains(field) {
			return false
		}
	}
	return granted
}
