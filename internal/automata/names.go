package automata

import (
	"sync"
	"unicode"
)

// MaxNameBytes is the longest name that an index, data stream or alias can
// have, in UTF-8 bytes (server/…/cluster/metadata/MetadataCreateIndexService
// MAX_INDEX_NAME_BYTES). The languages below do not contain this limit.
const MaxNameBytes = 255

// IndexNames returns the names that an index or a data stream can have, but
// for their length: as [AliasNames], and without a character that has a lower
// case ("must be lowercase", MetadataCreateIndexService.validateIndexName,
// MetadataCreateDataStreamService).
func IndexNames() *Language { return indexNames() }

// AliasNames returns the names that an alias can have, but for their length:
// not empty; none of \ / * ? " < > | space , # : (Strings.INVALID_CHARS);
// not beginning with _ - or +; neither "." nor ".."
// (MetadataCreateIndexService.validateIndexOrAliasName).
func AliasNames() *Language { return aliasNames() }

var (
	forbiddenInNames = []runeRange{
		{'\\', '\\'}, {'/', '/'}, {'*', '*'}, {'?', '?'}, {'"', '"'}, {'<', '<'}, {'>', '>'},
		{'|', '|'}, {' ', ' '}, {',', ','}, {'#', '#'}, {':', ':'},
	}
	forbiddenFirst = []runeRange{{'_', '_'}, {'-', '-'}, {'+', '+'}}

	indexNames = sync.OnceValue(func() *Language {
		return names("index names", append(withLowerCase(), forbiddenInNames...))
	})
	aliasNames = sync.OnceValue(func() *Language { return names("alias names", forbiddenInNames) })
)

// names builds the language of names without the forbidden characters.
func names(key string, forbidden []runeRange) *Language {
	edges := func(to int32, without ...runeRange) []nfaEdge {
		var edges []nfaEdge
		for _, r := range negate(append(without, forbidden...)) {
			edges = append(edges, nfaEdge{r, to})
		}
		return edges
	}
	dot := runeRange{'.', '.'}
	const oneDot, twoDots, valid = 1, 2, 3
	return &Language{automatonOf(finish(key, []nfaState{
		{edges: append(edges(valid, append(forbiddenFirst, dot)...), nfaEdge{dot, oneDot})},
		{edges: append(edges(valid, dot), nfaEdge{dot, twoDots})},
		{edges: edges(valid)},
		{accepts: true, edges: edges(valid)},
	}))}
}

// withLowerCase returns the characters that lower-casing changes.
func withLowerCase() []runeRange {
	var found []runeRange
	for _, c := range unicode.CaseRanges {
		for r := rune(c.Lo); r <= rune(c.Hi); r++ {
			if unicode.ToLower(r) != r {
				found = append(found, runeRange{r, r})
			}
		}
	}
	return normalize(found)
}
