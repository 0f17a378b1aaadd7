package show

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/rolelint/rolelint/internal/catalog"
)

// printer writes aligned plain text.
type printer struct{ bytes.Buffer }

// table writes rows of cells in columns that line up.
func (p *printer) table(rows [][]string) {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			line.WriteString(cell)
			line.WriteString(strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell)+2))
		}
		p.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
}

// list writes what there is, one line each.
func (p *printer) list(what string, d *document) {
	titles := map[string]string{features: "Kibana features", privileges: "Elasticsearch privileges", roles: "built-in roles"}
	fmt.Fprintf(p, "%s at %s\n\n", titles[what], d.Target)
	var rows [][]string
	for _, f := range d.Features {
		rows = append(rows, []string{f.ID, f.Name, f.Category, f.words(d.Target), deprecatedWords(f.Deprecated, f.DeprecatedSince)})
	}
	for _, e := range d.Privileges {
		sensitive := e.Sensitive
		if sensitive != "" {
			sensitive = "sensitive: " + sensitive
		}
		rows = append(rows, []string{e.Section, e.Name, e.words(d.Target), deprecatedWords(e.Deprecated, ""), sensitive})
	}
	for _, r := range d.Roles {
		rows = append(rows, []string{r.Name, r.words(d.Target), deprecatedWords(r.Deprecated, ""), r.Description})
	}
	p.table(rows)
}

// details writes everything about what was asked for.
func (p *printer) details(d *document) {
	for _, f := range d.Features {
		p.feature(f, d.Target)
	}
	for i, e := range d.Privileges {
		if i > 0 {
			p.WriteByte('\n')
		}
		p.esPrivilege(e, d.Target)
	}
	for _, r := range d.Roles {
		p.role(r, d.Target)
	}
}

// fields writes "label  value" lines; empty values are left out.
func (p *printer) fields(pairs ...string) {
	var rows [][]string
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			rows = append(rows, []string{"  " + pairs[i], pairs[i+1]})
		}
	}
	p.table(rows)
}

func (p *printer) feature(f feature, t catalog.Target) {
	d := f.Details
	fmt.Fprintf(p, "%s\n", f.ID)
	p.fields(
		"name", f.Name,
		"category", f.Category,
		"kind", d.Kind,
		"at "+t.Stack.String(), f.words(t),
		"successor", grantWords(f.Successor),
		"deprecated", deprecatedDetail(f.Deprecated, f.DeprecatedSince, d.DeprecatedEvidence),
		"license", licenseWords(d.MinimumLicense),
		"base privileges", map[catalog.Answer]string{catalog.Yes: "leave it out", catalog.No: "include it", catalog.NotEstablished: "not established"}[d.ExcludedFromBase],
		"evidence", f.Evidence,
		"registered in", d.Source,
		"note", d.Note,
	)
	if len(d.Privileges) == 0 {
		return
	}
	fmt.Fprintf(p, "\nprivileges\n")
	var rows [][]string
	for _, v := range d.Privileges {
		rows = append(rows, []string{"  " + v.ID, v.words(t), privilegeWords(v)})
	}
	p.table(rows)
	rows = nil
	for _, v := range d.Privileges {
		if v.Replacement != nil {
			rows = append(rows, []string{"  " + v.ID, replacementWords(v.Replacement)})
		}
	}
	if rows != nil {
		fmt.Fprintf(p, "\nreplaced by\n")
		p.table(rows)
	}
}

// privilegeWords says what is special about a privilege of a feature.
func privilegeWords(v privilege) string {
	var parts []string
	add := func(format string, args ...any) { parts = append(parts, fmt.Sprintf(format, args...)) }
	if v.sub {
		name := v.SubFeature
		if name == "" {
			name = "sub-feature not established"
		}
		add("%s", name)
		switch v.IncludeIn {
		case "all", "read":
			add("included in %s", map[string]string{"all": "all", "read": "all and read"}[v.IncludeIn])
		case "none":
			add("included in neither all nor read")
		default:
			add("what includes it is not established")
		}
		if v.License != "" {
			add("needs %s", v.License)
		}
	}
	if len(v.Includes) > 0 {
		add("includes %s", strings.Join(v.Includes, ", "))
	}
	switch v.RequiresAllSpaces {
	case catalog.Yes:
		add("all spaces only")
	case catalog.NotEstablished:
		add("whether for all spaces only is not established")
	}
	switch v.Disabled {
	case catalog.Yes:
		add("cannot be granted")
	case catalog.NotEstablished:
		add("whether it can be granted is not established")
	}
	if v.Condition != "" {
		add("%s", v.Condition)
	}
	if v.Exists == catalog.No && len(v.Successor) > 0 {
		add("became %s", grantWords(v.Successor))
	}
	return strings.Join(parts, "; ")
}

func replacementWords(r *replacement) string {
	switch r.Known {
	case catalog.Yes:
		if r.Derived {
			return grantWords(r.Grants) + " (derived)"
		}
		return grantWords(r.Grants)
	case catalog.No:
		return "none"
	}
	return "not established"
}

// grantWords writes grants as "generalCasesV3 [all], actions [read]".
func grantWords(grants []grant) string {
	var parts []string
	for _, g := range grants {
		if len(g.Privileges) == 0 {
			parts = append(parts, g.Feature)
			continue
		}
		parts = append(parts, g.Feature+" ["+strings.Join(g.Privileges, ", ")+"]")
	}
	return strings.Join(parts, ", ")
}

func licenseWords(license string) string {
	if license == "" {
		return ""
	}
	return license + " (hidden in the interface below; access is not restricted)"
}

func deprecatedWords(a catalog.Answer, since string) string {
	switch {
	case a == catalog.Yes && since != "":
		return "deprecated since " + since
	case a == catalog.Yes:
		return "deprecated"
	case a == catalog.NotEstablished:
		return "deprecation not established"
	}
	return ""
}

func deprecatedDetail(a catalog.Answer, since, evidence string) string {
	words := map[catalog.Answer]string{catalog.Yes: "yes", catalog.No: "no", catalog.NotEstablished: "not established"}[a]
	switch {
	case since == "" && a == catalog.No:
		return words
	case since != "" && a == catalog.Yes:
		words += ", since " + since
	case since != "":
		words += ", later: " + since
		if a == catalog.NotEstablished {
			words = "not established; since " + since + " for certain"
		}
	}
	if evidence != "" {
		words += " (" + evidence + ")"
	}
	return words
}
