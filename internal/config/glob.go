package config

import (
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/source"
)

// Glob is a pattern of file names.
type Glob struct {
	// Folder is the absolute path of the folder that the pattern is relative to:
	// that of the file it stands in.
	Folder string
	// Pattern has / between folders; ** stands for any number of them.
	Pattern string
}

// Match reports whether a file, of which path is absolute, belongs to the pattern.
func (g Glob) Match(path string) bool {
	relative, err := filepath.Rel(g.Folder, path)
	if err != nil || !filepath.IsLocal(relative) {
		return false
	}
	ok, _ := doublestar.Match(g.Pattern, filepath.ToSlash(relative)) // the pattern was checked
	return ok
}

// glob is a pattern of file names.
func glob[T any](field func(*T) *Glob) value[T] {
	return value[T]{
		says:   "glob",
		read:   func(d *decoder, n *source.Node, to *T) { *field(to) = d.glob(n) },
		schema: func([]*diag.Rule) object { return globSchema() },
		show: func(c *Config, from *T) any {
			return c.shown(*field(from))
		},
	}
}

// globs is a list of patterns; at least one, since it is what an entry is for.
func globs[T any](field func(*T) *[]Glob) value[T] {
	return value[T]{
		says: "list of globs",
		read: func(d *decoder, n *source.Node, to *T) {
			elements := d.elements(n)
			if n.Kind == source.Array && len(elements) == 0 {
				d.Fail(n.Val, "%q is empty: it matches no file", n.Name)
			}
			for _, element := range elements {
				*field(to) = append(*field(to), d.glob(element))
			}
		},
		schema: func([]*diag.Rule) object {
			return object{{"type", "array"}, {"minItems", 1}, {"items", globSchema()}}
		},
		show: func(c *Config, from *T) any {
			var list []any
			for _, g := range *field(from) {
				list = append(list, c.shown(g))
			}
			return list
		},
	}
}

func globSchema() object {
	return object{{"type", "string"}, {"minLength", 1}, {"not", object{{"type", "string"}, {"pattern", `^(\./)?(/|$)|\.\./`}}}}
}

// glob reads a pattern of file names; the zero value where it is none.
func (d *decoder) glob(n *source.Node) Glob {
	text, ok := d.text(n)
	if !ok {
		return Glob{}
	}
	pattern := strings.TrimPrefix(text, "./")
	switch {
	case pattern == "":
		d.Fail(n.Val, "an empty glob matches no file")
	case strings.HasPrefix(pattern, "/") || strings.Contains(pattern, "../"):
		d.Fail(n.Val, "glob %q leads out of the folder: globs are relative to the folder of %s and stay in it", pattern, filepath.Base(d.File.Name))
	case !doublestar.ValidatePattern(pattern):
		d.Fail(n.Val, "glob %q is malformed", pattern)
	case alternatives(pattern) > maxAlternatives:
		d.Fail(n.Val, "a glob whose braces stand for more than %d patterns: write several globs", maxAlternatives)
	default:
		return Glob{d.folder, pattern}
	}
	return Glob{}
}

// maxAlternatives is for how many patterns the braces of a glob may stand; all
// may be tried on each file.
const maxAlternatives = 1000

// alternatives returns for how many patterns the braces of a valid glob stand,
// as far as that is no more than maxAlternatives; more beyond.
func alternatives(pattern string) int {
	type group struct{ closed, open int } // of the alternatives before, and of this one
	groups := []group{{0, 1}}
	for i := 0; i < len(pattern); i++ {
		top := &groups[len(groups)-1]
		switch pattern[i] {
		case '\\':
			i++
		case '{':
			groups = append(groups, group{0, 1})
		case ',':
			if len(groups) > 1 {
				top.closed, top.open = min(top.closed+top.open, maxAlternatives+1), 1
			}
		case '}':
			if len(groups) > 1 {
				groups = groups[:len(groups)-1]
				outer := &groups[len(groups)-1]
				outer.open = min(outer.open*(top.closed+top.open), maxAlternatives+1)
			}
		}
	}
	return groups[0].open
}
