package schema

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// Check reports where a role is not of the shape that the server takes at the
// target, in order of position. It looks at the role's body only, wherever it
// stands; see CheckFile for what is around it.
func Check(f *role.File, r *role.Role, t catalog.Target, report func(diag.Finding)) {
	if r.Node == nil || int(r.Format) >= len(compiled) || compiled[r.Format] == nil {
		return
	}
	c := &checker{file: f, role: r, target: t}
	c.shape()
	c.support()
	c.description()
	c.remoteCluster()
	c.exportedMetadata()
	c.flush(report)
}

// CheckFile reports keys beside the roles of a bulk body that the server
// refuses. Around roles of other formats nothing is refused.
func CheckFile(f *role.File, t catalog.Target, report func(diag.Finding)) {
	if f.Format != role.KibanaBulk && f.Format != role.ElasticsearchBulk {
		return
	}
	for _, doc := range f.Source.Docs {
		if doc.Get("roles") == nil {
			continue
		}
		c := &checker{file: f, role: &role.Role{API: f.Format.API(), Format: f.Format, Node: doc}, target: t}
		for _, member := range doc.Children {
			if member.Name != "roles" {
				c.add("unknown-field", diag.Key, member, c.unknownInBulk(member.Name))
			}
		}
		c.bulkSize(doc.Get("roles"))
		c.flush(report)
	}
}

// maxBulkRoles is how many roles the newest Kibana takes at once.
//
// Source: kibana bulk_create_or_update_payload.ts, MAX_BULK_ROLES.
const maxBulkRoles = 100

func (c *checker) bulkSize(roles *source.Node) {
	if n := len(roles.Children); c.role.API == role.Kibana && n > maxBulkRoles {
		c.add("too-many-items", diag.Key, roles, fmt.Sprintf("the body has %d roles and the newest Kibana takes at most %d at once; since which version is not established. Send them in several bodies", n, maxBulkRoles))
	}
}

// checker looks at one role.
type checker struct {
	file     *role.File
	role     *role.Role
	target   catalog.Target
	findings []diag.Finding
}

// add notes a finding with the rule's default severity.
func (c *checker) add(rule string, part diag.Part, n *source.Node, message string) *diag.Finding {
	meta := ruleByID(rule)
	c.findings = append(c.findings, diag.Finding{
		Rule: meta, Severity: meta.Severity, Message: message, Role: c.role.Name,
		Place: diag.Place{Node: n, Part: part},
	})
	return &c.findings[len(c.findings)-1]
}

// flush reports the findings in order of position. The validator's order is
// that of Go's maps.
func (c *checker) flush(report func(diag.Finding)) {
	slices.SortFunc(c.findings, func(a, b diag.Finding) int {
		return cmp.Or(
			cmp.Compare(start(a.Place), start(b.Place)),
			cmp.Compare(a.Rule.ID, b.Rule.ID),
			cmp.Compare(a.Message, b.Message),
		)
	})
	for _, f := range c.findings {
		report(f)
	}
}

func start(p diag.Place) int {
	switch {
	case !p.Node.Alias.IsZero():
		return p.Node.Alias.Start
	case p.Part != diag.Value && !p.Node.Key.IsZero():
		return p.Node.Key.Start
	}
	return p.Node.Val.Start
}

// shape validates the body against its schema.
func (c *checker) shape() {
	sch, err := compiled[c.role.Format]()
	if err != nil {
		panic(err) // our own schema; TestSchemasCompile
	}
	if plainlyValid(sch, c.role.Node) {
		return
	}
	err = sch.Validate(value(c.role.Node))
	if err == nil {
		return
	}
	var invalid *jsonschema.ValidationError
	if !errors.As(err, &invalid) {
		panic(err)
	}
	all := violations(invalid, c.role.Node)
	typos := c.typos(all)
	for _, v := range all {
		if !c.tolerated(v) && !(v.keyword == "required" && typos[typo{v.node, v.key}]) {
			c.violation(v)
		}
	}
}

// typo is a missing key that stands there misspelt.
type typo struct {
	object *source.Node
	key    string
}

// typos finds missing keys that are accounted for by an unknown key that was
// probably meant for them, so that one mistake is one finding.
func (c *checker) typos(all []violation) map[typo]bool {
	found := map[typo]bool{}
	for _, v := range all {
		if v.rule == "unknown-field" {
			found[typo{v.node.Parent, c.meant(v)}] = true
		}
	}
	return found
}

// tolerated reports whether the server takes what the schema alone refuses.
func (c *checker) tolerated(v violation) bool {
	n := v.node
	if c.role.Template != nil && n.Kind == source.String && hasPlaceholder(n.Text) {
		return true // not known before it is rendered
	}
	if v.rule == "metadata-reserved-key" && c.role.API == role.APIKey && c.target.Stack.Compare(catalog.V(8, 1)) < 0 {
		return true // elastic/elasticsearch#82049 brought the checks of role requests to API keys
	}
	if c.role.API == role.FileStore && !n.Alias.IsZero() {
		return true // the loader reads a text there, see the rule rolesyml-alias
	}
	switch {
	case v.keyword == "required" && c.role.API != role.Kibana:
		return inherits(n, v.key)
	case v.keyword == "type" && c.role.API == role.Kibana:
		return n.Kind == source.String && isJSON(n.Text, texts(v.def["type"]))
	case v.keyword == "type":
		return c.unsureScalar(n)
	}
	return false
}

// inherits reports whether an entry of remote_cluster takes a missing key from
// an entry before it, as Elasticsearch's parser does.
//
// Source: RoleDescriptor.parseRemoteCluster declares its variables outside of
// the loop over the entries.
func inherits(entry *source.Node, key string) bool {
	list := entry.Parent
	if list == nil || list.Name != "remote_cluster" || list.Kind != source.Array {
		return false
	}
	for _, before := range list.Children[:entry.Index] {
		if before.Get(key) != nil {
			return true
		}
	}
	return false
}

// isJSON reports whether Kibana reads a text as the list or object that it
// expects: its configuration schemas parse such texts as JSON.
//
// Source: kibana kbn-config-schema/src/internals/index.ts, coerce of object,
// array and record.
func isJSON(text string, types []string) bool {
	var v any
	if json.Unmarshal([]byte(text), &v) != nil {
		return false
	}
	switch v.(type) {
	case []any:
		return slices.Contains(types, "array")
	case map[string]any:
		return slices.Contains(types, "object")
	}
	return false
}

// sureScalar are the texts of plain YAML scalars that every version of YAML
// reads alike: as a number, true, false or null.
var sureScalar = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(-?(0|[1-9][0-9]*)(\.[0-9]+)?|true|false|null|~|)$`)
})

// unsureScalar reports whether a scalar of a YAML file may be a string to the
// server: its YAML 1.1 reads 0x10, .inf or 1e3 differently from YAML 1.2.
func (c *checker) unsureScalar(n *source.Node) bool {
	if c.file.Source.Syntax != source.YAML {
		return false
	}
	switch n.Kind {
	case source.Number, source.Bool, source.Null:
		return !sureScalar().Match(c.file.Source.Src[n.Val.Start:n.Val.End])
	}
	return false
}

// hasPlaceholder reports whether a text is to be rendered first.
func hasPlaceholder(s string) bool {
	for _, mark := range []string{"{{", "{%", "${", "<%"} {
		if strings.Contains(s, mark) {
			return true
		}
	}
	return false
}
