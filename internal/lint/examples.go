package lint

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/txtar"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/intent"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/surroundings"
)

// Example is a bad or good example of a rule.
type Example struct {
	Name string // the file it stands for, such as roles/analyst.json
	Bad  bool
	Args []string // the flags it is stated for, such as --stack 8.17
	// Config are the options of the rule that it is stated for, as YAML; ""
	// where they are the defaults.
	Config string
	// Intent is the intent file that goes with it; "" where there is none.
	Intent string
	// Roles are the roles beside an example that is a file of role mappings or
	// a kibana.yml, or an earlier file of the folder of one that is a role file;
	// Spaces are the spaces beside a role; "" where there are none.
	Roles, Spaces string
	Text          string // without marks
	// Archive is the file that the example stands in, and Line where in it the
	// text begins, from 1.
	Archive string
	Line    int
	// Marked is Text with its marks.
	Marked string
	// Fixed is what all fixes make of a bad example, also those that are not
	// safe; "" where it has none.
	Fixed string
	// Marks are the byte ranges in Text that a bad example's findings must
	// have, in order of position.
	Marks [][2]int
	// Messages, where given, are parts of the findings' messages, in order.
	Messages []string

	beside bool // the example is no role but stands beside roles
}

// Examples returns the examples of a built-in rule, bad ones first; nil where
// there are none.
func Examples(id string) []Example {
	for _, fsys := range fixtures() {
		var name string
		var found []byte
		_ = fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
			if err == nil && path.Base(p) == id+".txtar" {
				name = p
				found, _ = fs.ReadFile(fsys, p) // embedded: cannot fail
				return fs.SkipAll
			}
			return nil
		})
		if found != nil {
			examples := parseExamples(name, found)
			for i := range examples {
				examples[i].beside = besideRoles(id)
			}
			return examples
		}
	}
	return nil
}

// besideRoles reports whether the examples of a rule are no roles but files
// that stand beside them.
func besideRoles(id string) bool {
	for _, r := range Rules() {
		if r.ID == id {
			return r.Needs == "role-mappings" || r.Needs == "kibana-yml"
		}
	}
	return false
}

// besides are the endings of sections that belong to an example: its flags,
// parts of the messages, its intent file, options of the rule, what fixes make
// of it, roles or spaces beside it.
var besides = []string{".args", ".want", ".intent", ".config", ".fixed", ".roles", ".spaces"}

// parseExamples reads an archive of examples, bad ones first.
func parseExamples(archive string, text []byte) []Example {
	var bad, good []Example
	extra := map[string]string{}
	eachSection(text, func(f txtar.File, _ int) {
		if path.Ext(f.Name) == ".fixed" {
			extra[f.Name] = string(f.Data) // to the byte
			return
		}
		if slices.Contains(besides, path.Ext(f.Name)) {
			extra[f.Name] = strings.TrimSpace(string(f.Data))
		}
	})
	eachSection(text, func(f txtar.File, line int) {
		kind, name, _ := strings.Cut(f.Name, "/")
		if _, ok := extra[f.Name]; ok || kind != "bad" && kind != "good" {
			return
		}
		e := Example{
			Name: name, Bad: kind == "bad", Args: strings.Fields(extra[f.Name+".args"]),
			Config: extra[f.Name+".config"], Intent: extra[f.Name+".intent"], Fixed: extra[f.Name+".fixed"],
			Roles: extra[f.Name+".roles"], Spaces: extra[f.Name+".spaces"],
			Archive: archive, Line: line + 1, Marked: string(f.Data),
		}
		e.Text, e.Marks = stripMarks(e.Marked)
		if want := extra[f.Name+".want"]; want != "" {
			e.Messages = strings.Split(want, "\n")
		}
		if e.Bad {
			bad = append(bad, e)
		} else {
			good = append(good, e)
		}
	})
	return append(bad, good...)
}

// eachSection visits the sections of an archive with the lines of their headings.
func eachSection(text []byte, visit func(f txtar.File, line int)) {
	archive := txtar.Parse(text)
	line := 1 + bytes.Count(archive.Comment, []byte("\n"))
	for _, f := range archive.Files {
		visit(f, line)
		line += 1 + bytes.Count(f.Data, []byte("\n"))
	}
}

// stripMarks takes the marks «…» out of a text and returns the ranges they
// enclosed, by their starts and ends. The end of a mark that is not closed is -1.
func stripMarks(s string) (string, [][2]int) {
	var b strings.Builder
	var marks [][2]int
	var open []int
	for _, r := range s {
		switch r {
		case '«':
			open = append(open, len(marks))
			marks = append(marks, [2]int{b.Len(), -1})
		case '»':
			if n := len(open); n > 0 {
				marks[open[n-1]][1] = b.Len()
				open = open[:n-1]
			}
		default:
			b.WriteRune(r)
		}
	}
	slices.SortStableFunc(marks, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	return b.String(), marks
}

// exampleDay is the day on which examples are looked at.
const exampleDay = "2026-01-31"

// Options returns the options that the example is stated for, with only its
// rule switched on and, behind it, those that --rules adds.
func (e Example) Options(rule *diag.Rule) (Options, error) {
	opt := Options{Only: []string{rule.ID}, Today: exampleDay}
	if e.Config != "" {
		values, err := readValues(rule, e.Config)
		if err != nil {
			return Options{}, fmt.Errorf("%s.config: %w", e.Title(), err)
		}
		opt.Values = map[string]diag.Values{rule.ID: values}
	}
	if e.Intent != "" {
		opt.Intents = []intent.File{{Name: "intent.yaml", Src: []byte(e.Intent + "\n")}}
	}
	if e.Spaces != "" {
		opt.Surroundings.Spaces = &surroundings.File{Name: "spaces.yaml", Src: []byte(e.Spaces + "\n")}
	}
	switch own := (surroundings.File{Name: e.Name, Src: []byte(e.Text)}); rule.Needs {
	case "role-mappings":
		opt.Surroundings.RoleMappings = []surroundings.File{own}
	case "kibana-yml":
		opt.Surroundings.KibanaYML = &own
	}
	for i := 0; i+1 < len(e.Args); i += 2 {
		var err error
		switch value := e.Args[i+1]; e.Args[i] {
		case "--rules":
			opt.Only = append(opt.Only, strings.Split(value, ",")...)
		case "--stack":
			opt.Target.Stack, err = catalog.ParseStack(value)
		case "--license":
			opt.Target.License, err = catalog.ParseLicense(value)
		case "--deployment":
			opt.Target.Deployment, err = catalog.ParseDeployment(value)
		case "--as":
			var ok bool
			if opt.Formats, ok = role.FormatsByName(value); !ok {
				err = fmt.Errorf("unknown format %q", value)
			}
		default:
			err = fmt.Errorf("unknown flag %q", e.Args[i])
		}
		if err != nil {
			return Options{}, err
		}
	}
	return opt, nil
}

// Title returns the name of the example's section: "bad/NAME" or "good/NAME".
func (e Example) Title() string {
	if e.Bad {
		return "bad/" + e.Name
	}
	return "good/" + e.Name
}

// Input returns the example's text as a named file. Of an example that is no
// role it is the roles beside it, as a file that was found.
func (e Example) Input() Input {
	if e.beside {
		return e.roles("roles")
	}
	return Input{Name: e.Name, Named: true, Listed: true, Read: func() ([]byte, error) { return []byte(e.Text), nil }}
}

// Inputs returns the example with the earlier file of its folder, where it has
// one.
func (e Example) Inputs() []Input {
	if e.beside || e.Roles == "" {
		return []Input{e.Input()}
	}
	return []Input{e.roles("earlier"), e.Input()}
}

// roles are the roles beside the example, as a file that was found.
func (e Example) roles(name string) Input {
	name += ".yml"
	if strings.HasPrefix(e.Roles, "{") || strings.HasPrefix(e.Roles, "[") {
		name = strings.TrimSuffix(name, ".yml") + ".json"
	}
	return Input{Name: name, Read: func() ([]byte, error) { return []byte(e.Roles + "\n"), nil }}
}
