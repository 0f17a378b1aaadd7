package surroundings

import (
	"errors"
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/decode"
	"github.com/rolelint/rolelint/internal/source"
)

// Op is what an expression does.
type Op uint8

// The operations.
const (
	Any    Op = iota + 1 // one of the children holds
	All                  // all of them do
	Except               // the only child does not hold
	Field                // a field of the user has one of the values
)

// Expression is a rule of a role mapping: for which users it holds.
type Expression struct {
	Op       Op
	Node     *source.Node // the member, such as the one called "any"
	Children []*Expression
	Field    Text // of Field; its node is the member
	Values   []Value

	extent, inRealm Extent
}

// Value is a value of a field rule.
type Value struct {
	Text string
	Null bool
	Node *source.Node
}

// rules reads the rules of a mapping; nil where they are malformed.
//
// Source: elasticsearch ExpressionParser, whose words the messages quote.
func (f *MappingFile) rules(n *source.Node) *Expression {
	if unrendered(n) {
		return nil
	}
	if n.Kind != source.Object {
		f.problem(RulesProblem, n, fmt.Sprintf("\"rules\" must be an object, but is %s; Elasticsearch refuses the role mapping: %q", decode.Article(n.Kind),
			"[role-mapping] rules doesn't support values of type: "+token(n)))
		return nil
	}
	return f.expression(n, "rules", false)
}

// refused reports malformed rules. It returns nil, as the reading does.
func (f *MappingFile) refused(n *source.Node, key bool, plain, words string) *Expression {
	if unrendered(n) {
		return nil
	}
	f.Problems = append(f.Problems, Problem{Kind: RulesProblem, Node: n, Key: key,
		Message: fmt.Sprintf("%s; Elasticsearch refuses the role mapping: %q", plain, "failed to parse rules expression. "+words)})
	return nil
}

// expression reads an object with one of any, all, field, except. within is
// what holds the object.
func (f *MappingFile) expression(n *source.Node, within string, allowExcept bool) *Expression {
	switch {
	case n.Kind != source.Object:
		return f.refused(n, false, fmt.Sprintf("a rule must be an object, but is %s", decode.Article(n.Kind)),
			fmt.Sprintf("expected [%s] to be an object but found [%s] instead", within, token(n)))
	case len(n.Children) == 0:
		return f.refused(n, false, "a rule is empty", fmt.Sprintf("object [%s] does not contain any fields", within))
	case len(n.Children) > 1:
		return f.refused(n.Children[1], true, fmt.Sprintf("a rule has one key, and here %q stands beside %q; wrap them in all or any", n.Children[1].Name, n.Children[0].Name),
			fmt.Sprintf("object [%s] contains multiple fields", within))
	}
	c := n.Children[0]
	switch c.Name {
	case "any":
		return f.list(c, Any, false)
	case "all":
		return f.list(c, All, true)
	case "field":
		return f.field(c)
	case "except":
		if !allowExcept {
			return f.refused(c, true, fmt.Sprintf("\"except\" stands in %s, and may only stand directly in \"all\"", within),
				fmt.Sprintf("field [except] is not allowed within [%s]", within))
		}
		if c.Kind != source.Object {
			return f.refused(c, false, fmt.Sprintf("\"except\" must be an object, but is %s", decode.Article(c.Kind)), fmt.Sprintf("expected an object but found [%s] instead", token(c)))
		}
		if child := f.expression(c, "except", false); child != nil {
			return (&Expression{Op: Except, Node: c, Children: []*Expression{child}}).settle()
		}
		return nil
	}
	hint := ""
	if near := catalog.Suggest(c.Name, []string{"any", "all", "field", "except"}); near != "" {
		hint = fmt.Sprintf(" (did you mean %q?)", near)
	} else if KnownField(c.Name) {
		hint = fmt.Sprintf(` (a field stands in "field": {%q: …})`, c.Name)
	}
	return f.refused(c, true, fmt.Sprintf("a rule is any, all, field or except, and not %q%s", c.Name, hint),
		fmt.Sprintf("field [%s] is not recognised in object [%s]", c.Name, within))
}

func (f *MappingFile) list(n *source.Node, op Op, allowExcept bool) *Expression {
	if n.Kind != source.Array {
		return f.refused(n, false, fmt.Sprintf("%q must be an array of rules, but is %s", n.Name, decode.Article(n.Kind)), fmt.Sprintf("field [%s] requires an array", n.Name))
	}
	e := &Expression{Op: op, Node: n}
	whole := true
	for _, c := range n.Children {
		child := f.expression(c, n.Name, allowExcept)
		whole = whole && child != nil
		e.Children = append(e.Children, child)
	}
	if !whole {
		return nil
	}
	return e.settle()
}

func (f *MappingFile) field(n *source.Node) *Expression {
	switch {
	case n.Kind != source.Object:
		return f.refused(n, false, fmt.Sprintf("\"field\" must be an object of field and value, but is %s", decode.Article(n.Kind)), fmt.Sprintf("expected an object but found [%s] instead", token(n)))
	case len(n.Children) == 0:
		return f.refused(n, false, "\"field\" names no field", "object [field] does not contain any fields")
	case len(n.Children) > 1:
		return f.refused(n.Children[1], true, fmt.Sprintf("\"field\" takes one field, and here %q stands beside %q; make two field rules in all or any", n.Children[1].Name, n.Children[0].Name),
			"object [field] contains multiple fields")
	}
	member := n.Children[0]
	e := &Expression{Op: Field, Node: n, Field: Text{member.Name, member}}
	values := []*source.Node{member}
	if member.Kind == source.Array {
		values = member.Children
	}
	switch {
	case member.Name == "":
		f.problemAtKey(RulesProblem, member, `a field rule has an empty field name; Elasticsearch refuses the role mapping: "null or empty field name ()"`)
		return nil
	case len(values) == 0:
		f.problem(RulesProblem, member, `a field rule has no value; Elasticsearch refuses the role mapping: "null or empty values ([])"`)
		return nil
	}
	for _, v := range values {
		if !f.value(v) {
			return nil
		}
		e.Values = append(e.Values, Value{Text: v.Text, Null: v.Kind == source.Null, Node: v})
	}
	return e.settle()
}

// value reports whether Elasticsearch takes a value of a field rule. Texts in
// slashes, and texts with a *, are patterns.
//
// Source: elasticsearch ExpressionParser.parseFieldValue,
// FieldExpression.FieldValue.buildAutomaton.
func (f *MappingFile) value(n *source.Node) bool {
	switch {
	case n.Kind == source.Object || n.Kind == source.Array:
		f.refused(n, false, fmt.Sprintf("the value of a field rule must be a string, a number, a boolean or null, but is %s", decode.Article(n.Kind)),
			fmt.Sprintf("expected a field value but found [%s] instead", token(n)))
		return false
	case n.Kind != source.String || !isPattern(n.Text):
		return true
	}
	_, err := f.patterns.Parse(n.Text)
	var syntax *automata.SyntaxError
	if errors.As(err, &syntax) {
		f.problem(RulesProblem, n, fmt.Sprintf("%q is no pattern: %s; Elasticsearch refuses the role mapping", n.Text, syntax.Msg))
		return false
	}
	return true
}

// isPattern reports whether Elasticsearch reads a text as a pattern and not as
// itself.
func isPattern(text string) bool {
	return strings.Contains(text, "*") || len(text) > 1 && strings.HasPrefix(text, "/") && strings.HasSuffix(text, "/")
}

// token is what Elasticsearch calls the beginning of a value.
func token(n *source.Node) string {
	switch n.Kind {
	case source.Object:
		return "START_OBJECT"
	case source.Array:
		return "START_ARRAY"
	case source.String:
		return "VALUE_STRING"
	case source.Number:
		return "VALUE_NUMBER"
	case source.Bool:
		return "VALUE_BOOLEAN"
	}
	return "VALUE_NULL"
}
