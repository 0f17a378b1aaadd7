package report

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/rolelint/rolelint/internal/diff"
	"github.com/rolelint/rolelint/internal/fix"
	"github.com/rolelint/rolelint/internal/lint"
)

// Migration is what rewriting roles for another version comes to.
type Migration struct {
	Files []fix.File // those with something to rewrite
	// Left is what needs a person: it has no replacement, or none is established.
	Left []lint.Finding
	// Refused are the fixes that were not made because access would not have
	// stayed as it was.
	Refused []fix.Refused
	// Access compares the roles as they were, at the version they are from,
	// with what they are now, at the version they are for.
	Access *Diff
	// Written says that the files were rewritten.
	Written bool
}

// rewritten returns how many files have another text.
func (m *Migration) rewritten() int {
	n := 0
	for i := range m.Files {
		if m.Files[i].Changed() {
			n++
		}
	}
	return n
}

// WriteMigration writes a migration as "text" or "json". The error is w's.
func WriteMigration(w io.Writer, m *Migration, format string, options Options) error {
	if format == "json" {
		return writeMigrationJSON(w, m)
	}
	return writeMigrationText(w, m, options)
}

func writeMigrationText(w io.Writer, m *Migration, options Options) error {
	b, p := bufio.NewWriterSize(w, 64<<10), paint(options.Color)
	for i := range m.Files {
		f := &m.Files[i]
		line(b, p.with(bold, Escape(f.Name)))
		if f.Unsettled {
			line(b, "  ", p.with(red, fmt.Sprintf("left as it is: after %d rounds there is still something to replace", fix.Rounds)))
		}
		for _, a := range f.Applied {
			line(b, "  role ", Escape(a.Role), ": ", Escape(a.Title))
		}
		line(b)
	}
	if len(m.Left) > 0 {
		line(b, p.with(yellow, fmt.Sprintf("left alone, for a person to decide: %d", len(m.Left))))
		for i := range m.Left {
			f := &m.Left[i]
			line(b, "  ", position(f.File, &f.Range), ": ", f.Rule.ID, ": ", Escape(f.Message), " (role ", Escape(f.Role), ")")
			if why := m.whyLeft(f); why != "" {
				line(b, "    not done: ", Escape(why))
			}
		}
		line(b)
	}
	if err := b.Flush(); err != nil {
		return err
	}
	if err := writeDiffText(w, m.Access, options); err != nil {
		return err
	}
	words := "nothing to rewrite"
	switch n := m.rewritten(); {
	case n > 0 && m.Written:
		words = count(n, "file was", "files were") + " rewritten"
	case n > 0:
		words = "nothing was written: --write rewrites " + count(n, "file", "files") + ", --diff shows how"
	}
	_, err := fmt.Fprintf(w, "\n%s\n", words)
	return err
}

// whyLeft says why what a rule has a replacement for was not replaced; "" where
// the message says all.
func (m *Migration) whyLeft(f *lint.Finding) string {
	if f.Fix != nil {
		for _, r := range m.Refused {
			if r.Rule.ID == f.Rule.ID && r.Role == f.Role && r.Title == f.Fix.Title {
				return r.Why
			}
		}
	}
	return f.Unfixed
}

type jsonRewritten struct {
	File    string        `json:"file"`
	Changes []jsonApplied `json:"changes"`
	Diff    string        `json:"diff"` // unified
}

type jsonApplied struct {
	Rule  string `json:"rule"`
	Role  string `json:"role"`
	Title string `json:"title"`
}

// writeMigrationJSON writes one object. Its members are a contract.
func writeMigrationJSON(w io.Writer, m *Migration) error {
	out := newJSONWriter(w)
	out.text(`{"version":`)
	out.value(jsonVersion)
	out.text(`,"from":`)
	out.value(m.Access.From)
	out.text(`,"target":`)
	out.value(m.Access.Target)
	out.text(`,"written":`)
	out.value(m.Written)
	out.text(`,"files":`)
	writeArray(out, len(m.Files), func(i int) any {
		f := &m.Files[i]
		j := jsonRewritten{File: FileName(f.Name), Changes: []jsonApplied{}}
		for _, a := range f.Applied {
			j.Changes = append(j.Changes, jsonApplied{a.Rule.ID, a.Role, a.Title})
		}
		var b bytes.Buffer
		_ = WriteUnified(&b, f, Options{}) // a buffer takes everything
		j.Diff = b.String()
		return j
	})
	out.text(`,"left":`)
	writeArray(out, len(m.Left), func(i int) any { return newJSONFinding(&m.Left[i]) })
	out.text(`,"access":`)
	var access bytes.Buffer
	if err := writeDiffJSON(&access, m.Access, Options{}); err != nil {
		return err
	}
	out.text(strings.TrimSuffix(access.String(), "\n"))
	out.text("}\n")
	return out.flush()
}

// Proved reports whether every role is proved to grant what it did.
func (m *Migration) Proved() bool { return m.Access.Verdict == diff.Equal }
