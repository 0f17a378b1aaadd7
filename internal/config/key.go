package config

import (
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/source"
)

// key is a key of the configuration, or of an object in it that is read into a
// T. The decoder, what it says of unknown keys, the JSON Schema, the resolved
// configuration and the documentation's table are made of it and nothing else.
type key[T any] struct {
	name string
	doc  string // what it says: Markdown, whole sentences
	// initial is what holds where the key is not stated; nil where nothing does.
	initial  any
	required bool
	value[T]
}

// value is a kind of value that is read into a part of a T.
type value[T any] struct {
	says string // what it is in a few words, as the documentation's table has it
	// read reads a node, which is not null, and reports what is wrong with it.
	read func(d *decoder, n *source.Node, to *T)
	// schema is the JSON Schema of the value.
	schema func(rules []*diag.Rule) object
	// show returns what a T has: string, int, bool, []any or object; nil where
	// nothing is stated.
	show func(c *Config, from *T) any
	// keys are the keys of the value, where it is an object or a list of objects;
	// below is what stands between the key's name and theirs.
	keys  []Key
	below string
}

// Key describes a key of the configuration.
type Key struct {
	Name, Says, Doc string
	Initial         any // nil where nothing holds unless it is stated
	// Keys are those of the object, or of each object, that it takes; Below is what
	// stands between its name and theirs: ".", "[]." or ".ID.".
	Keys  []Key
	Below string
}

// Keys describes the keys of the configuration, in the order of the documentation.
func Keys() []Key { return describe(keys()) }

func describe[T any](keys []key[T]) []Key {
	out := make([]Key, len(keys))
	for i, k := range keys {
		out[i] = Key{k.name, k.says, k.doc, k.initial, k.keys, k.below}
	}
	return out
}
