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

// inclusions compares each role of every order with the one before it that
// stands nearest. Names that no file has are left out: then the next ones are
// compared. absent calls back for them where others of the order are there.
func (in *Intents) inclusions(files []*role.File, absent func(o *order, index int)) []inclusion {
	var out []inclusion
	for i := range in.orders {
		o := &in.orders[i]
		there := make([][]placed, len(o.names))
		any := false
		for n, name := range o.names {
			there[n] = named(files, name)
			any = any || len(there[n]) > 0
		}
		for n := range o.names {
			if any && len(there[n]) == 0 {
				absent(o, n)
			}
			for _, higher := range there[n] {
				for _, lower := range before(there[:n], higher) {
					out = append(out, o.compare(n, lower, higher, in.target))
				}
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

// before returns the roles to hold a role against: of those whose files share
// most of its file's folders the last of the order, and of these the ones in
// its own file where there are any. Repositories keep the same roles once for
// each environment, in folders or in files.
func before(lower [][]placed, higher placed) []placed {
	most, last := -1, -1
	for n, candidates := range lower {
		for _, c := range candidates {
			if shared := sharedFolders(c.file, higher.file); shared >= most {
				most, last = shared, n
			}
		}
	}
	if last < 0 {
		return nil
	}
	var near, same []placed
	for _, c := range lower[last] {
		if c.file == higher.file {
			same = append(same, c)
		}
		if sharedFolders(c.file, higher.file) == most {
			near = append(near, c)
		}
	}
	if len(same) > 0 {
		return same
	}
	return near
}

// sharedFolders counts the leading folders that two files share.
func sharedFolders(a, b *role.File) int {
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
