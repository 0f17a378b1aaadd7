package intent

import (
	"path"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/role"
)

// placed is a role with its file.
type placed struct {
	file *role.File
	role *role.Role
}

// inclusion is a role that must include another.
type inclusion struct {
	order         *order
	index         int // of the later role in the order
	lower, higher placed
	missing       []access.Change // access of lower that higher does not have
	unknown       []access.Unknown
}

// Ordered reports whether a role name stands in an order, so that the role has
// to be kept for CheckOrder.
func (in *Intents) Ordered(name string) bool {
	return slices.ContainsFunc(in.orders, func(o order) bool { return contains(o.names, name) })
}

// inclusions compares the roles of every order with the one before. Names
// that no file has are left out: then the next ones are compared. absent calls
// back for them where others of the order are there.
func (in *Intents) inclusions(files []*role.File, absent func(o *order, index int)) []inclusion {
	var out []inclusion
	for i := range in.orders {
		o := &in.orders[i]
		var before []placed
		seen := 0
		var gaps []int
		for n, name := range o.names {
			here := named(files, name)
			if len(here) == 0 {
				gaps = append(gaps, n)
				continue
			}
			seen++
			for _, higher := range here {
				for _, lower := range nearest(before, higher) {
					out = append(out, o.compare(n, lower, higher, in.target))
				}
			}
			before = here
		}
		if seen > 0 {
			for _, n := range gaps {
				absent(o, n)
			}
		}
	}
	return out
}

func (o *order) compare(index int, lower, higher placed, t catalog.Target) inclusion {
	x := inclusion{order: o, index: index, lower: lower, higher: higher}
	less, err := access.Of(t, lower.role)
	if err == nil {
		var more *access.Set
		if more, err = access.Of(t, higher.role); err == nil {
			x.missing, x.unknown = uncovered(less, more)
			return x
		}
	}
	x.unknown = []access.Unknown{{Reason: err.Error()}}
	return x
}

// named returns the roles of a name that can be judged, in the order of the files.
func named(files []*role.File, name string) []placed {
	var out []placed
	for _, f := range files {
		for _, r := range f.Roles {
			if r.Name == name && r.Template == nil {
				out = append(out, placed{f, r})
			}
		}
	}
	return out
}

// nearest returns those of the candidates that stand nearest to a role: in its
// file, or else those that share most of its folder. Repositories keep the
// same roles once for each environment.
func nearest(candidates []placed, to placed) []placed {
	best, out := -1, []placed(nil)
	for _, c := range candidates {
		shared := sharedFolders(c.file, to.file)
		if shared > best {
			best, out = shared, nil
		}
		if shared == best {
			out = append(out, c)
		}
	}
	return out
}

// sharedFolders counts the leading folders that two files share; one file
// shares more with itself than with any other.
func sharedFolders(a, b *role.File) int {
	if a == b {
		return 1 << 20
	}
	one, other := folders(a), folders(b)
	n := 0
	for n < len(one) && n < len(other) && one[n] == other[n] {
		n++
	}
	return n
}

func folders(f *role.File) []string {
	return strings.Split(path.Dir(strings.ReplaceAll(f.Source.Name, `\`, "/")), "/")
}
