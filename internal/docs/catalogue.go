package docs

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/catalog"
)

// cataloguePages returns the tables of the catalogue.
func cataloguePages() []Page {
	return []Page{
		{"catalogue/features.md", featurePage()},
		{"catalogue/privileges.md", privilegePage()},
		{"catalogue/roles.md", builtinPage()},
	}
}

const fromTables = "<!-- Generated from the tables in internal/catalog/tables by `go generate ./internal/docs`. DO NOT EDIT. -->\n\n"

func target(v catalog.Version) catalog.Target { return catalog.Target{Stack: v}.WithDefaults() }

const notEstablished = "not established"

// span says in words from when to when something is there, as far as is
// known; at says what is known of a target. gone is empty where it is still
// there.
func span(at func(catalog.Target) catalog.Presence) (since, gone string) {
	stacks := catalog.Stacks()
	is := func(answer catalog.Answer) func(catalog.Version) bool {
		return func(v catalog.Version) bool { return at(target(v)).Exists == answer }
	}
	first := slices.IndexFunc(stacks, is(catalog.Yes))
	switch {
	case first < 0:
		first, since = 0, notEstablished
	case !at(target(stacks[first])).Since.IsZero():
		since = at(target(stacks[first])).Since.String()
	case first == 0:
		since = stacks[0].String() + " or earlier"
	default:
		since = "by " + stacks[first].String()
	}
	// What follows the last version that has it is the end; a version without
	// it before that is a gap.
	last := first
	for i, v := range stacks {
		if is(catalog.Yes)(v) {
			last = i
		}
	}
	if gaps := ranges(stacks[first:last+1], is(catalog.No)); gaps != "" && since != notEstablished {
		return since, "not in " + gaps
	}
	absent := slices.IndexFunc(stacks[last:], is(catalog.No))
	switch {
	case absent == 0:
		return since, at(target(stacks[0])).Gone.String()
	case absent > 0 && is(catalog.Yes)(stacks[last+absent-1]):
		return since, stacks[last+absent].String()
	case absent > 0:
		return since, "by " + stacks[last+absent].String()
	case since != notEstablished && last+1 < len(stacks):
		return since, notEstablished + " from " + stacks[last+1].String() + " on"
	}
	return since, ""
}

// ranges lists the versions for which something holds: "8.18, 9.0 to 9.2".
func ranges(versions []catalog.Version, holds func(catalog.Version) bool) string {
	var all []string
	for i := 0; i < len(versions); i++ {
		if !holds(versions[i]) {
			continue
		}
		text := versions[i].String()
		from := i
		for i+1 < len(versions) && holds(versions[i+1]) {
			i++
		}
		if i > from {
			text += " to " + versions[i].String()
		}
		all = append(all, text)
	}
	return strings.Join(all, ", ")
}

// table writes a Markdown table.
func table(b *strings.Builder, head []string, rows [][]string) {
	line := func(cells []string) {
		for _, cell := range cells {
			b.WriteString(strings.TrimRight("| "+cell, " ") + " ")
		}
		b.WriteString("|\n")
	}
	line(head)
	b.WriteString(strings.Repeat("|---", len(head)) + "|\n")
	for _, row := range rows {
		for i := range row {
			row[i] = escapeCell(row[i])
		}
		line(row)
	}
}

func featurePage() string {
	var b strings.Builder
	b.WriteString(fromTables)
	var usable, others [][]string
	for _, f := range catalog.Features() {
		id := fmt.Sprintf("<a id=%q></a>`%s`", strings.ToLower(f.ID), f.ID)
		if f.Kind != catalog.Assignable {
			others = append(others, []string{id, kinds[f.Kind]})
			continue
		}
		since, gone := span(f.At)
		deprecated := ""
		if _, v := f.DeprecatedAt(target(catalog.Development())); !v.IsZero() {
			deprecated = v.String()
		}
		usable = append(usable, []string{id, f.NameAt(target(catalog.Oldest())), since, deprecated, gone, replacedBy(f)})
	}
	fmt.Fprintf(&b, `# Kibana features

%d feature ids that roles can name, in %s to %s and %s as far as it is known. The columns say in which version an id came, was deprecated and went; what an empty cell and "not established" mean stands in [the catalogue](../catalogue.md). `+"`rolelint catalog features ID --stack VERSION`"+` has everything about one: its privileges and sub-features, what they include, their licenses and the evidence.

`, len(usable), catalog.Oldest(), catalog.Latest(), catalog.Development())
	table(&b, []string{"feature", "in Kibana", "since", "deprecated", "gone", "becomes"}, usable)
	b.WriteString("\n## Ids that no role can use\n\nThey occur in Kibana's source, in its development or on Serverless only.\n\n")
	table(&b, []string{"feature", ""}, others)
	return b.String()
}

var kinds = [...]string{
	catalog.ReservedOnly:   "carries a reserved privilege, which no role can be given",
	catalog.ServerlessOnly: "exists on Serverless only",
	catalog.InDevelopment:  "seen only in development or in open pull requests",
	catalog.NeverReleased:  "never released",
}

// replacedBy says which features take the place of a deprecated or removed one
// in the newest version that says something about it.
func replacedBy(f *catalog.Feature) string {
	var ids []string
	t := target(catalog.Latest())
	for _, p := range f.Privileges() {
		grants, _ := f.Replacement(p.ID, t)
		for _, g := range grants {
			if !slices.Contains(ids, g.Feature) {
				ids = append(ids, g.Feature)
			}
		}
	}
	if len(ids) == 0 {
		for _, g := range f.At(target(catalog.Development())).Successor {
			ids = append(ids, g.Feature)
		}
	}
	for i, id := range ids {
		ids[i] = fmt.Sprintf("[`%s`](#%s)", id, strings.ToLower(id))
	}
	return strings.Join(ids, ", ")
}

func privilegePage() string {
	var b strings.Builder
	b.WriteString(fromTables)
	fmt.Fprintf(&b, "# Elasticsearch privileges\n\nThose of `cluster`, of `indices` and `remote_indices`, and of `remote_cluster`. `rolelint catalog privileges NAME` has everything about one: the actions it grants, what it contains, the evidence.\n")
	for _, section := range []struct {
		title string
		list  []*catalog.ESPrivilege
	}{
		{"Cluster", catalog.ClusterPrivileges()},
		{"Index", catalog.IndexPrivileges()},
		{"Remote cluster", catalog.RemoteClusterPrivileges()},
	} {
		var rows [][]string
		for _, p := range section.list {
			since, gone := span(p.At)
			deprecated := ""
			if d := p.Deprecated; d != (catalog.Deprecation{}) {
				deprecated = notEstablished + " since when"
				if !d.Since.IsZero() {
					deprecated = d.Since.String()
				}
				if d.Partial != "" {
					deprecated += " (in part)"
				}
			}
			rows = append(rows, []string{"`" + p.Name + "`", since, deprecated, gone, p.Serverless.String(), p.Sensitive.Level})
		}
		fmt.Fprintf(&b, "\n## %s\n\n", section.title)
		table(&b, []string{"privilege", "since", "deprecated", "gone", "on Serverless", "sensitive"}, rows)
	}
	return b.String()
}

func builtinPage() string {
	var b strings.Builder
	b.WriteString(fromTables)
	b.WriteString("# Built-in roles\n\nRoles that the Stack brings; a role of yours cannot have their names. `rolelint catalog roles NAME` has what each grants, as far as it is known.\n\n")
	var rows [][]string
	for _, r := range catalog.BuiltinRoles() {
		since, gone := span(r.At)
		deprecated, _, _ := strings.Cut(r.DeprecatedSince, " (")
		if open := ranges(catalog.Stacks(), func(v catalog.Version) bool {
			return r.DeprecatedAt(target(v)) == catalog.NotEstablished
		}); open != "" {
			deprecated += "; " + notEstablished + " in " + open
		}
		users := "no"
		if r.Assignable {
			users = "yes"
		}
		instead := r.DeprecatedReplacement
		if _, is := catalog.LookupRole(instead); is {
			instead = "`" + instead + "`"
		}
		rows = append(rows, []string{"`" + r.Name + "`", users, since, deprecated, gone, instead})
	}
	table(&b, []string{"role", "for users", "since", "deprecated", "gone", "use instead"}, rows)
	return b.String()
}
