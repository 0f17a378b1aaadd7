package policy

import (
	"slices"

	"github.com/rolelint/rolelint/internal/edit"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// stored returns the entry that a path leads into, where it is one of
// Elasticsearch's spelling; nil otherwise.
func (run *evaluation) stored(path source.Path) *role.KibanaEntry {
	if len(path) < 2 || path[0].Key != "kibana" || path[1].IsKey() {
		return nil
	}
	e := &run.role.KibanaEntries[path[1].Index]
	if e.Spelling != role.ApplicationSpelling {
		return nil
	}
	return e
}

// changeStored makes a change of an entry of Elasticsearch's spelling: what
// rules see as {feature: {ID: [PRIVILEGE]}} stands there as "feature_ID.PRIVILEGE".
func changeStored(e *role.KibanaEntry, path source.Path, what, key string, value any) (changes []edit.Change, possible bool) {
	if len(path) == 0 {
		if what != "remove" || len(e.Other) > 0 {
			return nil, false
		}
		return []edit.Change{edit.Remove(e.Node)}, true
	}
	switch part := path[0].Key; {
	case part == "spaces" && len(path) == 2 && what == "remove":
		return []edit.Change{edit.Remove(e.Spaces[path[1].Index].Node)}, true
	case part == "base" && len(path) == 2 && what == "remove":
		return []edit.Change{edit.Remove(e.Base[path[1].Index].Node)}, true
	case part != "feature":
		return nil, false
	case len(path) == 1:
		return addStored(e, key, value)
	}
	f := e.Features[slices.IndexFunc(e.Features, func(f role.Feature) bool { return f.ID == path[1].Key })]
	switch {
	case len(path) == 2 && what == "add":
		return addStored(e, f.ID, value)
	case len(path) == 2 && what == "remove":
		for _, p := range f.Privileges {
			changes = append(changes, edit.Remove(p.Node))
		}
		return changes, true
	case len(path) == 3 && what == "remove":
		return []edit.Change{edit.Remove(f.Privileges[path[2].Index].Node)}, true
	case len(path) == 3 && what == "replace":
		if name, ok := value.(string); ok {
			return []edit.Change{edit.Replace(f.Privileges[path[2].Index].Node, "feature_"+f.ID+"."+name)}, true
		}
	}
	return nil, false
}

// addStored adds privileges of a feature to an entry.
func addStored(e *role.KibanaEntry, feature string, value any) (changes []edit.Change, possible bool) {
	list := e.Node.Get("privileges")
	names, isList := value.([]any)
	if !isList {
		names = []any{value}
	}
	if list == nil || list.Kind != source.Array || feature == "" {
		return nil, false
	}
	for _, v := range names {
		name, ok := v.(string)
		if !ok {
			return nil, false
		}
		changes = append(changes, edit.Append(list, "feature_"+feature+"."+name))
	}
	return changes, true
}
