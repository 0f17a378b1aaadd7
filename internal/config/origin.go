package config

import (
	"fmt"
	"maps"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/rolelint/rolelint/internal/source"
)

// Origin says where a value comes from. The zero value is the default.
type Origin struct {
	File string // a configuration file, as printed
	At   source.Position
	Flag string // or a flag, such as --stack
}

// String returns "FILE:LINE", the flag, or "default".
func (o Origin) String() string {
	switch {
	case o.File != "":
		return fmt.Sprintf("%s:%d", o.File, o.At.Line)
	case o.Flag != "":
		return o.Flag
	}
	return "default"
}

// Place returns "FILE:LINE:COLUMN" for a value of a file, as errors name it.
func (o Origin) Place() string {
	return fmt.Sprintf("%s:%d:%d", o.File, o.At.Line, o.At.Column)
}

// Origin says where a value is stated that stands at a path in the
// configuration, such as ("target", "stack") or ("rules", ID, "options", NAME).
func (c *Config) Origin(path ...string) Origin {
	for ; len(path) > 0; path = path[:len(path)-1] {
		if o, ok := c.origins[pathKey(path)]; ok {
			return o
		}
	}
	return Origin{}
}

// StatedBy says that a flag states the value at a path.
func (c *Config) StatedBy(flag string, path ...string) {
	if c.origins == nil {
		c.origins = map[string]Origin{}
	}
	key := pathKey(path)
	c.forget(key)
	c.origins[key] = Origin{Flag: flag}
}

// forget drops the origins of what stands below a path.
func (c *Config) forget(key string) {
	maps.DeleteFunc(c.origins, func(other string, _ Origin) bool { return strings.HasPrefix(other, key+pathSeparator) })
}

// pathKey is a path as a key of a map: rule ids and options may hold anything.
func pathKey(path []string) string { return strings.Join(path, pathSeparator) }

const pathSeparator = "\x00"

func index(i int) string { return strconv.Itoa(i) }

// relative returns a path as it is written in the configuration: an absolute
// one from its folder, unless the way leads over the root.
func (c *Config) relative(path string) string {
	relative, err := filepath.Rel(c.Folder, path)
	if err == nil && filepath.IsAbs(path) && c.Folder != "" {
		up := strings.Count(filepath.ToSlash(relative)+"/", "../")
		if up == 0 || up < strings.Count(filepath.ToSlash(c.Folder), "/") {
			path = relative
		}
	}
	return filepath.ToSlash(path)
}
