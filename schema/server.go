package schema

import (
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// consequence says what the server does about a violation, in its own words
// where they are known.
func (c *checker) consequence(v violation) string {
	if c.role.API == role.FileStore && uncaught(v) {
		return unloaded(c.words(v, "x-server"))
	}
	if words := c.words(v, "x-elasticsearch"); words != "" {
		return "Kibana lets it through and Elasticsearch refuses the role: " + strings.TrimSuffix(words, ".")
	}
	words := c.words(v, "x-server")
	if c.role.API == role.Kibana && v.node.Name != "spaces" && !isIn(v.node, "spaces") {
		if words == "" {
			words = c.kibanaWords(v)
		}
		if words != "" {
			words = fmt.Sprintf("[%s]: %s", dotted(c.path(v.node), v), words)
		}
	}
	return c.refusal(words)
}

// uncaught reports whether the parser throws an IllegalArgumentException, which
// the loader of roles.yml does not catch.
//
// Source: elasticsearch FileRolesStore.parseRoleDescriptor;
// RoleDescriptor.IndicesPrivileges.Builder.build and
// ApplicationResourcePrivileges.Builder.build;
// ConfigurableClusterPrivileges.ManageRolesPrivilege.parse.
func uncaught(v violation) bool {
	switch v.keyword {
	case "minItems":
		return v.rule == "global-shape" || (v.node.Name == "privileges" || v.node.Name == "resources") && v.node.Parent.Parent.Name != "remote_cluster"
	case "required":
		return v.key == "application"
	}
	return false
}

// unloaded says what becomes of roles.yml then: the exception ends the start
// of a node, and a reload leaves the roles as they were.
func unloaded(words string) string {
	return "the loader does not skip the role alone but stops (\"" + strings.TrimSuffix(words, ".") + "\"): the node does not start, or keeps the roles it had"
}

// refusal says that the server refuses the role, with its words where known.
func (c *checker) refusal(words string) string {
	says := "Elasticsearch refuses the role"
	switch c.role.API {
	case role.Kibana:
		says = "Kibana refuses the role"
	case role.FileStore:
		says = "the roles.yml loader skips the role"
	}
	if words == "" {
		return says
	}
	return says + ": " + strings.TrimSuffix(words, ".")
}

func isIn(n *source.Node, list string) bool { return n.Parent != nil && n.Parent.Name == list }

// words returns what a schema's own keyword says for a violation, filled in.
func (c *checker) words(v violation, keyword string) string {
	server, _ := v.def[keyword].(map[string]any)
	template, ok := server[v.keyword+"/"+v.key].(string)
	if !ok && v.keyword == "type" && v.node.Kind == source.Null {
		template, ok = server["null"].(string)
	}
	if !ok {
		template, ok = server[v.keyword].(string)
	}
	if !ok {
		return ""
	}
	field := v.node.Name
	if field == "" && v.node.Parent != nil {
		field = v.node.Parent.Name
	}
	if v.node.Kind == source.Null {
		// XContentUtils.readStringArray has a message of its own for null.
		template = strings.Replace(template, "string array but found [{token}] value", "string array but found null value", 1)
	}
	return strings.NewReplacer(
		"{role}", c.role.Name, "{field}", field, "{key}", v.key, "{token}", token(v.node),
	).Replace(template)
}

// token returns Elasticsearch's name of a value's first token.
//
// Source: elasticsearch XContentParser.Token.
func token(n *source.Node) string {
	return [...]string{
		source.Object: "START_OBJECT", source.Array: "START_ARRAY", source.String: "VALUE_STRING",
		source.Number: "VALUE_NUMBER", source.Bool: "VALUE_BOOLEAN", source.Null: "VALUE_NULL",
	}[n.Kind]
}

// kibanaWords returns what Kibana's configuration schema says, without the
// path; "" where that is not established.
//
// Source: kibana kbn-config-schema/src/types/{array,object,string}_type.ts.
func (c *checker) kibanaWords(v violation) string {
	switch v.keyword {
	case "type":
		return kibanaTypeWords(v)
	case "required":
		return "expected value of type [array] but got [undefined]" // all required keys are lists
	case "additionalProperties":
		if v.rule != "field-security-shape" {
			return "definition for this key is missing"
		}
	case "minItems":
		return "array size is [0], but cannot be smaller than [1]"
	case "enum":
		if v.rule == "kibana-unknown-base" {
			scope := "space"
			if spaces := v.node.Parent.Parent.Get("spaces"); spaces == nil || len(spaces.Children) == 1 && spaces.Children[0].Text == "*" {
				scope = "global"
			}
			return fmt.Sprintf("unknown %s privilege %q, must be one of [all,read]", scope, v.node.Text)
		}
	}
	return ""
}

func kibanaTypeWords(v violation) string {
	kind := texts(v.def["type"])[0]
	_, record := v.def["patternProperties"]
	record = record || v.rule == "field-security-shape"
	isText := v.node.Kind == source.String
	switch {
	case kind == "object" && record:
		return ""
	case kind == "object" && isText:
		return "could not parse object value from json input"
	case kind == "object":
		return fmt.Sprintf("expected a plain object value, but found [%s] instead", kibanaType(v.node))
	case kind == "array" && isText:
		return "could not parse array value from json input"
	}
	return fmt.Sprintf("expected value of type [%s] but got [%s]", kind, kibanaType(v.node))
}

// kibanaType names a value's type as the type-detect package does.
func kibanaType(n *source.Node) string {
	switch n.Kind {
	case source.Object:
		return "Object"
	case source.Array:
		return "Array"
	}
	return n.Kind.String()
}

// dotted writes the path of a violation as Kibana does: elasticsearch.indices.0.
func dotted(path source.Path, v violation) string {
	var steps []string
	for _, e := range path {
		if e.IsKey() {
			steps = append(steps, e.Key)
		} else {
			steps = append(steps, fmt.Sprint(e.Index))
		}
	}
	if v.keyword == "required" {
		steps = append(steps, v.key)
	}
	return strings.Join(steps, ".")
}
