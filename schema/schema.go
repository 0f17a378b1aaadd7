// Package schema has the JSON Schemas of every role format and turns their
// violations into findings. Beside them stand those of the intent file and of
// the configuration, the latter generated from internal/config.
//
// The schemas are as strict as the servers are, and serve editors as well
// (`rolelint schema NAME`). Three keywords of our own stand beside the standard
// ones: x-rule names the rule that a violation at or below it belongs to, for
// all keywords or by keyword; x-server has the server's own words by keyword;
// x-elasticsearch has Elasticsearch's where Kibana lets the value through.
package schema

import (
	"embed"
	"slices"
	"strings"
)

//go:generate go run -tags dev ../internal/config/gen config.json

//go:embed *.json
var files embed.FS

// Examples holds the fixtures of the rules, examples/RULE.txtar.
//
//go:embed examples/*.txtar
var Examples embed.FS

// Names returns the names of all schemas, sorted: "api-key-role-descriptors",
// "elasticsearch-role", …
func Names() []string {
	entries, _ := files.ReadDir(".") // embedded: cannot fail
	names := make([]string, 0, len(entries))
	for _, e := range entries {
		names = append(names, strings.TrimSuffix(e.Name(), ".json"))
	}
	return names
}

// Text returns a schema that is complete in itself: a schema of ours that it
// refers to is bundled under its $defs, as JSON Schema 2020-12 has it (section
// 9.3.1, Bundling). ok is false where there is no schema of that name.
func Text(name string) (text []byte, ok bool) {
	if !slices.Contains(Names(), name) {
		return nil, false
	}
	whole := fileText(name)
	for _, other := range Names() {
		if strings.Contains(whole, `"`+other+`.json`) {
			whole = bundle(whole, other)
		}
	}
	return []byte(whole), true
}

// fileText returns the text of an embedded file without its last line end.
func fileText(name string) string {
	text, err := files.ReadFile(name + ".json")
	if err != nil {
		panic(err) // only names of embedded files are asked for
	}
	return strings.TrimSuffix(string(text), "\n")
}

// bundle puts a schema under the $defs of another.
func bundle(whole, name string) string {
	const defs = "\n  \"$defs\": {\n"
	member := `    "` + name + `": ` + strings.ReplaceAll(fileText(name), "\n", "\n    ")
	if before, after, found := strings.Cut(whole, defs); found {
		return before + defs + member + ",\n" + after
	}
	return strings.TrimSuffix(whole, "\n}") + "," + defs + member + "\n  }\n}"
}
