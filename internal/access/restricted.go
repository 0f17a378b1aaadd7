package access

import (
	"sync"

	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/catalog"
)

// restrictedSince8 are names that Elasticsearch 8.0 and later treat as
// restricted: an entry reaches them only with allow_restricted_indices. The
// list is built from the installed plugins and grows; these are the names read
// in elasticsearch TestRestrictedIndices.java and, from .chat-* on, in the
// entries of kibana_system that carry the flag.
var restrictedSince8 = []string{
	"/\\.security-[0-9]+.*/", ".security", "/\\.security-tokens-[0-9]+.*/", ".security-tokens",
	".async-search*", ".kibana_*", ".kibana", ".reporting-*",
	".apm-agent-configuration*", ".apm-custom-link*", ".enrich-*",
	"/\\.fleet-actions~(-results.*)/", ".fleet-actions-results", ".fleet-agents*",
	".fleet-enrollment-api-keys*", "/\\.fleet-policies-[0-9]+.*/", ".fleet-policies-leader*",
	".fleet-servers*", ".fleet-artifacts*", ".geoip_databases*", ".logstash*",
	".ml-meta*", ".ml-config*", ".ml-inference*", ".snapshot-blob-cache*",
	".transform-internal-*", ".watches*", ".triggered-watches*",
	".fleet-secrets*", ".fleet-files-*", ".fleet-file-data-*", ".fleet-filedelivery-*",
}

// restrictedBefore8 are the names restricted before 8.0, when only the
// security indices and async searches were (PR elastic/elasticsearch#74212
// made all system indices so).
var restrictedBefore8 = []string{
	"/\\.security-[0-9]+.*/", ".security", "/\\.security-tokens-[0-9]+.*/", ".security-tokens", ".async-search*",
}

var knownRestricted = [2]func() *automata.Language{
	sync.OnceValue(func() *automata.Language { return must(restrictedBefore8) }),
	sync.OnceValue(func() *automata.Language { return must(restrictedSince8) }),
}

// Restricted returns the names that are known to be restricted at the target.
// Names outside of it may be restricted too.
func Restricted(t catalog.Target) *automata.Language {
	if t.Deployment != catalog.Serverless && t.Stack.Compare(catalog.V(8, 0)) < 0 {
		return knownRestricted[0]()
	}
	return knownRestricted[1]()
}

// mayBeRestricted returns the names that a plugin may have made restricted:
// those that begin with "." (elasticsearch SystemIndexDescriptor.java: the
// pattern of system indices "must start with the character [.]"). Before 8.0
// there are no others than the known ones.
func mayBeRestricted(t catalog.Target) *automata.Language {
	if t.Deployment != catalog.Serverless && t.Stack.Compare(catalog.V(8, 0)) < 0 {
		return automata.Empty()
	}
	return pattern(".*")
}

// must reads patterns of ours; a test reads them all.
func must(patterns []string) *automata.Language {
	l, unreadable, err := asName.union(patterns)
	if err != nil || len(unreadable) > 0 {
		panic("access: unreadable pattern in a table")
	}
	return l
}
