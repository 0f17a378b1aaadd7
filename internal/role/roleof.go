package role

import "github.com/rolelint/rolelint/internal/source"

// RoleOf returns the role of the file that a value of the text belongs to; nil
// where it belongs to none. It is not safe for concurrent use.
func (f *File) RoleOf(n *source.Node) *Role {
	if f.byNode == nil {
		f.byNode = make(map[*source.Node]*Role, len(f.Roles))
		for _, r := range f.Roles {
			f.byNode[r.Node] = r
		}
	}
	for ; n != nil; n = n.Parent {
		if r := f.byNode[n]; r != nil {
			return r
		}
	}
	return nil
}
