package rolesyml

import (
	"fmt"
	"regexp"
	"sync"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// yamlParser is what Elasticsearch reads YAML with. It hands on an alias as a
// string, the anchor's name, and a merge key as a member called "<<".
const yamlParser = "FasterXML/jackson-dataformats-text:yaml/src/main/java/com/fasterxml/jackson/dataformat/yaml/YAMLParser.java"

var alias = checks.Check{
	Rule: diag.Rule{
		ID:       "rolesyml-alias",
		Category: diag.Rejected,
		Severity: diag.Error,
		Title:    "A role of roles.yml uses a YAML alias or merge key",
		Why: "Elasticsearch does not resolve YAML aliases: where `*name` stands it reads the text `name`, and `<<` is a key like any other, which a role does not have. " +
			"Where something else belongs, such as a list, the role is skipped with an ERROR in the node's log. As YAML the file is good, so that other tools read it without complaint.",
		What:     "Write out what the alias stands for, or generate the file.",
		Evidence: []string{yamlParser, "https://github.com/FasterXML/jackson-dataformat-yaml/issues/20", fileRolesStore},
	},
	File: func(p *checks.Pass) { reportAliases(p, true) },
}

var aliasText = checks.Check{
	Rule: diag.Rule{
		ID:       "rolesyml-alias-text",
		Category: diag.Ineffective,
		Severity: diag.Error,
		Title:    "A YAML alias of roles.yml is read as a text",
		Why: "Elasticsearch does not resolve YAML aliases: where `*name` stands it reads the text `name`. Where a text belongs, such as an index name, the role loads and is about something else. " +
			"It also happens by accident: a pattern such as `*-logs` without quotes is an alias to YAML.",
		What:     "Write out what the alias stands for; put patterns that begin with `*` in quotes.",
		Evidence: []string{yamlParser, "https://github.com/FasterXML/jackson-dataformat-yaml/issues/20", fileRolesStore},
	},
	File: func(p *checks.Pass) {
		reportAliases(p, false)
		for i, fault := range faults(p.File) {
			s := p.File.Segments[i]
			if name := unknownAlias(p.File, s); fault == aliased && name != "" {
				p.Report(checks.At(s.Err.Span), fmt.Sprintf("*%s is a YAML alias, and the loader reads it as the text %q; if it is a pattern, put it in quotes: \"*%s\"", name, name, name),
					ofRole(nameInText(p.File, s)))
			}
		}
	},
}

// use is an alias or a merge key of the file.
type use struct {
	note    source.Note
	refused bool // the role is skipped for it
	// harmless says that it stands in metadata, which is kept as it is read
	// and grants nothing.
	harmless bool
}

func reportAliases(p *checks.Pass, refused bool) {
	for i, uses := range aliasesIn(p.File) {
		name := nameInText(p.File, p.File.Segments[i])
		for _, u := range uses {
			if u.refused != refused || u.harmless {
				continue
			}
			written := text(p.File, u.note.Span)
			message := fmt.Sprintf("the loader does not resolve aliases: it reads %s as the text %q; write out what it stands for", written, written[1:])
			if refused {
				message = fmt.Sprintf("the loader does not resolve aliases: it reads %s as the text %q, which is not taken there; %s", written, written[1:], skips(name))
			}
			if u.note.Kind == source.NoteMergeKey {
				message = fmt.Sprintf("the loader does not know merge keys: to it %s is a key that no role has (\"unexpected field [<<]\"); the node skips the role", written)
			}
			opts := []checks.Detail{ofRole(name)}
			for _, anchored := range u.note.Related {
				opts = append(opts, checks.Related(checks.At(anchored), "what it stands for"))
			}
			p.Report(checks.At(u.note.Span), message, opts...)
		}
	}
}

// aliasesIn returns the aliases and merge keys of every piece. They are known
// only where the file as a whole is YAML.
func aliasesIn(f *role.File) [][]use {
	out := make([][]use, len(f.Segments))
	if f.Source.Err != nil {
		return out
	}
	var brought map[source.Span]*source.Node
	for _, note := range f.Source.Notes {
		if note.Kind != source.NoteAlias && note.Kind != source.NoteMergeKey {
			continue
		}
		i := pieceOf(f, note.Span)
		if i < 0 {
			continue
		}
		if brought == nil {
			brought = broughtIn(f)
		}
		u := use{note: note}
		n := brought[note.Span]
		if note.Kind == source.NoteMergeKey {
			n, u.refused = holder(f, note.Span), true
		} else if n != nil {
			u.refused = refusesText(n)
		}
		u.harmless = n != nil && inMetadata(n)
		out[i] = append(out[i], u)
	}
	return out
}

// broughtIn returns the topmost node that each alias of the file brings in.
func broughtIn(f *role.File) map[source.Span]*source.Node {
	out := map[source.Span]*source.Node{}
	var walk func(n *source.Node)
	walk = func(n *source.Node) {
		if !n.Alias.IsZero() {
			if _, known := out[n.Alias]; !known {
				out[n.Alias] = n
			}
		}
		for _, c := range n.Children {
			walk(c)
		}
	}
	for _, doc := range f.Source.Docs {
		walk(doc)
	}
	return out
}

// holder returns the innermost object in which a merge key stands.
func holder(f *role.File, key source.Span) *source.Node {
	var found *source.Node
	var walk func(n *source.Node)
	walk = func(n *source.Node) {
		if !n.Alias.IsZero() || n.Val.Start > key.Start || n.Val.End < key.End {
			return
		}
		if n.Kind == source.Object {
			found = n
		}
		for _, c := range n.Children {
			walk(c)
		}
	}
	for _, doc := range f.Source.Docs {
		walk(doc)
	}
	return found
}

// inMetadata reports whether a node is the metadata of a role and an object,
// or stands in it.
func inMetadata(n *source.Node) bool {
	path := n.Path()
	return len(path) > 1 && (path[1].Key == "metadata" || path[1].Key == "transient_metadata") &&
		(len(path) > 2 || n.Alias.IsZero())
}

// refusesText reports whether the loader skips a role that has a text where
// the node stands.
//
// Source: RoleDescriptor.Parser and XContentUtils.readStringArray, which take
// no text for a list of strings but for `names`, and the ObjectParser of
// ApplicationResourcePrivileges, which takes one for its lists. What stands in
// metadata is not looked at. Inside of a query nothing is certain.
func refusesText(n *source.Node) bool {
	path := n.Path()
	if len(path) <= 1 {
		return true // the role
	}
	below := path[2:]
	switch path[1].Key {
	case "cluster", "run_as", "metadata", "transient_metadata":
		return len(below) == 0
	case "indices", "index", "remote_indices":
		return len(below) < 2 || entryRefusesText(below[1:])
	case "remote_cluster":
		return len(below) < 3
	case "applications", "application":
		return len(below) < 2
	case "global":
		return n.Kind == source.Object || n.Kind == source.Array && n.Parent.Kind == source.Object
	}
	return false
}

// entryRefusesText says the same of what stands in an entry of index
// privileges, by the path from there.
func entryRefusesText(path source.Path) bool {
	switch path[0].Key {
	case "names":
		return false
	case "field_security":
		return len(path) < 3
	}
	return len(path) == 1
}

// aliasName is an alias as the loader's YAML scanner takes it.
var aliasName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\*([A-Za-z0-9_-][A-Za-z0-9_.*-]*)`) })

// unknownAlias returns the name of an alias that is the reason why a piece does
// not parse here: one without an anchor. It is empty where the reason is
// another.
func unknownAlias(f *role.File, s role.Segment) string {
	if s.Err == nil || f.Source.Err == nil { // in a file that is YAML every alias has its anchor
		return ""
	}
	if m := aliasName().FindSubmatch(f.Source.Src[s.Err.Span.Start:]); m != nil {
		return string(m[1])
	}
	return ""
}
