package schema

import (
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/rolelint/rolelint/internal/role"
)

// base is where the schemas are published; nothing is ever read from there.
const base = "https://raw.githubusercontent.com/rolelint/rolelint/main/schema/"

// bodies are the schemas of one role in each format.
var bodies = [...]string{
	role.KibanaBody:        "kibana-role.json",
	role.KibanaList:        "kibana-role-list.json#/$defs/role",
	role.KibanaMap:         "kibana-role-map.json#/$defs/role",
	role.KibanaBulk:        "kibana-role.json",
	role.ElasticsearchBody: "elasticsearch-role.json",
	role.ElasticsearchMap:  "elasticsearch-role-map.json#/$defs/role",
	role.ElasticsearchList: "elasticsearch-role-list.json#/$defs/role",
	role.ElasticsearchBulk: "elasticsearch-role.json",
	role.RoleDescriptors:   "api-key-role-descriptors.json#/$defs/role",
	role.RolesYML:          "roles-yml.json#/$defs/role",
}

// compiled holds a function for each format that compiles its body's schema
// when it is first needed.
var compiled = func() (fs [len(bodies)]func() (*jsonschema.Schema, error)) {
	for format, location := range bodies {
		fs[format] = sync.OnceValues(func() (*jsonschema.Schema, error) { return compile(location) })
	}
	return fs
}()

// compile reads a schema and those that it refers to from the embedded files;
// anything else is refused.
func compile(location string) (*jsonschema.Schema, error) {
	c := jsonschema.NewCompiler()
	c.Draft = jsonschema.Draft2020
	c.LoadURL = func(u string) (io.ReadCloser, error) {
		if name, ok := strings.CutPrefix(u, base); ok {
			return files.Open(name)
		}
		return nil, fmt.Errorf("schema %s is not part of rolelint", u)
	}
	return c.Compile(base + location)
}

// raw returns a schema file as decoded JSON, for our own keywords.
func raw(file string) map[string]any {
	rawFiles.Lock()
	defer rawFiles.Unlock()
	if doc, ok := rawFiles.docs[file]; ok {
		return doc
	}
	text, err := files.ReadFile(file)
	if err != nil {
		panic(err) // the compiled schema came from the same files
	}
	var doc map[string]any
	if err := json.Unmarshal(text, &doc); err != nil {
		panic(err)
	}
	rawFiles.docs[file] = doc
	return doc
}

var rawFiles = struct {
	sync.Mutex
	docs map[string]map[string]any
}{docs: map[string]map[string]any{}}

// definition follows the absolute location of a violated keyword to the schema
// that holds it. It returns the keyword, that schema, and the id of the rule
// that the innermost x-rule names for the keyword, or "".
func definition(location string) (keyword string, def map[string]any, rule string) {
	u, pointer, _ := strings.Cut(location, "#")
	tokens := pointerTokens(pointer)
	n := len(tokens) - 1
	if n >= 2 && tokens[n-2] == "dependentRequired" {
		n -= 2 // …/dependentRequired/except/0
	}
	var at any = raw(strings.TrimPrefix(u, base))
	for i := 0; ; i++ {
		if m, ok := at.(map[string]any); ok {
			switch x := m["x-rule"].(type) {
			case string:
				rule = x
			case map[string]any:
				if id, ok := x[tokens[n]].(string); ok {
					rule = id
				}
			}
			if i == n {
				return tokens[n], m, rule
			}
			at = m[tokens[i]]
			continue
		}
		panic("no schema at " + location)
	}
}

// pointerTokens splits a JSON pointer as jsonschema writes it: escaped for
// JSON pointers, then for URLs.
func pointerTokens(pointer string) []string {
	if pointer == "" {
		return nil
	}
	tokens := strings.Split(strings.TrimPrefix(pointer, "/"), "/")
	for i, t := range tokens {
		if plain, err := url.PathUnescape(t); err == nil {
			t = plain
		}
		tokens[i] = strings.ReplaceAll(strings.ReplaceAll(t, "~1", "/"), "~0", "~")
	}
	return tokens
}
