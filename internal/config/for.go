package config

import (
	"maps"
	"strconv"
	"strings"

	"github.com/rolelint/rolelint/internal/diag"
)

// For returns what holds for a file, of which path is absolute: the overrides
// that match it are applied, and no others are left. The engine applies them
// alike (lint.Options.Overrides).
func (c *Config) For(path string) *Config {
	out := *c
	out.Severities, out.Values = maps.Clone(c.Severities), map[string]diag.Values{}
	for id, values := range c.Values {
		out.Values[id] = maps.Clone(values)
	}
	out.origins = maps.Clone(c.origins)
	for _, i := range c.Overriding(path) {
		o := &c.Overrides[i]
		if o.Preset != nil {
			out.Preset = o.Preset
		}
		for id, severity := range o.Severities {
			set(&out.Severities, id, severity)
		}
		for id, values := range o.Values {
			for name, v := range values {
				if out.Values[id] == nil {
					out.Values[id] = diag.Values{}
				}
				out.Values[id][name] = v
			}
		}
		from := pathKey([]string{"overrides", strconv.Itoa(i)}) + pathSeparator
		for at, origin := range c.origins {
			if rest, ok := strings.CutPrefix(at, from); ok {
				out.origins[rest] = origin
			}
		}
	}
	out.Overrides = nil
	return &out
}
