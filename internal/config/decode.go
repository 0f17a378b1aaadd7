package config

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

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

// ReadBy is Read where read gives the text of a file, of which path is absolute.
func ReadBy(read func(path string) ([]byte, error), path, name string, rules []*diag.Rule) (*Config, error) {
	text, err := read(path)
	if err != nil {
		return nil, fmt.Errorf("read the configuration: %w", err)
	}
	return decodeBy(read, name, path, text, rules)
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
	return decodeBy(readFile, name, path, text, rules)
}

func decodeBy(read func(path string) ([]byte, error), name, path string, text []byte, rules []*diag.Rule) (*Config, error) {
	l := &loading{read: read, rules: rules, config: &Config{File: name, Folder: filepath.Dir(path), origins: map[string]Origin{}}}
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
	read    func(path string) ([]byte, error)
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
