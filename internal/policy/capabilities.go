package policy

import (
	"slices"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"
)

// allowed are the functions of Rego that a policy may call: those whose result
// depends on their arguments only, and whose cost and memory follow from the
// size of the arguments. What is not listed does not compile: no network
// (http.send, net.*), no environment (opa.runtime), no clock (time.now_ns), no
// randomness (rand.intn, uuid.rfc4122), no output (trace; print is erased), no
// cryptography, and none of those that build large values from small ones
// (numbers.range, bits.lsh, net.cidr_expand). Besides there are the
// accessFunctions.
var allowed = []string{
	"abs", "array.concat", "array.flatten", "array.reverse", "array.slice", "and", "assign",
	"ceil", "concat", "contains", "count", "div", "endswith", "eq", "equal",
	"floor", "format_int", "glob.match", "glob.quote_meta", "graph.reachable",
	"gt", "gte", "indexof", "indexof_n", "internal.member_2", "internal.member_3",
	"internal.template_string", "intersection", "is_array", "is_boolean", "is_null",
	"is_number", "is_object", "is_set", "is_string", "json.filter", "json.is_valid",
	"json.marshal", "json.remove", "json.unmarshal", "lower", "lt", "lte", "max",
	"min", "minus", "mul", "neq", "object.filter", "object.get", "object.keys",
	"object.remove", "object.subset", "object.union", "object.union_n", "or", "plus",
	"product", "regex.find_all_string_submatch_n", "regex.find_n", "regex.is_valid",
	"regex.match", "regex.replace", "regex.split", "rem", "replace", "round",
	"semver.compare", "semver.is_valid", "sort", "split", "sprintf", "startswith",
	"strings.any_prefix_match", "strings.any_suffix_match", "strings.count",
	"strings.replace_n", "strings.reverse", "substring", "sum", "to_number", "trim",
	"trim_left", "trim_prefix", "trim_right", "trim_space", "trim_suffix",
	"type_name", "union", "upper", "walk", "yaml.is_valid", "yaml.unmarshal",
}

// capabilities are what the compiler is told to exist. Annotations are read by
// us and not by policies, so rego.metadata is not among it.
var capabilities = sync.OnceValue(func() *ast.Capabilities {
	c := ast.CapabilitiesForThisVersion(ast.CapabilitiesRegoVersion(ast.RegoV1))
	c.Builtins = slices.DeleteFunc(c.Builtins, func(b *ast.Builtin) bool {
		return !slices.Contains(allowed, b.Name)
	})
	c.Builtins = append(c.Builtins, accessFunctions...)
	c.AllowNet = []string{}
	return c
})
