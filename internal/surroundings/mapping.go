package surroundings

import (
	"path"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/source"
)

// MappingFormat is the shape of a file of role mappings.
type MappingFormat uint8

// The formats.
const (
	MappingBody    MappingFormat = iota + 1 // PUT _security/role_mapping/NAME
	MappingMap                              // what GET _security/role_mapping returns: name → body
	RoleMappingYML                          // ES_PATH_CONF/role_mapping.yml: role → list of DNs
)

// MappingFile is a file of role mappings.
type MappingFile struct {
	Source   *source.File
	Format   MappingFormat // of the first document; zero where there is none
	Mappings []*Mapping
	Problems []Problem

	patterns *automata.Pool // what is left for the patterns of the file
}

// patternEffort is what the patterns of one file may cost together: a second
// at worst, nothing for those that are not made to be hard. Beyond it patterns
// are taken to be right.
const patternEffort = 3_000_000

// Mapping says which users have which roles. Fields that the server cannot
// read are left out; MappingFile.Problems has them.
type Mapping struct {
	Name   string // empty in role_mapping.yml, which has no names
	Format MappingFormat
	Node   *source.Node
	Roles  []Text // in role_mapping.yml one, of which Node is the member (report its key)
	// Templates are the role templates.
	Templates []Template
	// Rules says whom the mapping is for; nil where it is missing or malformed.
	Rules *Expression
	// Disabled is the value of `enabled` where that is false; nil otherwise.
	Disabled *source.Node
}

// Text is a string with its node.
type Text struct {
	Value string
	Node  *source.Node
}

// Problem is why Elasticsearch refuses a mapping or leaves a part of it out.
type Problem struct {
	Kind    ProblemKind
	Node    *source.Node
	Key     bool   // it is about the member's key
	Tool    bool   // it is no mistake where the tool that sends the file leaves it out
	Message string // one line
}

// ProblemKind says what is wrong.
type ProblemKind uint8

// The kinds of problems.
const (
	BodyProblem     ProblemKind = iota + 1 // the body of a mapping
	RulesProblem                           // its rules
	TemplateProblem                        // a role template
	FileProblem                            // role_mapping.yml: the node drops the whole file
	DNProblem                              // role_mapping.yml: no distinguished name
	LostProblem                            // role_mapping.yml: read, and maps nobody as it reads
)

func (f *MappingFile) problem(kind ProblemKind, n *source.Node, message string) {
	f.Problems = append(f.Problems, Problem{Kind: kind, Node: n, Message: message})
}

func (f *MappingFile) problemAtKey(kind ProblemKind, n *source.Node, message string) {
	f.Problems = append(f.Problems, Problem{Kind: kind, Node: n, Key: true, Message: message})
}

// unrendered reports whether a string has a placeholder that must be rendered
// before anything certain can be said of it.
func unrendered(n *source.Node) bool { return n.Kind == source.String && Unrendered(n.Text) }

// Unrendered reports whether a text has a placeholder of a template language.
func Unrendered(text string) bool {
	for _, open := range []string{"{{", "{%", "${", "<%"} {
		if strings.Contains(text, open) {
			return true
		}
	}
	return false
}

// readMappings reads a file of role mappings. What each document is follows
// from its content.
func readMappings(given File) *MappingFile {
	f := &MappingFile{Source: source.Parse(given.Name, given.Src, source.Limits{}), patterns: automata.NewPool(patternEffort)}
	for _, doc := range f.Source.Docs {
		format := mappingFormat(doc, f.Source.Syntax)
		if f.Format == 0 {
			f.Format = format
		}
		switch format {
		case MappingBody:
			base, _, _ := strings.Cut(path.Base(strings.ReplaceAll(given.Name, `\`, "/")), ".")
			f.body(base, doc, MappingBody)
		case MappingMap:
			for _, c := range doc.Children {
				f.body(c.Name, c, MappingMap)
			}
		case RoleMappingYML:
			f.roleMappingYML(doc)
		}
	}
	return f
}

// mappingFormat recognises a document.
func mappingFormat(doc *source.Node, syntax source.Syntax) MappingFormat {
	if doc.Kind != source.Object {
		if doc.Kind == source.Null && syntax == source.YAML {
			return RoleMappingYML
		}
		return MappingBody
	}
	for _, key := range []string{"rules", "role_templates", "enabled"} {
		if n := doc.Get(key); n != nil && !isMappingBody(n) {
			return MappingBody
		}
	}
	notObject := func(c *source.Node) bool { return c.Kind != source.Object }
	switch {
	case !slices.ContainsFunc(doc.Children, notObject):
		return MappingMap
	case syntax == source.YAML && doc.Get("roles") == nil:
		return RoleMappingYML
	}
	return MappingBody
}

// isMappingBody reports whether a value has what only the body of a mapping has.
func isMappingBody(n *source.Node) bool {
	return n.Get("rules") != nil && (n.Get("roles") != nil || n.Get("role_templates") != nil)
}

// IsRoleMapping reports whether a file's first document looks like role
// mappings of the API.
func IsRoleMapping(f *source.File) bool {
	if len(f.Docs) == 0 || f.Docs[0].Kind != source.Object {
		return false
	}
	doc := f.Docs[0]
	if isMappingBody(doc) {
		return true
	}
	for _, c := range doc.Children {
		if !isMappingBody(c) {
			return false
		}
	}
	return len(doc.Children) > 0
}
