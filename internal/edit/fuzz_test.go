package edit

import (
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/source"
)

// seeds are texts in every layout that there is.
var seeds = []string{
	"{\n  \"a\": [\"x\", \"y\", \"z\"],\n  \"b\": {\"c\": 1, \"d\": null},\n  \"e\": [\n    \"f\",\n    \"g\"\n  ]\n}\n",
	"{\"a\":[1,2],\"b\":{}}",
	"{\r\n\t\"a\": [ // first\r\n\t\t\"x\", // about x\r\n\t\t/* y */ \"y\",\r\n\t],\r\n}",
	"{\"a\": [\"x\"\n  , \"y\"\n  , \"z\"], \"a\": 2}",
	"a:\n  - x # about x\n  - y\n  # about z\n  - 'z'\nb: {c: 1, \"d\": [q, 'r']}\n",
	"- names: [a, b]\n  privileges:\n  - read\n  - all\n- names:\n    - c\n  query: |\n    {\n    }\n\n- {x: 1}\n",
	"a: &x\n  - one\nb: *x\nc:\n  <<: &y {k: v}\n  m: 1\nd: [*x, [*x]]\n",
	"\xef\xbb\xbfa: 1\r\nb:\r\n  - c\r\n  - d: e\r\n    f: g",
	"? a\n: - b\n  - c\n!!str d: e\nf: - \n",
	"- - a\n  - b\n- -\n  - c\n- key:\n  other: >+\n    text\n\n\n  last:\n",
	"{a: 1, # one\n b: [x,\n  y], 'c d': &z {e: f},\n g, ? h : i, j: *z}",
	"a: [x: 1, y]\nb: plain\n  text\nc: \"q\\\n  r\"\n---\nd: [1, 2]\n...\n---\n{}\n",
}

// FuzzEdits makes one change of a text and reads it again: what is read is the
// tree with that change, and nothing else.
func FuzzEdits(f *testing.F) {
	for i, s := range seeds {
		for op := range 8 {
			for node := range 12 {
				f.Add(s, i%3 == 0, uint8(op), uint8(node))
			}
		}
	}
	f.Fuzz(func(t *testing.T, s string, json bool, op, node uint8) {
		name := "role.yml"
		if json {
			name = "role.json"
		}
		if why := tryEdit(name, s, int(op), int(node)); why != "" {
			t.Error(why)
		}
	})
}

// tryEdit returns what is wrong; "" where all is well or the change is refused.
func tryEdit(name, s string, op, node int) string {
	file := source.Parse(name, []byte(s), source.Limits{Nodes: 5000})
	var nodes []*source.Node
	for _, doc := range file.Docs {
		nodes = all(nodes, doc)
	}
	if len(nodes) == 0 {
		return ""
	}
	changes := changesOf(nodes[node%len(nodes)], op)
	edits, err := New(file).Edits(changes...)
	if err != nil {
		return ""
	}
	text := string(Apply(file.Src, edits))
	again := source.Parse(name, []byte(text), source.Limits{})
	report := func(what string) string {
		return what + "\nbefore: " + quoted(s) + "\nafter:  " + quoted(text)
	}
	if again.Err != nil {
		return report(again.Err.Msg)
	}
	if len(again.Docs) != len(file.Docs) {
		return report("another number of documents")
	}
	for i, doc := range file.Docs {
		if !Same(again.Docs[i], Expect(doc, changes)) {
			return report("another tree")
		}
	}
	return ""
}

func all(nodes []*source.Node, n *source.Node) []*source.Node {
	nodes = append(nodes, n)
	for _, c := range n.Children {
		nodes = all(nodes, c)
	}
	return nodes
}

// changesOf makes a change of a node that fits its kind.
func changesOf(n *source.Node, op int) []Change {
	text := []string{"x", "logs-*", "*", "a, b", "it's \"so\"", "yes", "# no", "\u2028é"}[op%8]
	switch op / 8 % 8 {
	case 1:
		return []Change{Replace(n, text)}
	case 2:
		return []Change{Rename(n, text)}
	case 3:
		if n.Key.IsZero() {
			return []Change{After(n, text), After(n, []string{text})}
		}
		return []Change{MemberAfter(n, text, []string{text, "b"})}
	case 4:
		if n.Kind == source.Object {
			return []Change{AppendMember(n, text, []string{text})}
		}
		return []Change{Append(n, text)}
	case 5:
		return []Change{Replace(n, []string{text, "b"})}
	case 6:
		return []Change{Replace(n, []Member{{text, []string{"b"}}})}
	case 7:
		return Split(n, []string{text, "b", "c"})
	}
	return []Change{Remove(n)}
}

// TestEverySeed makes every change of every node of the seeds.
func TestEverySeed(t *testing.T) {
	for _, s := range seeds {
		for _, name := range []string{"role.yml", "role.json"} {
			for op := range 64 {
				for node := range 20 {
					if why := tryEdit(name, s, op, node); why != "" {
						t.Fatalf("op %d, node %d: %s", op, node, why)
					}
				}
			}
		}
	}
}

// TestLineEnds: edits keep to the line ends of the file.
func TestLineEnds(t *testing.T) {
	file := source.Parse("role.yml", []byte("a:\r\n  - x\r\n"), source.Limits{})
	edits, err := New(file).Edits(After(file.Docs[0].Get("a").At(0), "z"))
	if err != nil {
		t.Fatal(err)
	}
	if got := string(Apply(file.Src, edits)); got != "a:\r\n  - x\r\n  - z\r\n" || strings.Count(got, "\n") != 3 {
		t.Errorf("%q", got)
	}
}
