package role

import (
	"strconv"

	"github.com/rolelint/rolelint/internal/source"
)

// tree builds Role.Tree.
func tree(r *Role) *source.Node {
	b := &builder{}
	root := b.object(r.Node)
	b.member(root, "name", b.text(r.Name, r.Node))
	if r.Description != nil {
		b.member(root, "description", b.copy(r.Description))
	}
	if r.Metadata != nil {
		b.member(root, "metadata", b.copy(r.Metadata))
	}
	b.member(root, "cluster", b.list(r.Cluster, r.Node))
	b.member(root, "indices", b.indices(r.Indices, r.Node))
	b.member(root, "run_as", b.list(r.RunAs, r.Node))
	b.member(root, "applications", b.applications(r))
	b.member(root, "remote_indices", b.indices(r.RemoteIndices, r.Node))
	b.member(root, "remote_cluster", b.remoteCluster(r))
	if r.Global != nil {
		b.member(root, "global", b.copy(r.Global))
	}
	kibana := b.array(r.Node, len(r.KibanaEntries))
	for i := range r.KibanaEntries {
		b.element(kibana, b.entry(&r.KibanaEntries[i]))
	}
	b.member(root, "kibana", kibana)
	return root
}

// builder makes the nodes of a normalised tree, many at a time.
type builder struct{ free []source.Node }

const nodesAtOnce = 16

func (b *builder) node(n source.Node) *source.Node {
	if len(b.free) == 0 {
		b.free = make([]source.Node, nodesAtOnce)
	}
	made := &b.free[0]
	b.free = b.free[1:]
	*made = n
	return made
}

func (b *builder) object(origin *source.Node) *source.Node {
	return b.node(source.Node{Kind: source.Object, Origin: origin})
}

// array makes an array with room for n elements.
func (b *builder) array(origin *source.Node, n int) *source.Node {
	a := b.node(source.Node{Kind: source.Array, Origin: origin})
	if n > 0 {
		a.Children = make([]*source.Node, 0, n)
	}
	return a
}

func (b *builder) text(s string, origin *source.Node) *source.Node {
	return b.node(source.Node{Kind: source.String, Text: s, Origin: origin})
}

func (*builder) member(parent *source.Node, name string, n *source.Node) {
	n.Name, n.Parent, n.Index = name, parent, len(parent.Children)
	parent.Children = append(parent.Children, n)
}

func (*builder) element(parent, n *source.Node) {
	n.Parent, n.Index = parent, len(parent.Children)
	parent.Children = append(parent.Children, n)
}

// copy copies a value as it stands.
func (b *builder) copy(n *source.Node) *source.Node {
	c := b.node(source.Node{Kind: n.Kind, Text: n.Text, Origin: n})
	for _, child := range n.Children {
		if n.Kind == source.Object {
			b.member(c, child.Name, b.copy(child))
		} else {
			b.element(c, b.copy(child))
		}
	}
	return c
}

func (b *builder) list(texts []Text, origin *source.Node) *source.Node {
	if len(texts) > 0 && texts[0].Node.Parent != nil && texts[0].Node.Parent.Kind == source.Array {
		origin = texts[0].Node.Parent
	}
	n := b.array(origin, len(texts))
	for _, t := range texts {
		b.element(n, b.text(t.Value, t.Node))
	}
	return n
}

func (b *builder) indices(list []Indices, origin *source.Node) *source.Node {
	if len(list) > 0 && list[0].Node.Parent != nil {
		origin = list[0].Node.Parent
	}
	n := b.array(origin, len(list))
	for _, ix := range list {
		e := b.object(ix.Node)
		if ix.Node.Get("clusters") != nil {
			b.member(e, "clusters", b.list(ix.Clusters, ix.Node.Get("clusters")))
		}
		b.member(e, "names", b.list(ix.Names, orElse(ix.NamesNode, ix.Node)))
		b.member(e, "privileges", b.list(ix.Privileges, orElse(ix.PrivilegesNode, ix.Node)))
		if fs := ix.FieldSecurity; fs != nil {
			o := b.object(fs.Node)
			b.member(o, "grant", b.list(fs.Grant, orElse(fs.GrantNode, fs.Node)))
			b.member(o, "except", b.list(fs.Except, orElse(fs.ExceptNode, fs.Node)))
			b.member(e, "field_security", o)
		}
		if ix.Query != nil {
			b.member(e, "query", b.copy(ix.Query))
		}
		flag := b.node(source.Node{
			Kind: source.Bool, Text: strconv.FormatBool(ix.AllowRestricted),
			Origin: orElse(ix.RestrictedNode, ix.Node),
		})
		b.member(e, "allow_restricted_indices", flag)
		b.element(n, e)
	}
	return n
}

func (b *builder) applications(r *Role) *source.Node {
	n := b.array(r.Node, len(r.Applications))
	for _, a := range r.Applications {
		if a.Application.Value == KibanaApplication {
			continue
		}
		e := b.object(a.Node)
		b.member(e, "application", b.text(a.Application.Value, orElse(a.Application.Node, a.Node)))
		b.member(e, "privileges", b.list(a.Privileges, a.Node))
		b.member(e, "resources", b.list(a.Resources, a.Node))
		b.element(n, e)
	}
	return n
}

func (b *builder) remoteCluster(r *Role) *source.Node {
	n := b.array(r.Node, len(r.RemoteCluster))
	for _, rc := range r.RemoteCluster {
		e := b.object(rc.Node)
		b.member(e, "clusters", b.list(rc.Clusters, rc.Node))
		b.member(e, "privileges", b.list(rc.Privileges, rc.Node))
		b.element(n, e)
	}
	return n
}

func (b *builder) entry(k *KibanaEntry) *source.Node {
	e := b.object(k.Node)
	b.member(e, "spaces", b.list(k.Spaces, orElse(k.SpacesNode, k.Node)))
	b.member(e, "base", b.list(k.Base, orElse(k.BaseNode, k.Node)))
	feature := b.object(orElse(k.FeatureNode, k.Node))
	for _, f := range k.Features {
		b.member(feature, f.ID, b.list(f.Privileges, f.Node))
		// In the application spelling the list has no node of its own: it
		// stands for the feature's first privilege.
		feature.Children[len(feature.Children)-1].Origin = f.Node
	}
	b.member(e, "feature", feature)
	return e
}

func orElse(n, other *source.Node) *source.Node {
	if n != nil {
		return n
	}
	return other
}
