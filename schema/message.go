package schema

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/edit"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// violation reports a violation of the schema.
func (c *checker) violation(v violation) {
	consequence := c.consequence(v)
	switch v.rule {
	case "unknown-field":
		c.unknown(v, consequence)
		return
	case "metadata-reserved-key":
		c.reservedKey(v.node, consequence)
		return
	case "kibana-name-characters":
		part, what := diag.Value, "feature privilege"
		name := v.node.Text
		if v.keyword == "additionalProperties" {
			part, what, name = diag.Key, "feature id", v.key
		}
		c.add(v.rule, part, v.node, fmt.Sprintf("%s %q has characters that Kibana does not take in names; %s", what, name, consequence))
		return
	case "kibana-space-id":
		hint, lower := "", strings.ToLower(strings.ReplaceAll(v.node.Text, " ", "-"))
		if spaceID().MatchString(lower) {
			hint = fmt.Sprintf(". Did you mean %q, the id of the space and not its name?", lower)
		}
		f := c.add(v.rule, diag.Value, v.node, fmt.Sprintf("%q is no id of a space; %s%s", v.node.Text, consequence, hint))
		if hint != "" {
			f.Fix = meantFix(lower, edit.Replace(v.node, lower))
		}
		return
	case "kibana-unknown-base":
		hint, meant := "", catalog.Suggest(v.node.Text, []string{"all", "read"})
		if meant != "" {
			hint = fmt.Sprintf(". Did you mean %q?", meant)
		}
		f := c.add(v.rule, diag.Value, v.node, fmt.Sprintf(`base privilege %q does not exist, there are only "all" and "read"; %s%s`, v.node.Text, consequence, hint))
		if meant != "" {
			f.Fix = meantFix(meant, edit.Replace(v.node, meant))
		}
		return
	case "empty-cluster-alias":
		c.add(v.rule, diag.Value, v.node, "the alias of a remote cluster is empty; "+consequence)
		return
	case "too-many-items":
		most, _ := v.def["maxItems"].(float64)
		c.add(v.rule, valuePart(v.node), v.node, fmt.Sprintf("%s has %d items and the newest Kibana takes at most %d; since which version is not established. Spread them over several entries or roles", c.label(v.node), len(v.node.Children), int(most)))
		return
	case "empty-list":
		if c.role.API != role.Kibana && v.node.Name == "clusters" && v.node.Parent.Parent.Name == "remote_indices" {
			c.add(v.rule, diag.Value, v.node, c.label(v.node)+" is empty, so the entry reaches no remote cluster; whether Elasticsearch refuses it is not established. Name a cluster or remove the entry").Severity = diag.Warning
			return
		}
	}
	c.generic(v, consequence)
}

// meantFix offers what was probably meant. It grants what was refused.
func meantFix(meant string, change edit.Change) *diag.Fix {
	return &diag.Fix{Title: "write " + strconv.Quote(meant), Changes: []edit.Change{change}}
}

func (c *checker) reservedKey(n *source.Node, consequence string) {
	c.add("metadata-reserved-key", diag.Key, n, fmt.Sprintf(`metadata key %q starts with "_", which is reserved for the system; %s. Rename or remove it`, n.Name, consequence))
}

// generic reports a violation in words that depend on the keyword alone.
func (c *checker) generic(v violation, consequence string) {
	label := c.label(v.node)
	switch v.keyword {
	case "type":
		c.add(v.rule, diag.Value, v.node, fmt.Sprintf("%s must be %s, not %s; %s%s", label, expected(v.def), article(v.node), consequence, rewrite(v)))
	case "required":
		c.add(v.rule, diag.Value, v.node, fmt.Sprintf("%s has no %q; %s", label, v.key, consequence))
	case "minItems", "minProperties":
		c.add(v.rule, diag.Value, v.node, fmt.Sprintf("%s is empty; %s", label, consequence))
	case "dependentRequired":
		c.add(v.rule, diag.Value, v.node, fmt.Sprintf(`%s has "except" without "grant"; %s. Write "grant": ["*"] beside it to grant all other fields`, label, consequence))
	case "additionalProperties":
		c.add(v.rule, diag.Key, v.node, fmt.Sprintf("unknown option %q in %s; %s", v.key, c.label(v.node.Parent), consequence))
	default: // pattern, enum
		c.add(v.rule, diag.Value, v.node, fmt.Sprintf("%s must be %s, not %q; %s", label, expected(v.def), v.node.Text, consequence))
	}
}

// valuePart points at the key of a long list rather than at all of it.
func valuePart(n *source.Node) diag.Part {
	if n.Key.IsZero() {
		return diag.Value
	}
	return diag.Key
}

// label names a node by its path in the role: "indices[0].names", or the role.
func (c *checker) label(n *source.Node) string {
	if n == c.role.Node {
		return "the role"
	}
	return strconv.Quote(c.path(n).String())
}

// path returns the path from the role's body to a node in it.
func (c *checker) path(n *source.Node) source.Path {
	depth := 0
	for p := n; p != c.role.Node; p = p.Parent {
		depth++
	}
	whole := n.Path()
	return whole[len(whole)-depth:]
}

// expected says what a schema takes.
func expected(def map[string]any) string {
	var words []string
	scalars := 0
	for _, t := range texts(def["type"]) {
		switch t {
		case "string":
			scalars++
			words = append(words, "a string")
		case "number":
			scalars++
		case "boolean":
			if _, orText := def["pattern"]; orText || scalars == 0 {
				return "true or false"
			}
		case "array":
			words = append(words, "an array"+elements(def))
		case "object":
			words = append(words, "an object")
		}
	}
	if choice := texts(def["enum"]); len(words) == 0 && len(choice) > 0 {
		return "one of " + strings.Join(choice, ", ")
	}
	return strings.Join(words, " or ")
}

func elements(def map[string]any) string {
	items, _ := def["items"].(map[string]any)
	ref, _ := items["$ref"].(string)
	switch {
	case strings.HasSuffix(ref, "/text"), len(texts(items["type"])) > 0 && texts(items["type"])[0] == "string":
		return " of strings"
	case ref != "" || len(texts(items["type"])) > 0:
		return " of objects"
	}
	return ""
}

// article names the kind of a node in a sentence.
func article(n *source.Node) string {
	switch n.Kind {
	case source.Object, source.Array:
		return "an " + n.Kind.String()
	case source.Null:
		return "null"
	}
	return "a " + n.Kind.String()
}

// rewrite says how a value of a wrong type should be written.
func rewrite(v violation) string {
	types := texts(v.def["type"])
	accepts := func(t string) bool {
		for _, have := range types {
			if have == t {
				return true
			}
		}
		return false
	}
	n := v.node
	switch {
	case n.Kind == source.String && accepts("boolean") && (n.Text == "true" || n.Text == "false"):
		return ". Write " + n.Text + " without quotes"
	case n.Kind == source.String && accepts("array") && elements(v.def) == " of strings" && !strings.Contains(n.Text, ","):
		return fmt.Sprintf(". Write [%q]", n.Text)
	case (n.Kind == source.Number || n.Kind == source.Bool) && accepts("string"):
		return fmt.Sprintf(". Write %q, in quotes", n.Text)
	case n.Kind == source.Object && n.Name == "query":
		return ". Write the query as a string of JSON"
	case n.Kind == source.Object && accepts("array") && elements(v.def) == " of objects":
		return ". Put it in brackets"
	}
	return ""
}
