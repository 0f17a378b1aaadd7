package suppress

import (
	"fmt"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// maxEntries is how many entries of metadata.rolelint.ignore are read of a role.
const maxEntries = 500

// readMetadata reads metadata.rolelint.ignore of a role.
func (s *Set) readMetadata(r *role.Role) {
	list := r.Metadata.Get("rolelint").Get("ignore")
	if list == nil {
		return
	}
	if list.Kind != source.Array {
		s.malformed(r, list, `"ignore" must be a list of objects such as {"rule": "unknown-feature", "reason": "…"}`)
		return
	}
	for i, e := range list.Children {
		if i >= maxEntries {
			s.malformed(r, e, fmt.Sprintf("a role can have %d suppressions; this one and those after it suppress nothing", maxEntries))
			return
		}
		s.readEntry(r, e)
	}
}

func (s *Set) malformed(r *role.Role, n *source.Node, message string) {
	s.say(malformedRule, diag.Place{Node: n}, message)
	s.wrong[len(s.wrong)-1].Role = r.Name
}

// readEntry reads an entry; one that has anything wrong suppresses nothing.
func (s *Set) readEntry(r *role.Role, e *source.Node) {
	w, problem := readStated(e)
	if problem != nil {
		s.malformed(r, problem.at, problem.message+", so that nothing is suppressed")
		return
	}
	before := len(s.wrong)
	for _, n := range w.rules {
		s.add(item{
			Match: Match{"metadata", w.reason, w.expires},
			rule:  n.Text, at: diag.Place{Node: n}, role: r, path: w.path,
		})
	}
	if w.reason == "" {
		s.say(reasonRule, diag.Place{Node: e}, `this suppression gives no reason: say it in "reason"`)
	}
	for i := before; i < len(s.wrong); i++ {
		s.wrong[i].Role = r.Name
	}
}

// stated is a suppression as an object says it.
type stated struct {
	rules   []*source.Node // strings, at least one
	path    source.Path    // nil: everywhere
	reason  string
	expires string
}

// problem is what is wrong with such an object.
type problem struct {
	at      *source.Node
	message string
}

// readStated reads the object of a suppression: rule, and path, reason and
// expires where stated.
func readStated(e *source.Node) (stated, *problem) {
	var w stated
	if e.Kind != source.Object {
		return w, &problem{e, `a suppression must be an object such as {"rule": "unknown-feature", "reason": "…"}`}
	}
	for _, n := range e.Children {
		var message string
		at := n
		switch n.Name {
		case "rule":
			w.rules, at, message = ReadRules(n)
		case "path":
			w.path, at, message = ReadPath(n)
		case "reason":
			if w.reason = n.Text; n.Kind != source.String {
				message = `"reason" must be a string`
			}
		case "expires":
			w.expires = n.Text
			if n.Kind != source.String {
				message = `"expires" must be a day such as "2027-01-31"`
			} else {
				message = CheckDate(n.Text)
			}
		default:
			message = fmt.Sprintf("a suppression has no %q: its keys are rule, path, reason and expires", n.Name)
		}
		if message != "" {
			return w, &problem{at, message}
		}
	}
	if len(w.rules) == 0 {
		return w, &problem{e, `"rule" is missing`}
	}
	return w, nil
}

// ReadRules reads the id of a rule, or a list of ids.
func ReadRules(n *source.Node) (rules []*source.Node, at *source.Node, message string) {
	list := []*source.Node{n}
	if n.Kind == source.Array {
		list = n.Children
	}
	for _, id := range list {
		if id.Kind != source.String || id.Text == "" {
			return nil, id, `"rule" must be the id of a rule, or a list of ids`
		}
	}
	switch {
	case len(list) == 0:
		return nil, n, `"rule" names no rule`
	case len(list) > MaxRules:
		return nil, n, fmt.Sprintf(`"rule" names more than %d rules`, MaxRules)
	}
	return list, n, ""
}

// ReadPath reads a place in a role: an array of names and numbers, or a text
// such as kibana[0].feature.
func ReadPath(n *source.Node) (path source.Path, at *source.Node, message string) {
	if n.Kind == source.String {
		path, err := source.ParsePath(n.Text)
		if err != nil {
			return nil, n, `"path" is no place in a role: ` + err.Error()
		}
		return path, n, ""
	}
	if n.Kind != source.Array {
		return nil, n, `"path" must be a place in the role, such as "kibana[0].feature" or ["kibana", 0, "feature"]`
	}
	for _, e := range n.Children {
		switch e.Kind {
		case source.String:
			path = append(path, source.Key(e.Text))
		case source.Number:
			var i int
			if _, err := fmt.Sscanf(e.Text, "%d", &i); err != nil || i < 0 || fmt.Sprint(i) != e.Text {
				return nil, e, `a number in "path" must be a place in a list, counted from 0`
			}
			path = append(path, source.Idx(i))
		default:
			return nil, e, `"path" must have names and numbers`
		}
	}
	return path, n, ""
}
