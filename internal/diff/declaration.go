package diff

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/role"
)

// Trailer begins a line that declares a change of access:
//
//	Access-change: ROLE +PRIVILEGE[,PRIVILEGE] [restricted] NAME...
//	Access-change: ROLE +kibana SPACE FEATURE:PRIVILEGE
//	Access-change: ROLE +cluster PRIVILEGE
//	Access-change: ROLE +run-as NAME
//	Access-change: ROLE added
//	Access-change: ROLE removed
//
// With - in the place of + it declares a loss. ROLE is a role's name, in double
// quotes where it holds blanks. NAME may be a pattern, as in a role. "restricted"
// adds the restricted indices of the names. SPACE * stands for all spaces, and
// base in the place of FEATURE for the base privileges.
const Trailer = "Access-change:"

// Declaration is a change of access that an author declares.
type Declaration struct {
	Source string // where it stands
	Text   string // as written, behind the trailer
	Role   string
	Gain   bool
	// Whole is "added" or "removed" where the declaration is about the whole
	// role; then Grants is nil.
	Whole string
	// Grants is what is declared gained or lost, as a role.
	Grants *role.Role
	// Indices are the entry of Grants, and Names the names in it, for a
	// declaration about indices.
	Indices *role.Indices
	Names   []string
	// RunAs is the name of a declaration about run_as.
	RunAs string
}

// Declarations reads the declarations of a text: its lines that begin with
// Trailer, in any case; other lines are left alone. Two declarations of which
// the later takes the earlier back cancel each other. source says where the
// text is from. Lines that cannot be read come back as errors.
func Declarations(source, text string) (declarations []Declaration, unreadable []error) {
	number := 0
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimSpace(line)
		if len(line) < len(Trailer) || !strings.EqualFold(line[:len(Trailer)], Trailer) {
			continue
		}
		at := fmt.Sprintf("%s, line %d", source, number)
		d, err := declaration(strings.TrimSpace(line[len(Trailer):]))
		if err != nil {
			unreadable = append(unreadable, fmt.Errorf("%s: %w", at, err))
			continue
		}
		d.Source = at
		declarations = append(declarations, d)
	}
	return declarations, unreadable
}

// Settle leaves out declarations that a later one takes back, and repetitions.
func Settle(declarations []Declaration) []Declaration {
	var out []Declaration
	for _, d := range declarations {
		same := func(o Declaration) bool { return o.subject() == d.subject() }
		if i := slices.IndexFunc(out, same); i < 0 {
			out = append(out, d)
		} else if out[i].Gain != d.Gain {
			out = slices.Delete(out, i, i+1)
		}
	}
	return out
}

// subject is a declaration without its direction.
func (d *Declaration) subject() string {
	if d.Whole != "" {
		return d.Role + "\x00whole"
	}
	_, rest, _ := cutRole(d.Text)
	return d.Role + "\x00" + strings.Join(strings.Fields(rest), " ")[1:]
}

func declaration(text string) (Declaration, error) {
	name, rest, err := cutRole(text)
	if err != nil {
		return Declaration{}, err
	}
	d := Declaration{Text: text, Role: name}
	words := strings.Fields(rest)
	if len(words) == 0 {
		return d, fmt.Errorf("%q declares nothing: say +PRIVILEGE NAME, -PRIVILEGE NAME, added or removed", text)
	}
	if len(words) == 1 && (words[0] == "added" || words[0] == "removed") {
		d.Whole, d.Gain = words[0], words[0] == "added"
		return d, nil
	}
	what := words[0][1:]
	switch words[0][0] {
	case '+':
		d.Gain = true
	case '-':
	default:
		return d, fmt.Errorf("%q must begin with + or -, or be added or removed", words[0])
	}
	d.Grants = &role.Role{Name: name}
	switch what {
	case "kibana":
		return d, d.kibana(words[1:])
	case "cluster":
		return d, d.cluster(words[1:])
	case "run-as":
		if len(words) != 2 {
			return d, fmt.Errorf("%s takes one user name or pattern", words[0])
		}
		d.RunAs = words[1]
		d.Grants.RunAs = []role.Text{{Value: words[1]}}
		return d, nil
	}
	return d, d.indices(what, words[1:])
}

// cutRole splits a role's name off, which stands in double quotes where it
// holds blanks.
func cutRole(text string) (name, rest string, err error) {
	if quoted, err := strconv.QuotedPrefix(text); err == nil && quoted[0] == '"' {
		name, err := strconv.Unquote(quoted)
		return name, strings.TrimSpace(text[len(quoted):]), err
	}
	name, rest, _ = strings.Cut(text, " ")
	if name == "" {
		return "", "", fmt.Errorf("a role is missing")
	}
	return name, strings.TrimSpace(rest), nil
}

// apart is a name that no index can have (it begins with -). It keeps what is
// declared from merging with an entry of the role that has the same names, and
// so from lifting that entry's query and field security.
const apart = "-declared"

func (d *Declaration) indices(privileges string, names []string) error {
	entry := role.Indices{}
	if len(names) > 1 && names[0] == "restricted" {
		entry.AllowRestricted = true
		names = names[1:]
	}
	if len(names) == 0 {
		return fmt.Errorf("%q says no index names", d.Text)
	}
	for p := range strings.SplitSeq(privileges, ",") {
		if _, ok := catalog.LookupIndex(p); !ok && !catalog.IsRawIndexAction(p) {
			return fmt.Errorf("%q is no index privilege%s", p, meant(p, catalog.Names(catalog.IndexPrivileges(), catalog.Default())))
		}
		entry.Privileges = append(entry.Privileges, role.Text{Value: p})
	}
	for _, name := range append(names, apart) {
		entry.Names = append(entry.Names, role.Text{Value: name})
	}
	d.Names = names
	d.Grants.Indices = []role.Indices{entry}
	d.Indices = &d.Grants.Indices[0]
	return nil
}

func (d *Declaration) cluster(words []string) error {
	if len(words) != 1 {
		return fmt.Errorf("%q must name one cluster privilege", d.Text)
	}
	p := words[0]
	if _, ok := catalog.LookupCluster(p); !ok && !catalog.IsRawClusterAction(p) {
		return fmt.Errorf("%q is no cluster privilege%s", p, meant(p, catalog.Names(catalog.ClusterPrivileges(), catalog.Default())))
	}
	d.Grants.Cluster = []role.Text{{Value: p}}
	return nil
}

func (d *Declaration) kibana(words []string) error {
	if len(words) != 2 {
		return fmt.Errorf("%q must name a space and FEATURE:PRIVILEGE", d.Text)
	}
	id, privilege, ok := strings.Cut(words[1], ":")
	if !ok || privilege == "" {
		return fmt.Errorf("%q is not FEATURE:PRIVILEGE", words[1])
	}
	entry := role.KibanaEntry{Spelling: role.KibanaSpelling, Spaces: []role.Text{{Value: words[0]}}, AllSpaces: words[0] == "*"}
	if id == "base" {
		entry.Base = []role.Text{{Value: privilege}}
		if privilege != "all" && privilege != "read" {
			return fmt.Errorf("%q is no base privilege: all or read", privilege)
		}
	} else {
		f, ok := catalog.LookupFeature(id)
		if !ok {
			return fmt.Errorf("%q is no Kibana feature%s", id, meant(id, catalog.FeatureIDs(catalog.Default())))
		}
		if _, ok := f.Privilege(privilege); !ok {
			return fmt.Errorf("feature %q has no privilege %q%s", id, privilege, meant(privilege, f.PrivilegeIDs(catalog.Default())))
		}
		entry.Features = []role.Feature{{ID: id, Privileges: []role.Text{{Value: privilege}}}}
	}
	d.Grants.KibanaEntries = []role.KibanaEntry{entry}
	return nil
}

func meant(word string, candidates []string) string {
	if near := catalog.Suggest(word, candidates); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}
