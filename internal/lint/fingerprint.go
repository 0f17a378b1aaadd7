package lint

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"slices"
	"strconv"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// A fingerprint names a finding from one run to the next: its rule, its role,
// its place in the role, and what tells it from others of the rule at that
// place. It does not change when lines move, entries are put into another order,
// the file is renamed, the catalogue learns a version or the target is another.
// The documentation has the exact definition: docs/suppressions.md.

// fingerprints makes the fingerprints of the findings of a file.
type fingerprints struct {
	file *role.File
	// steps are the digests of the paths to objects and arrays, so that what
	// many findings have in common is read once.
	steps map[*source.Node]digest
}

type digest = [sha256.Size]byte

// fingerprintSize is how many bytes of the hash are kept.
const fingerprintSize = 10

// longestStep is how much of a name or text of the path counts.
const longestStep = 256

// of returns the fingerprint of a finding of the file.
func (p *fingerprints) of(f *diag.Finding) string {
	n := origin(f.Node)
	name, file := f.Role, ""
	var top *source.Node // where the path starts; nil: at the document's top
	if r := p.file.RoleOf(n); r != nil {
		name, top = r.Name, r.Node
	}
	if name == "" {
		file = path.Base(p.file.Source.Name)
	}
	var at digest
	if n != nil {
		at = p.path(n, top)
	}
	sum := hash("1", f.Rule.ID, clip(name, maxName), file, string(at[:]), f.Key)
	return hex.EncodeToString(sum[:fingerprintSize])
}

// path returns the digest of the path from top to n.
func (p *fingerprints) path(n, top *source.Node) digest {
	if n == top || n.Parent == nil {
		return digest{}
	}
	if d, ok := p.steps[n]; ok {
		return d
	}
	parent := p.path(n.Parent, top)
	kind, step := "name", n.Name
	if n.Parent.Kind == source.Array {
		kind, step = "element", identity(n)
	}
	if len(step) > longestStep {
		step = step[:longestStep]
	}
	d := hash(string(parent[:]), kind, step)
	if len(n.Children) > 0 {
		if p.steps == nil {
			p.steps = map[*source.Node]digest{}
		}
		p.steps[n] = d
	}
	return d
}

// subjects are the members by which an entry of a list is known from others of
// it: what it is about. Only they may not change.
var subjects = []string{"spaces", "clusters", "names", "application", "resources"}

// identity returns what an element of a list is known by: its text, or the
// sorted texts of its subjects; "*" where it has none.
func identity(n *source.Node) string {
	if n.Kind != source.Object {
		if n.Kind == source.Array {
			return "*"
		}
		return n.Text
	}
	var known []string
	for _, subject := range subjects {
		m := n.Get(subject)
		if m == nil {
			continue
		}
		texts := []string{m.Text}
		if m.Kind == source.Array {
			texts = texts[:0]
			for _, e := range m.Children {
				texts = append(texts, e.Text)
			}
			slices.Sort(texts)
			texts = slices.Compact(texts)
		}
		known = append(append(known, "subject", subject), texts...)
	}
	if known == nil {
		return "*"
	}
	sum := hash(known...)
	return "subjects " + hex.EncodeToString(sum[:])
}

// hash returns the hash of texts, each with its length before it.
func hash(texts ...string) digest {
	var short [512]byte
	b := short[:0]
	for _, s := range texts {
		b = strconv.AppendInt(b, int64(len(s)), 10)
		b = append(b, ':')
		b = append(b, s...)
	}
	return sha256.Sum256(b)
}
