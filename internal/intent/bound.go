package intent

import (
	"fmt"
	"slices"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/decode"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
	"github.com/rolelint/rolelint/schema"
)

// bound reads a floor or a ceiling; nil where it is no role. It is a role of
// Kibana's API where it has "kibana" or "elasticsearch", and of
// Elasticsearch's otherwise.
func (r *fileReader) bound(n *source.Node, what string) *bound {
	if n.Kind != source.Object {
		r.Fail(n.Val, "%s must be written as a role, but is %s", what, decode.Article(n.Kind))
		return nil
	}
	format := role.ElasticsearchBody
	if n.Get("kibana") != nil || n.Get("elasticsearch") != nil {
		format = role.KibanaBody
	}
	text := &source.File{Name: r.File.Name, Src: r.File.Src, Syntax: r.File.Syntax, Docs: []*source.Node{n}}
	decoded := role.Decode(text, role.Options{Formats: []role.Format{format}})
	if len(decoded.Roles) != 1 || len(n.Children) == 0 {
		r.Fail(n.Val, "%s must be written as a role: it needs kibana or elasticsearch, or indices, cluster, applications, run_as", what)
		return nil
	}
	before := r.Failed()
	b := &bound{role: decoded.Roles[0], at: r.place(n, diag.Key)}
	schema.Check(decoded, b.role, r.intents.target, func(f diag.Finding) {
		if f.Severity == diag.Error {
			r.Fail(origin(f.Node).start(f.Part), "%s is not written as a role: %s", what, f.Message)
		}
	})
	b.kibana = n.Get("kibana") != nil || n.Get("applications") != nil
	b.elasticsearch = format == role.ElasticsearchBody || n.Get("elasticsearch") != nil
	r.names(b)
	if r.Failed() > before {
		return nil
	}
	set, err := access.Of(r.intents.target, b.role)
	if err != nil {
		r.Fail(n.Key, "%s cannot be read: %s", what, err)
		return nil
	}
	b.set = set
	return b
}

// token is a node to point at.
type token struct{ *source.Node }

// origin returns the node of the text that a node stands for.
func origin(n *source.Node) token {
	for n.Origin != nil {
		n = n.Origin
	}
	return token{n}
}

func (t token) start(part diag.Part) source.Span {
	if part != diag.Value && !t.Key.IsZero() {
		return t.Key
	}
	return t.Val
}

// names reports features and privileges that do not exist in any version, and
// notes those that the target does not have: a bound is no place to misspell a
// name silently.
func (r *fileReader) names(b *bound) {
	t := r.intents.target
	absent := func(what string) {
		if b.missing == "" {
			b.missing = fmt.Sprintf("%s does not exist in %s", what, t.Stack)
		}
	}
	for _, e := range b.role.KibanaEntries {
		for _, f := range e.Features {
			var privileges []string
			for _, p := range f.Privileges {
				privileges = append(privileges, p.Value)
			}
			if problem := featureProblem(f.ID, privileges); problem != "" {
				r.Fail(origin(f.Node).start(diag.Key), "%s", problem)
				continue
			}
			feature, _ := catalog.LookupFeature(f.ID)
			if feature.At(t).Exists == catalog.No {
				absent(fmt.Sprintf("feature %q", f.ID))
				continue
			}
			for _, p := range privileges {
				if feature.PrivilegeAt(p, t).Exists == catalog.No {
					absent(fmt.Sprintf("privilege %q of feature %q", p, f.ID))
				}
			}
		}
	}
	for _, p := range b.role.Cluster {
		if _, ok := catalog.LookupCluster(p.Value); !ok && !catalog.IsRawClusterAction(p.Value) {
			r.Fail(p.Node.Val, "unknown cluster privilege %q%s", p.Value, didYouMean(p.Value, catalog.Names(catalog.ClusterPrivileges(), t), ""))
		}
	}
	for _, e := range slices.Concat(b.role.Indices, b.role.RemoteIndices) {
		for _, p := range e.Privileges {
			if _, ok := catalog.LookupIndex(p.Value); !ok && !catalog.IsRawIndexAction(p.Value) {
				r.Fail(p.Node.Val, "unknown index privilege %q%s", p.Value, didYouMean(p.Value, catalog.Names(catalog.IndexPrivileges(), t), ""))
			}
		}
	}
}

// featureProblem says why no version of Kibana has a feature or one of its
// privileges; "" where it may.
func featureProblem(id string, privileges []string) string {
	feature, ok := catalog.LookupFeature(id)
	if !ok {
		var ids []string
		for _, f := range catalog.Features() {
			ids = append(ids, f.ID)
		}
		return fmt.Sprintf("unknown feature %q%s", id, didYouMean(id, ids, ""))
	}
	for _, p := range privileges {
		if _, ok := feature.Privilege(p); !ok && len(feature.Privileges()) > 0 {
			var ids []string
			for _, known := range feature.Privileges() {
				ids = append(ids, known.ID)
			}
			return fmt.Sprintf("feature %q has no privilege %q%s", id, p, didYouMean(p, ids, ""))
		}
	}
	return ""
}

// in returns the bound for some spaces: Kibana entries that name no spaces of
// their own are for these. took is false where there is no such entry.
func (b *bound) in(spaces []string, at *source.Node, t catalog.Target) (_ *bound, took bool) {
	if b == nil {
		return nil, false
	}
	narrowed := *b.role
	narrowed.KibanaEntries = slices.Clone(b.role.KibanaEntries)
	for i := range narrowed.KibanaEntries {
		e := &narrowed.KibanaEntries[i]
		if e.SpacesNode != nil {
			continue
		}
		took, e.Spaces, e.AllSpaces = true, nil, false
		for _, s := range spaces {
			e.Spaces = append(e.Spaces, role.Text{Value: s, Node: at})
			e.AllSpaces = e.AllSpaces || s == "*"
		}
	}
	if !took {
		return b, false
	}
	out := *b
	out.role = &narrowed
	set, err := access.Of(t, out.role)
	if err != nil {
		return b, true // only index patterns can be too complex: they were read before
	}
	out.set = set
	return &out, true
}

func contains(list []string, s string) bool { return slices.Contains(list, s) }
