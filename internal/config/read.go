package config

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// Read reads a configuration file. name is how it is printed; rules are the
// ids of all built-in rules. The error is an Errors where the text is at fault.
func Read(path, name string, rules []string) (*Config, error) {
	opened, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read the configuration: %w", err)
	}
	defer opened.Close()
	text, err := source.ReadAll(opened)
	if err != nil {
		return nil, fmt.Errorf("read the configuration: %w", err)
	}
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("working directory: %w", err)
	}
	return Decode(name, filepath.Dir(absolute), text, rules)
}

// Decode reads the text of a configuration file. folder is the absolute path
// of its folder. Whatever the text has that a configuration has not is an
// error: unknown keys, other types, unknown rules and versions.
func Decode(name, folder string, text []byte, rules []string) (*Config, error) {
	file := source.Parse(name, text, source.Limits{})
	d := &decoder{object: object{file: file}, rules: rules}
	d.config = &Config{File: name, Folder: folder, Severities: map[string]diag.Severity{}}
	switch {
	case file.Err != nil && file.Err.Kind == source.ErrEmpty:
		return d.config, nil
	case file.Err != nil:
		d.fail(file.Err.Span, "%s", file.Err.Msg)
	case len(file.Docs) > 1:
		d.fail(file.Docs[1].Val, "a second document: a configuration is one")
	}
	for _, note := range file.Notes {
		if note.Kind == source.NoteDuplicateKey {
			d.fail(note.Span, "%s is stated twice", file.Src[note.Span.Start:note.Span.End])
		}
	}
	if len(file.Docs) > 0 {
		d.members(file.Docs[0], "the configuration", map[string]func(*source.Node){
			"target": d.target, "files": d.files, "rules": d.severities, "fail-on": d.failOn,
			"assignee-roles": d.assigneeRoles, "policies": d.policies, "intents": d.intents,
		})
	}
	d.checkRules()
	if len(d.errors) > 0 {
		slices.SortStableFunc(d.errors, func(a, b Error) int { return a.At.Offset - b.At.Offset })
		return nil, d.errors
	}
	return d.config, nil
}

// decoder fills a Config, one method per key.
type decoder struct {
	object
	config *Config
	rules  []string
	// unknown are the keys of `rules` that name no built-in rule.
	unknown []*source.Node
}

func (d *decoder) target(n *source.Node) {
	d.members(n, "target", map[string]func(*source.Node){
		"stack":      func(n *source.Node) { value(d, n, catalog.ParseStack, &d.config.Target.Stack) },
		"license":    func(n *source.Node) { value(d, n, catalog.ParseLicense, &d.config.Target.License) },
		"deployment": func(n *source.Node) { value(d, n, catalog.ParseDeployment, &d.config.Target.Deployment) },
	})
}

// value reads a string, or a number as it is written (stack: 9.4), with parse.
func value[T any](d *decoder, n *source.Node, parse func(string) (T, error), to *T) {
	if n.Kind != source.String && n.Kind != source.Number {
		d.wrongKind(n, "a string")
		return
	}
	v, err := parse(n.Text)
	if err != nil {
		d.fail(n.Val, "%s", err)
		return
	}
	*to = v
}

func (d *decoder) files(n *source.Node) {
	for _, element := range d.elements(n, "files") {
		var f FilePattern
		if element.Kind == source.String {
			f.Glob = d.glob(element)
		} else {
			d.members(element, "an entry of files", map[string]func(*source.Node){
				"glob": func(n *source.Node) { f.Glob = d.glob(n) },
				"as": func(n *source.Node) {
					name, ok := d.text(n)
					if f.Formats, _ = role.FormatsByName(name); ok && f.Formats == nil {
						d.fail(n.Val, "unknown format %q: one of %s%s", name, strings.Join(role.FormatNames(), ", "), didYouMean(name, role.FormatNames()))
					}
				},
			})
			if element.Kind == source.Object && element.Get("glob") == nil {
				d.fail(element.Val, `an entry of files needs "glob"`)
			}
		}
		if f.Glob != "" {
			d.config.Files = append(d.config.Files, f)
		}
	}
}

// glob reads a pattern of file names; "" where it is none.
func (d *decoder) glob(n *source.Node) string {
	glob, ok := d.text(n)
	if !ok {
		return ""
	}
	glob = strings.TrimPrefix(glob, "./")
	switch {
	case glob == "":
		d.fail(n.Val, "an empty glob matches no file")
	case strings.HasPrefix(glob, "/") || strings.Contains(glob, "../"):
		d.fail(n.Val, "glob %q leads out of the folder: globs are relative to the folder of %s and stay in it", glob, Name)
	case !doublestar.ValidatePattern(glob):
		d.fail(n.Val, "glob %q is malformed", glob)
	default:
		return glob
	}
	return ""
}

func (d *decoder) severities(n *source.Node) {
	if n.Kind != source.Object {
		d.wrongKind(n, "an object of rule id and severity")
		return
	}
	for _, member := range n.Children {
		if !slices.Contains(d.rules, member.Name) {
			d.unknown = append(d.unknown, member)
		}
		// YAML 1.1 reads a plain off as the boolean false.
		text := member.Text
		if member.Kind == source.Bool {
			text = string(d.file.Src[member.Val.Start:member.Val.End])
		} else if member.Kind != source.String {
			d.wrongKind(member, "a severity: off, info, warning or error")
			continue
		}
		severity, err := diag.ParseSeverity(text)
		if err != nil {
			d.fail(member.Val, "%s", err)
			continue
		}
		d.config.Severities[member.Name] = severity
	}
}

// checkRules reports keys of `rules` that are no rule. Where there are
// policies the rule may be one of theirs; the engine says so once it has read them.
func (d *decoder) checkRules() {
	if len(d.config.Policies) > 0 {
		return
	}
	for _, member := range d.unknown {
		d.fail(member.Key, "unknown rule %q%s", member.Name, didYouMean(member.Name, d.rules))
	}
}

func (d *decoder) failOn(n *source.Node) {
	name, ok := d.text(n)
	if !ok {
		return
	}
	severity, err := ParseFailOn(name)
	if err != nil {
		d.fail(n.Val, "%s", err)
		return
	}
	d.config.FailOn = &severity
}

// ParseFailOn returns the least severity that fails a run: error, warning or
// info; diag.Off for never.
func ParseFailOn(name string) (diag.Severity, error) {
	if name == "never" {
		return diag.Off, nil
	}
	if severity, err := diag.ParseSeverity(name); err == nil && severity != diag.Off {
		return severity, nil
	}
	names := []string{"error", "warning", "info", "never"}
	return diag.Off, fmt.Errorf("unknown severity %q: one of %s%s", name, strings.Join(names, ", "), didYouMean(name, names))
}

func (d *decoder) assigneeRoles(n *source.Node) {
	d.config.AssigneeRoles = d.texts(n, "assignee-roles")
}

func (d *decoder) policies(n *source.Node) { d.config.Policies = d.paths(n, "policies") }

func (d *decoder) intents(n *source.Node) { d.config.Intents = d.paths(n, "intents") }

// paths reads an array of paths, which are relative to the configuration's
// folder, and returns them absolute.
func (d *decoder) paths(n *source.Node, what string) []string {
	var paths []string
	for _, path := range d.texts(n, what) {
		path = filepath.FromSlash(path)
		if !filepath.IsAbs(path) {
			path = filepath.Join(d.config.Folder, path)
		}
		paths = append(paths, path)
	}
	return paths
}

// didYouMean returns `. Did you mean "X"?` or nothing.
func didYouMean(word string, names []string) string {
	if near := catalog.Suggest(word, names); near != "" {
		return fmt.Sprintf(". Did you mean %q?", near)
	}
	return ""
}
