package elasticsearch

import (
	"iter"

	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// entry is an entry of indices or remote_indices.
type entry struct {
	*role.Indices
	remote bool
}

// entries yields the entries of indices, then those of remote_indices.
func entries(r *role.Role) iter.Seq[entry] {
	return func(yield func(entry) bool) {
		for i := range r.Indices {
			if !yield(entry{&r.Indices[i], false}) {
				return
			}
		}
		for i := range r.RemoteIndices {
			if !yield(entry{&r.RemoteIndices[i], true}) {
				return
			}
		}
	}
}

// names yields the index names of all entries that are strings; others are
// the schema's.
func names(r *role.Role) iter.Seq2[entry, role.Text] {
	return func(yield func(entry, role.Text) bool) {
		for e := range entries(r) {
			for _, name := range e.Names {
				if name.Node.Kind == source.String && !yield(e, name) {
					return
				}
			}
		}
	}
}

// section tells where a privilege is granted.
type section uint8

const (
	cluster section = iota
	index
	remoteIndex
)

// privileges yields the cluster and index privileges of a role, in order.
// Those of remote_cluster have a list of their own, which is the schema's.
func privileges(r *role.Role) iter.Seq2[section, role.Text] {
	return func(yield func(section, role.Text) bool) {
		for _, p := range r.Cluster {
			if p.Node.Kind == source.String && !yield(cluster, p) {
				return
			}
		}
		for e := range entries(r) {
			in := index
			if e.remote {
				in = remoteIndex
			}
			for _, p := range e.Privileges {
				if p.Node.Kind == source.String && !yield(in, p) {
					return
				}
			}
		}
	}
}

// managedPrivileges yields the index privileges of global.role.manage, in order.
func managedPrivileges(r *role.Role) iter.Seq[*source.Node] {
	return func(yield func(*source.Node) bool) {
		groups := r.Global.Get("role").Get("manage").Get("indices")
		if groups == nil || groups.Kind != source.Array {
			return
		}
		for _, group := range groups.Children {
			list := group.Get("privileges")
			if list == nil || list.Kind != source.Array {
				continue
			}
			for _, n := range list.Children {
				if n.Kind == source.String && !yield(n) {
					return
				}
			}
		}
	}
}
