package surroundings

import (
	"strings"

	"github.com/rolelint/rolelint/internal/decode"
	"github.com/rolelint/rolelint/internal/source"
)

// KibanaYML is Kibana's configuration file.
type KibanaYML struct {
	Source *source.File
	top    *source.Node // nil where the file is empty
}

// readKibanaYML reads the file: one YAML document, an object.
func readKibanaYML(f File) (*KibanaYML, decode.Errors) {
	r := decode.NewReader(f.Name, f.Src)
	r.File.Secret = true // elasticsearch.password, xpack.security.encryptionKey, …
	k := &KibanaYML{Source: r.File}
	k.top = r.Document("kibana.yml")
	if k.top != nil && k.top.Kind != source.Object {
		r.Fail(firstByte(k.top), "kibana.yml must be an object of settings, but is %s", decode.Article(k.top.Kind))
	}
	return k, r.Errors()
}

// Get returns the value of a setting such as server.publicBaseUrl; nil where
// it is not set or null. Keys may be dotted, nested, or both: Kibana splits
// every key at its dots, at every level.
//
// Source: elastic/kibana:src/platform/packages/shared/kbn-std/src/ensure_deep_object.ts@df4592ec354c1df32da426c0a0f7ac91d01d034f
func (k *KibanaYML) Get(setting string) *source.Node {
	if found := lookup(k.top, setting); found != nil && found.Kind != source.Null {
		return found
	}
	return nil
}

// Members returns the names that stand below a setting, in the order of the
// text, each once: for xpack.actions.preconfigured the ids of the connectors.
func (k *KibanaYML) Members(setting string) []string {
	var names []string
	seen := map[string]bool{}
	below(k.top, setting, func(path string) {
		if name, _, _ := strings.Cut(path, "."); !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	})
	return names
}

// below calls found with what follows the setting in every path that has it.
func below(n *source.Node, setting string, found func(path string)) {
	if n == nil || n.Kind != source.Object {
		return
	}
	for _, c := range n.Children {
		if c.Name == setting && c.Kind == source.Object {
			for _, member := range c.Children {
				found(member.Name)
			}
		} else if path, ok := strings.CutPrefix(c.Name, setting+"."); ok {
			found(path)
		} else if rest, ok := strings.CutPrefix(setting, c.Name+"."); ok {
			below(c, rest, found)
		}
	}
}

// lookup finds a dotted setting below n, however its parts are spread over
// keys; of several the last in the text.
func lookup(n *source.Node, setting string) *source.Node {
	if n == nil || n.Kind != source.Object {
		return nil
	}
	var found *source.Node
	for _, c := range n.Children {
		if c.Name == setting {
			found = c
		} else if rest, ok := strings.CutPrefix(setting, c.Name+"."); ok {
			if deeper := lookup(c, rest); deeper != nil {
				found = deeper
			}
		}
	}
	return found
}
