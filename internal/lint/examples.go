package lint

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/txtar"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/intent"
	"github.com/rolelint/rolelint/internal/role"
)

// Example is a bad or good example of a rule.
type Example struct {
	Name string // the file it stands for, such as roles/analyst.json
	Bad  bool
	Args []string // the flags it is stated for, such as --stack 8.17
	// Intent is the intent file that goes with it; "" where there is none.
	Intent string
	Text   string // without marks
	// Marks are the byte ranges in Text that a bad example's findings must
	// have, in order of position.
	Marks [][2]int
	// Messages, where given, are parts of the findings' messages, in order.
	Messages []string
}

// Examples returns the examples of a built-in rule, bad ones first; nil where
// there are none.
func Examples(id string) []Example {
	for _, fsys := range fixtures() {
		var found []byte
		_ = fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
			if err == nil && path.Base(p) == id+".txtar" {
				found, _ = fs.ReadFile(fsys, p) // embedded: cannot fail
				return fs.SkipAll
			}
			return nil
		})
		if found != nil {
			return parseExamples(found)
		}
	}
	return nil
}

// besides are the endings of sections that belong to an example: its flags,
// parts of the messages, its intent file.
var besides = []string{".args", ".want", ".intent"}

func parseExamples(archive []byte) []Example {
	var bad, good []Example
	extra := map[string]string{}
	files := txtar.Parse(archive).Files
	for _, f := range files {
		if slices.Contains(besides, path.Ext(f.Name)) {
			extra[f.Name] = strings.TrimSpace(string(f.Data))
		}
	}
	for _, f := range files {
		kind, name, _ := strings.Cut(f.Name, "/")
		if _, ok := extra[f.Name]; ok || kind != "bad" && kind != "good" {
			continue
		}
		e := Example{Name: name, Bad: kind == "bad", Args: strings.Fields(extra[f.Name+".args"]), Intent: extra[f.Name+".intent"]}
		e.Text, e.Marks = stripMarks(string(f.Data))
		if want := extra[f.Name+".want"]; want != "" {
			e.Messages = strings.Split(want, "\n")
		}
		if e.Bad {
			bad = append(bad, e)
		} else {
			good = append(good, e)
		}
	}
	return append(bad, good...)
}

// stripMarks takes the marks «…» out of a text and returns the ranges they
// enclosed, in the order of their starts.
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
	return b.String(), marks
}

// Options returns the options that the example is stated for, with only the
// rule id switched on.
func (e Example) Options(id string) (Options, error) {
	opt := Options{Only: []string{id}}
	if e.Intent != "" {
		opt.Intents = []intent.File{{Name: "intent.yaml", Src: []byte(e.Intent + "\n")}}
	}
	for i := 0; i+1 < len(e.Args); i += 2 {
		var err error
		switch value := e.Args[i+1]; e.Args[i] {
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

// Input returns the example's text as a named file.
func (e Example) Input() Input {
	return Input{Name: e.Name, Named: true, Read: func() ([]byte, error) { return []byte(e.Text), nil }}
}
