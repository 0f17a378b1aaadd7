package access

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

func texts(n int, format string) []role.Text {
	list := make([]role.Text, n)
	for i := range list {
		list[i].Value = fmt.Sprintf(format, i)
	}
	return list
}

// Roles that hold more than can be looked at are too complex; they took
// minutes, or gigabytes.
func TestTooLarge(t *testing.T) {
	const heavy = "/x%d(a{1,50}){1,50}.*b{20}.{0,40}/"
	entries := func(n int, of func(i int) role.Indices) []role.Indices {
		list := make([]role.Indices, n)
		for i := range list {
			list[i] = of(i)
			list[i].Privileges = []role.Text{{Value: "read"}}
		}
		return list
	}
	for name, r := range map[string]*role.Role{
		"base in spaces": {KibanaEntries: []role.KibanaEntry{{Spelling: role.KibanaSpelling, Spaces: texts(50_000, "s%d"), Base: []role.Text{{Value: "all"}}}}},
		"features in spaces": {KibanaEntries: []role.KibanaEntry{{Spelling: role.KibanaSpelling, Spaces: texts(100_000, "s%d"), Features: []role.Feature{
			{ID: "discover_v2", Privileges: []role.Text{{Value: "all"}}}, {ID: "dashboard_v2", Privileges: []role.Text{{Value: "all"}}}, {ID: "ml", Privileges: []role.Text{{Value: "all"}}},
		}}}},
		"names":  {Indices: entries(1, func(int) role.Indices { return role.Indices{Names: texts(1000, heavy)} })},
		"groups": {Indices: entries(1000, func(i int) role.Indices { return role.Indices{Names: []role.Text{{Value: fmt.Sprintf(heavy, i)}}} })},
		"fields": {Indices: entries(1000, func(i int) role.Indices {
			return role.Indices{Names: []role.Text{{Value: "a"}}, FieldSecurity: &role.FieldSecurity{Except: []role.Text{{Value: fmt.Sprintf(heavy, i)}}}}
		})},
		"one long name": {Indices: entries(1, func(int) role.Indices { return role.Indices{Names: []role.Text{{Value: strings.Repeat("a", 1<<20)}}} })},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := Of(catalog.Default(), r); !errors.Is(err, automata.ErrTooComplex) {
				t.Errorf("error %v", err)
			}
		})
	}
}

// A thousand spaces are as many as Kibana has.
func TestManySpaces(t *testing.T) {
	r := &role.Role{KibanaEntries: []role.KibanaEntry{
		{Spelling: role.KibanaSpelling, Spaces: texts(1000, "s%d"), Base: []role.Text{{Value: "read", Node: &source.Node{}}}},
		{Spelling: role.KibanaSpelling, Spaces: texts(1000, "s%d"), Features: []role.Feature{{ID: "discover_v2", Privileges: []role.Text{{Value: "all"}}}}},
	}}
	set, err := Of(catalog.Default(), r)
	if err != nil {
		t.Fatal(err)
	}
	base, feature := 0, 0
	for _, g := range set.Granted() {
		switch {
		case g.Feature == "" && g.Privileges[0] == "read":
			base++
		case g.Feature == "discover_v2":
			feature++
		}
	}
	if base != 1000 || feature != 1000 {
		t.Errorf("base in %d spaces, feature in %d", base, feature)
	}
}
