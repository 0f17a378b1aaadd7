package role

import (
	"bytes"
	"fmt"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/source"
)

// Lack says why a file without a role was meant to hold one.
type Lack struct {
	// Node has the key that is nearly one of a role's; nil where the file is empty.
	Node *source.Node
	Key  string // the key that was meant
}

// String says it to the file's author.
func (l *Lack) String() string {
	if l.Node == nil {
		return "no role in this file: it is empty, though \"files\" of the configuration names it; write the role, or remove the file"
	}
	return fmt.Sprintf("no role in this file, and nothing in it is checked: %q is no key of a role. Did you mean %q?", l.Node.Name, l.Key)
}

// Lack returns why the file, in which no role was recognised, was meant to hold
// one: a key is nearly a role's, or, where roles are expected, nothing is in it.
// Nil where nothing speaks for it, where it holds roles, and where it does not parse.
func (f *File) Lack() *Lack {
	if len(f.Roles) > 0 || len(f.Segments) > 0 {
		return nil
	}
	if err := f.Source.Err; err != nil {
		// The roles.yml that Elasticsearch is delivered with has comments alone.
		blank := f.Source.Syntax == source.JSON || len(bytes.Trim(f.Source.Src, " \t\r\n\ufeff")) == 0
		if err.Kind == source.ErrEmpty && f.Expected && blank {
			return &Lack{}
		}
		return nil
	}
	for _, doc := range f.Source.Docs {
		if lack := lackOf(doc, f.Expected); lack != nil {
			return lack
		}
	}
	return nil
}

// lackOf looks where a role of each format has its keys: at the top of a
// document, in the elements of a list, and one level down in a map.
func lackOf(doc *source.Node, expected bool) *Lack {
	if lack := nearKey(doc, expected); lack != nil {
		return lack
	}
	maps := []*source.Node{doc}
	if roles := doc.Get("roles"); roles != nil {
		maps = append(maps, roles)
	}
	for _, m := range maps {
		for _, c := range m.Children {
			if lack := nearKey(c, expected); lack != nil {
				return lack
			}
		}
	}
	if expected {
		return nearEntry(doc)
	}
	return nil
}

// roleKey is a key of a role by which it is recognised.
type roleKey struct {
	name string
	// edits is how far a key may be from it whose value proves nothing: other
	// files have clusters, runs and devices.
	edits int
	kind  source.Kind // of its value
	// all, and one of some, are the keys of an element that only roles have.
	all, some []string
}

var roleKeys = [...]roleKey{
	{name: "elasticsearch", edits: 2, kind: source.Object},
	{name: "kibana", edits: 1, kind: source.Array, all: []string{"spaces"}, some: []string{"base", "feature"}},
	{name: "cluster", edits: 1, kind: source.Array},
	{name: "indices", edits: 1, kind: source.Array, all: []string{"privileges"}, some: []string{"names"}},
	{name: "applications", edits: 2, kind: source.Array, all: []string{"privileges", "application"}, some: []string{"resources"}},
	{name: "remote_indices", edits: 2, kind: source.Array, all: []string{"privileges", "clusters"}, some: []string{"names"}},
	{name: "remote_cluster", edits: 2, kind: source.Array, all: []string{"privileges"}, some: []string{"clusters"}},
	{name: "run_as", edits: 0, kind: source.Array},
	{name: "role_descriptors", edits: 2, kind: source.Object},
}

// isRoleKey reports whether a role may have the key, by whichever name.
func isRoleKey(name string) bool {
	for _, k := range &roleKeys {
		if k.name == name {
			return true
		}
	}
	return name == "index" || name == "application"
}

// nearKey looks for a member whose key is nearly a role's and whose value is of
// its kind. Where no role is expected, the value must be one that only roles have.
func nearKey(n *source.Node, expected bool) *Lack {
	if n.Kind != source.Object {
		return nil
	}
	for i := range roleKeys { // not the members first: their order says nothing
		k := &roleKeys[i]
		for _, c := range n.Children {
			if c.Kind == k.kind && !isRoleKey(c.Name) && k.near(c, expected) {
				return &Lack{c, k.name}
			}
		}
	}
	return nil
}

// near reports whether a member of another name is probably the key.
func (k *roleKey) near(c *source.Node, expected bool) bool {
	if k.unmistakable(c) {
		return catalog.Near(c.Name, k.name, 2)
	}
	return expected && k.plausible(c) && catalog.Near(c.Name, k.name, k.edits)
}

// unmistakable reports whether every element of a list has the keys of one in a role.
func (k *roleKey) unmistakable(c *source.Node) bool {
	if len(k.all) == 0 || len(c.Children) == 0 {
		return false
	}
	for _, e := range c.Children {
		for _, key := range k.all {
			if e.Get(key) == nil {
				return false
			}
		}
		one := false
		for _, key := range k.some {
			one = one || e.Get(key) != nil
		}
		if !one {
			return false
		}
	}
	return true
}

// plausible reports whether a value of the right kind may be the key's: objects
// in a list of entries, texts in the others, a privilege among those of cluster.
func (k *roleKey) plausible(c *source.Node) bool {
	if k.kind == source.Object {
		return true
	}
	kind := source.String
	if len(k.all) > 0 {
		kind = source.Object
	}
	privilege := false
	for _, e := range c.Children {
		if e.Kind != kind {
			return false
		}
		privilege = privilege || isPrivilege(e.Text)
	}
	return k.name != "cluster" || privilege || len(c.Children) == 0
}

// telling are the keys of entries that other files hardly have; names and
// resources are in many.
var telling = [...]string{"privileges", "spaces", "feature", "clusters"}

// nearEntry looks below the right keys for an entry of which a key is nearly
// one that only roles have.
func nearEntry(doc *source.Node) *Lack {
	if doc.Kind != source.Object {
		return nil
	}
	for i := range roleKeys {
		k := &roleKeys[i]
		for _, e := range objects(doc.Get(k.name)) {
			for _, key := range telling {
				for _, c := range e.Children {
					if c.Name != key && catalog.Near(c.Name, key, 1) {
						return &Lack{c, key}
					}
				}
			}
		}
	}
	return nil
}

// Unparsed reports whether the text of the file is no JSON or YAML, or more of
// it than is read; an empty file is neither.
func (f *File) Unparsed() bool {
	return f.Source.Err != nil && f.Source.Err.Kind != source.ErrEmpty
}

// RoleKey returns the first member of a document, or of a value in it, that has
// a key by which roles are recognised; nil where there is none.
func (f *File) RoleKey() *source.Node {
	for _, doc := range f.Source.Docs {
		for _, n := range append([]*source.Node{doc}, doc.Children...) {
			if n.Kind != source.Object {
				continue
			}
			for _, c := range n.Children {
				if isRoleKey(c.Name) || c.Name == "global" {
					return c
				}
			}
		}
	}
	return nil
}
