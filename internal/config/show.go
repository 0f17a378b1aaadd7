package config

import (
	"maps"
	"slices"
)

// showMembers returns the keys that are stated, with what they hold.
func showMembers[T any](c *Config, keys []key[T], from *T) any {
	var out object
	for _, k := range keys {
		v := k.show(c, from)
		if v == nil && k.initial != nil {
			v = standing{k.initial}
		}
		if v != nil {
			out = append(out, member{k.name, v})
		}
	}
	if out == nil {
		return nil
	}
	return out
}

// showRules returns what is said of rules, by id.
func showRules(s *RuleSettings, lockable bool) any {
	ids := slices.Collect(maps.Keys(s.Severities))
	ids = slices.AppendSeq(ids, maps.Keys(s.Values))
	slices.Sort(ids)
	var out object
	for _, id := range slices.Compact(ids) {
		severity, set := s.Severities[id]
		if set && len(s.Values[id]) == 0 && !s.Locked[id] {
			out = append(out, member{id, word(severity.String())})
			continue
		}
		var rule object
		if set {
			rule = append(rule, member{"severity", word(severity.String())})
		}
		var options object
		for _, name := range slices.Sorted(maps.Keys(s.Values[id])) {
			options = append(options, member{name, s.Values[id][name]})
		}
		if options != nil {
			rule = append(rule, member{"options", options})
		}
		if s.Locked[id] {
			rule = append(rule, member{"locked", true})
		}
		out = append(out, member{id, rule})
	}
	if out == nil {
		return nil
	}
	return out
}

// shownText returns a text; nil where it is empty.
func shownText(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func shownTexts(list []string) any { return shownList(anys(list)) }

// shownList returns a list; nil where it is empty.
func shownList(list []any) any {
	if len(list) == 0 {
		return nil
	}
	return list
}

// shown returns a glob as it would be written in the configuration's own folder;
// nil where there is none.
func (c *Config) shown(g Glob) any {
	if g.Pattern == "" {
		return nil
	}
	if g.Folder == c.Folder {
		return g.Pattern
	}
	return c.relative(g.Folder) + "/" + g.Pattern
}
