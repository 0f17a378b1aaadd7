//go:build dev

package main

import (
	"bytes"
	"fmt"
	"go/format"
	"reflect"
	"strconv"
	"strings"
)

// writer writes Go composite literals; fields with a zero value are left out.
// The first error stays.
type writer struct {
	bytes.Buffer
	err error
}

// line writes a line as it is.
func (w *writer) line(s string) { w.WriteString(s + "\n") }

// put writes a piece of a line.
func (w *writer) put(s string) { w.WriteString(s + " ") }

// formatted returns what was written as gofmt writes it.
func (w *writer) formatted() ([]byte, error) {
	if w.err != nil {
		return nil, w.err
	}
	return format.Source(w.Bytes())
}

func (w *writer) fail(format string, args ...any) {
	if w.err == nil {
		w.err = fmt.Errorf(format, args...)
	}
}

// text writes a string field.
func (w *writer) text(name, value string) {
	if value != "" {
		w.put(name + ": " + strconv.Quote(value) + ",")
	}
}

// texts writes a field that is a list of strings.
func (w *writer) texts(name string, values []string) {
	if len(values) > 0 {
		w.put(name + ": " + stringList(values) + ",")
	}
}

func stringList(values []string) string {
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = strconv.Quote(v)
	}
	return "[]string{" + strings.Join(quoted, ", ") + "}"
}

// flag writes a field that is true.
func (w *writer) flag(name string, value bool) {
	if value {
		w.put(name + ": true,")
	}
}

// version writes a version field.
func (w *writer) version(name, value string) {
	if value != "" {
		w.put(name + ": " + w.versionLiteral(value) + ",")
	}
}

// versionLiteral returns the literal of "8.17" or "8.19.22".
func (w *writer) versionLiteral(value string) string {
	parts := strings.Split(value, ".")
	if len(parts) == 2 {
		parts = append(parts, "AnyPatch")
	}
	if len(parts) != 3 {
		w.fail("%q is no version", value)
		return ""
	}
	for _, part := range parts {
		if _, err := strconv.Atoi(part); err != nil && part != "AnyPatch" {
			w.fail("%q is no version", value)
		}
	}
	return "Version{" + strings.Join(parts, ", ") + "}"
}

// choice writes a field that is one of several constants.
func (w *writer) choice(name, value string, constants map[string]string) {
	if value == "" {
		return
	}
	constant, ok := constants[value]
	if !ok {
		w.fail("%s: unknown value %q", name, value)
	}
	w.put(name + ": " + constant + ",")
}

// list writes a field that is a list of structs.
func list[T any](w *writer, name, element string, values []T, write func(T)) {
	if len(values) == 0 {
		return
	}
	w.line(name + ": []" + element + "{")
	for _, v := range values {
		w.put("{")
		write(v)
		w.line("},")
	}
	w.line("},")
}

// grants writes a field of grants.
func (w *writer) grants(name string, grants []grant) {
	if len(grants) == 0 {
		return
	}
	w.put(name + ": []Grant{")
	for _, g := range grants {
		w.put("{" + strconv.Quote(g.Feature) + ", " + stringList(g.Privileges) + "},")
	}
	w.put("},")
}

// window writes a window field.
func (w *writer) window(name, from, until string) {
	if from == "" && until == "" {
		return
	}
	w.put(name + ": window{")
	w.version("from", from)
	w.version("until", until)
	w.put("},")
}

// lifetime writes the life field, where the line says anything of it.
func (w *writer) lifetime(l life) {
	if reflect.ValueOf(l).IsZero() {
		return
	}
	w.put("life: lifetime{")
	if l.Since != "" {
		if l.PresentBy != "" || l.AbsentIn != "" {
			w.fail("since stands beside a bound: %+v", l)
		}
		w.version("since", l.Since)
	} else {
		w.version("since", l.PresentBy)
		w.version("absent", l.AbsentIn)
		w.flag("loose", true)
	}
	if len(l.Branches) > 0 {
		literals := make([]string, len(l.Branches))
		for i, b := range l.Branches {
			literals[i] = strings.TrimPrefix(w.versionLiteral(b), "Version")
		}
		w.put("branches: []Version{" + strings.Join(literals, ", ") + "},")
	}
	w.version("gone", l.Removed)
	w.version("last", l.Last)
	w.text("sinceSource", l.SinceSource)
	w.text("goneSource", l.RemovedSource)
	w.put("},")
}
