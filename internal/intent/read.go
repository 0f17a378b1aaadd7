package intent

import (
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/decode"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/source"
)

// Read reads intent files, which share their profiles, for a target. Whatever
// a file has that an intent file has not is an error, a decode.Errors: unknown keys,
// other types, profiles, features and privileges that do not exist.
func Read(files []File, t catalog.Target) (*Intents, error) {
	in := &Intents{target: t, profiles: map[string]*profile{}}
	var errors decode.Errors
	var readers []*fileReader
	for _, f := range files {
		r := &fileReader{reader: reader{decode.NewReader(f.Name, f.Src)}, intents: in}
		r.readProfiles()
		readers = append(readers, r)
	}
	for _, r := range readers {
		r.readStatements()
		errors = append(errors, r.Errors()...)
	}
	if len(errors) > 0 {
		return nil, errors
	}
	return in, nil
}

// fileReader reads one intent file into the intents.
type fileReader struct {
	reader
	intents *Intents
	top     *source.Node // the file's document; nil where it has none
}

// readProfiles reads what statements of every file may refer to, and reports
// what is wrong with the file as a whole.
func (r *fileReader) readProfiles() {
	r.top = r.Document("an intent file")
	if n := r.top.Get("profiles"); n != nil {
		r.profiles(n)
	}
}

// readStatements reads everything but the profiles.
func (r *fileReader) readStatements() {
	if r.top != nil {
		r.members(r.top, "an intent file", map[string]func(*source.Node){
			"profiles": func(*source.Node) {}, // read before
			"roles":    r.roles,
			"order":    r.order,
			"never":    r.nevers,
		})
	}
}

func (r *fileReader) place(n *source.Node, part diag.Part) diag.Place {
	return diag.Place{Node: n, Part: part, File: r.File}
}

func (r *fileReader) profiles(n *source.Node) {
	if n.Kind != source.Object {
		r.Fail(n.Val, `"profiles" must be an object of name and profile, but is %s`, decode.Article(n.Kind))
		return
	}
	for _, member := range n.Children {
		name := member.Name
		other := r.intents.profiles[name]
		switch {
		case name == "":
			r.Fail(member.Key, "a profile needs a name")
		case strings.HasPrefix(name, casesPrefix):
			r.Fail(member.Key, "profile %q: names that start with %s are those of the built-in profiles; choose another", name, casesPrefix)
		case other != nil:
			r.Fail(member.Key, "profile %q is defined in %s already", name, other.at.File.Name)
		}
		p := &profile{at: r.place(member, diag.Key)}
		if r.members(member, "a profile", map[string]func(*source.Node){
			"floor":   func(n *source.Node) { p.floor = r.bound(n, "the floor") },
			"ceiling": func(n *source.Node) { p.ceiling = r.bound(n, "the ceiling") },
		}) && len(member.Children) == 0 {
			r.Fail(member.Key, `profile %q says nothing: it needs "floor" or "ceiling"`, name)
		}
		r.intents.profiles[name] = p
	}
}

func (r *fileReader) roles(n *source.Node) {
	for _, e := range r.elements(n, `"roles"`) {
		r.statement(e)
	}
}

func (r *fileReader) statement(e *source.Node) {
	s := statement{at: r.place(e, diag.Value)}
	var spaces *source.Node
	before := r.Failed()
	if !r.members(e, "an entry of roles", map[string]func(*source.Node){
		"match": func(n *source.Node) {
			s.match, _ = r.text(n, `"match"`)
			s.at = r.place(n, diag.Value)
		},
		"profile": func(n *source.Node) {
			name, ok := r.text(n, `"profile"`)
			if ok && !r.intents.knows(name) {
				r.Fail(n.Val, "unknown profile %q%s", name, r.intents.suggestProfile(name))
				return
			}
			s.profile = name
		},
		"spaces": func(n *source.Node) {
			spaces = n
			s.spaces, _ = r.texts(n, `"spaces"`)
		},
		"floor":   func(n *source.Node) { s.floor = r.bound(n, "the floor") },
		"ceiling": func(n *source.Node) { s.ceiling = r.bound(n, "the ceiling") },
	}) {
		return
	}
	if e.Get("match") == nil {
		r.Fail(e.Val, `an entry of roles needs "match", the name of a role or a pattern with * and ?`)
	}
	if r.Failed() == before && e.Get("profile") == nil && e.Get("floor") == nil && e.Get("ceiling") == nil {
		r.Fail(e.Val, `an entry of roles needs "profile", "floor" or "ceiling"`)
	}
	if spaces != nil && e.Get("profile") == nil {
		r.Fail(spaces.Key, `"spaces" says in which spaces a profile holds; a floor and a ceiling name their spaces themselves`)
	}
	if own := r.intents.profiles[s.profile]; own != nil {
		r.ofProfile(&s, own, spaces)
	}
	r.intents.statements = append(r.intents.statements, s)
}

// ofProfile adds a statement of what the entry's own profile demands, in the
// entry's spaces where it states some.
func (r *fileReader) ofProfile(s *statement, own *profile, spaces *source.Node) {
	demanded := statement{match: s.match, at: s.at, profile: s.profile, floor: own.floor, ceiling: own.ceiling}
	if spaces != nil {
		floor, took := own.floor.in(s.spaces, spaces, r.intents.target)
		ceiling, tookToo := own.ceiling.in(s.spaces, spaces, r.intents.target)
		demanded.floor, demanded.ceiling = floor, ceiling
		if !took && !tookToo {
			r.Fail(spaces.Key, `"spaces" changes nothing: no Kibana entry of profile %q leaves its spaces open`, s.profile)
		}
	}
	r.intents.statements = append(r.intents.statements, demanded)
	s.profile, s.spaces = "", nil
}

func (r *fileReader) order(n *source.Node) {
	o := order{file: r.File}
	o.names, o.nodes = r.texts(n, `"order"`)
	for i, name := range o.names {
		if slices.Index(o.names, name) < i {
			r.Fail(o.nodes[i].Val, "%q stands in the order twice", name)
		}
	}
	if len(o.names) == 1 && len(n.Children) == 1 {
		r.Fail(n.Val, `"order" needs at least two roles`)
	}
	r.intents.orders = append(r.intents.orders, o)
}

// knows reports whether a profile exists, built in or of the user's own.
func (in *Intents) knows(name string) bool {
	_, builtIn := lookupBuiltIn(name)
	return builtIn || in.profiles[name] != nil
}

// suggestProfile returns a hint for a name that is no profile.
func (in *Intents) suggestProfile(name string) string {
	names := builtInNames()
	for own := range in.profiles {
		names = append(names, own)
	}
	slices.Sort(names)
	return didYouMean(name, names, "; the profiles are "+strings.Join(names, ", "))
}
