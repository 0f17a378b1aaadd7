package config

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/decode"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/source"
)

// Read reads a configuration file and those that it extends. name is how it is
// printed; rules are all built-in rules. The error is a decode.Errors where a
// text is at fault.
func Read(path, name string, rules []*diag.Rule) (*Config, error) {
	text, err := readFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the configuration: %w", err)
	}
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("working directory: %w", err)
	}
	return Decode(name, absolute, text, rules)
}

func readFile(path string) ([]byte, error) {
	opened, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer opened.Close()
	return source.ReadAll(opened)
}

// Decode reads the text of a configuration file, of which path is absolute, and
// the files that it extends. Whatever the text has that a configuration has not
// is an error: unknown keys, other types, unknown rules, options and versions.
func Decode(name, path string, text []byte, rules []*diag.Rule) (*Config, error) {
	l := &loading{rules: rules, config: &Config{File: name, Folder: filepath.Dir(path), origins: map[string]Origin{}}}
	l.load(name, path, text)
	l.checkRules()
	l.checkLocks()
	l.checkSuppressions()
	if err := l.errors(); err != nil {
		return nil, err
	}
	return l.config, nil
}

// loading reads a configuration, file by file: those that are extended first,
// each over what the ones before said.
type loading struct {
	config  *Config
	rules   []*diag.Rule
	files   []*decoder
	chain   []string // the files that are being read, each extended by the one before: absolute paths
	unknown []ruleAt
	locks   map[string]lock
	late    decode.Errors // of what only the whole can tell
}

// ruleAt is a rule that a file names.
type ruleAt struct {
	id string
	in *decoder
	at source.Span
}

// load reads a file over what was read before.
func (l *loading) load(name, path string, text []byte) {
	d := &decoder{Reader: decode.NewReader(name, text), loading: l, path: path, folder: filepath.Dir(path)}
	top := d.Document("a configuration")
	l.chain = append(l.chain, path)
	d.extend(top.Get("extends"))
	l.chain = l.chain[:len(l.chain)-1]
	l.files = append(l.files, d)
	l.config.Sources = append(l.config.Sources, path)
	l.config.names = append(l.config.names, name)
	if top != nil {
		readMembers(d, top, "the configuration", keys(), l.config)
	}
}

// errors returns what is wrong, in the order of the files and positions.
func (l *loading) errors() error {
	var all decode.Errors
	for i, d := range l.files {
		if slices.ContainsFunc(l.files[:i], func(other *decoder) bool { return other.path == d.path }) {
			continue // extended twice
		}
		for _, e := range l.late {
			if e.File == d.File.Name {
				d.Report(e)
			}
		}
		all = append(all, d.Errors()...)
	}
	if len(all) == 0 {
		return nil
	}
	return all
}

// decoder reads one file.
type decoder struct {
	decode.Reader
	*loading
	path   string   // of the file, absolute
	folder string   // that paths in the file are relative to, absolute
	at     []string // of the value at hand: keys and indices from the top
}

// in reads what stands below a key or index.
func (d *decoder) in(name string, read func()) {
	d.at = append(d.at, name)
	read()
	d.at = d.at[:len(d.at)-1]
}

// note says that the value at hand is stated here.
func (d *decoder) note(n *source.Node) {
	span := n.Key
	if span.IsZero() {
		span = n.Val
	}
	key := pathKey(d.at)
	if _, before := d.config.origins[key]; before && n.Kind == source.Array {
		d.config.forget(key) // the list replaces what stood there
	}
	d.config.origins[key] = Origin{File: d.File.Name, At: d.File.Position(span.Start)}
}

func (d *decoder) wrongKind(n *source.Node, want string) {
	subject := "this"
	if n.Name != "" {
		subject = fmt.Sprintf("%q", n.Name)
	} else if n.Parent != nil && n.Parent.Name != "" {
		subject = fmt.Sprintf("an element of %q", n.Parent.Name)
	}
	d.Fail(n.Val, "%s must be %s, but is %s", subject, want, decode.Article(n.Kind))
}

// readMembers reads an object by its keys; a key that is not among them is an
// error, a key without a value says nothing.
func readMembers[T any](d *decoder, n *source.Node, what string, keys []key[T], to *T) {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.name
	}
	slices.Sort(names)
	if n.Kind != source.Object {
		d.Fail(n.Val, "%s must be an object, but is %s; its keys are %s", what, decode.Article(n.Kind), strings.Join(names, ", "))
		return
	}
	for _, member := range n.Children {
		i := slices.IndexFunc(keys, func(k key[T]) bool { return k.name == member.Name })
		switch {
		case i < 0:
			hint := didYouMean(member.Name, names)
			if hint == "" {
				hint = ": its keys are " + strings.Join(names, ", ")
			}
			d.Fail(member.Key, "unknown key %q in %s%s", member.Name, what, hint)
		case member.Kind != source.Null:
			d.in(member.Name, func() {
				d.note(member)
				keys[i].read(d, member, to)
			})
		}
	}
	for _, k := range keys {
		if m := n.Get(k.name); k.required && (m == nil || m.Kind == source.Null) {
			d.Fail(n.Val, "%s needs %q", what, k.name)
		}
	}
}

// text reads a string; false where it is none.
func (d *decoder) text(n *source.Node) (string, bool) {
	if n.Kind != source.String {
		d.wrongKind(n, "a string")
		return "", false
	}
	return n.Text, true
}

// elements reads an array.
func (d *decoder) elements(n *source.Node) []*source.Node {
	if n.Kind != source.Array {
		d.Fail(n.Val, "%q must be an array, but is %s", n.Name, decode.Article(n.Kind))
		return nil
	}
	return n.Children
}

// didYouMean returns `. Did you mean "X"?` or nothing.
func didYouMean(word string, names []string) string {
	if near := catalog.Suggest(word, names); near != "" {
		return fmt.Sprintf(". Did you mean %q?", near)
	}
	return ""
}
