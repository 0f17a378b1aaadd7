package config

import (
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/source"
)

// maxFiles bounds how many files a configuration is made of; one that is
// extended in two ways counts twice.
const maxFiles = 100

// extended is the key extends: what it names is read before anything else of
// the file.
func extended() value[Config] {
	return value[Config]{
		says: "file, or list of files",
		read: func(*decoder, *source.Node, *Config) {},
		schema: func([]*diag.Rule) object {
			file := object{{"type", "string"}, {"minLength", 1}, {"not", object{{"pattern", "://"}}}}
			return object{{"anyOf", []any{file, object{{"type", "array"}, {"items", file}}}}}
		},
		show: func(*Config, *Config) any { return nil }, // the resolved configuration holds what they say
	}
}

// extend reads the files that a file extends.
func (d *decoder) extend(n *source.Node) {
	switch {
	case n == nil || n.Kind == source.Null:
	case n.Kind == source.Array:
		for _, element := range n.Children {
			d.extendBy(element)
		}
	default:
		d.extendBy(n)
	}
}

// extendBy reads one file that is extended.
func (d *decoder) extendBy(n *source.Node) {
	name, ok := d.text(n)
	switch {
	case !ok:
		return
	case name == "":
		d.Fail(n.Val, "an empty string names no file")
		return
	case strings.Contains(name, "://"):
		d.Fail(n.Val, "%q is an address: only local files can be extended", name)
		return
	case len(d.files)+len(d.chain) >= maxFiles:
		d.Fail(n.Val, "the configuration is made of more than %d files", maxFiles)
		return
	}
	absolute := d.absolute(name)
	if at := slices.Index(d.chain, absolute); at >= 0 {
		d.Fail(n.Val, "%q extends itself: %s", name, d.circle(at))
		return
	}
	text, err := d.read(absolute)
	if err != nil {
		var reason *fs.PathError
		if errors.As(err, &reason) {
			err = reason.Err
		}
		d.Fail(n.Val, "cannot read %q: %s", name, err)
		return
	}
	d.load(printed(d.File.Name, name), absolute, text)
}

// circle names the files of the chain from one on, back to it.
func (d *decoder) circle(from int) string {
	var names []string
	for _, file := range append(d.chain[from:len(d.chain):len(d.chain)], d.chain[from]) {
		names = append(names, filepath.Base(file))
	}
	return strings.Join(names, " extends ")
}

// printed returns how a file is printed that another names.
func printed(by, name string) string {
	name = filepath.ToSlash(name)
	if path.IsAbs(name) || filepath.IsAbs(name) {
		return name
	}
	return path.Join(path.Dir(by), name)
}
