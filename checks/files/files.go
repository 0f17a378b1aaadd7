// Package files has the checks on a file as a whole: whether it can be read,
// and what the servers say to what is read over here.
package files

import (
	"embed"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/role"
)

// Examples are the bad and good examples of the checks, one txtar per rule.
//
//go:embed *.txtar
var Examples embed.FS

// All are the checks on files.
var All = []checks.Check{
	syntaxError,
	withoutRole,
	readingLimit,
	unrenderedTemplate,
	duplicateKey,
	duplicateKeyOverridden,
	duplicateRole,
	roleInSeveralFiles,
	jsonTrailingComma,
	jsonComment,
	byteOrderMark,
}

// Sources that several rules cite.
const (
	jsonXContent = "elastic/elasticsearch:libs/x-content/impl/src/main/java/org/elasticsearch/xcontent/provider/json/JsonXContentImpl.java"
	yamlXContent = "elastic/elasticsearch:libs/x-content/impl/src/main/java/org/elasticsearch/xcontent/provider/yaml/YamlXContentImpl.java"
	rfc8259      = "https://www.rfc-editor.org/rfc/rfc8259"
)

// kibanas reports whether the file is sent to Kibana's API.
func kibanas(f *role.File) bool { return f.Format.API() == role.Kibana }
