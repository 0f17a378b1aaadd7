//go:build dev

package main

var (
	licenses     = map[string]string{"basic": "Basic", "gold": "Gold", "platinum": "Platinum", "enterprise": "Enterprise"}
	answers      = map[string]string{"yes": "Yes", "no": "No", "unknown": "NotEstablished"}
	groupTypes   = map[string]string{"mutually_exclusive": "Yes", "independent": "No"}
	restrictions = map[string]string{"all-spaces": "allSpaces", "disabled": "disabled", "excluded-from-base": "excludedFromBase"}
)

func writeFeatures(w *writer, t *tables) {
	w.line("// features are all features, by id.")
	w.line("var features = []Feature{")
	for _, f := range t.Features {
		w.line("{")
		writeFeature(w, t, f)
		w.line("},")
	}
	w.line("}")
}

func writeFeature(w *writer, t *tables, f featureLine) {
	w.text("ID", f.ID)
	w.text("Name", f.Name)
	w.text("Category", f.Category)
	switch {
	case f.ReservedOnly:
		w.line("Kind: ReservedOnly,")
	case f.ServerlessOnly:
		w.line("Kind: ServerlessOnly,")
	case f.Development:
		w.line("Kind: InDevelopment,")
	case f.NeverReleased:
		w.line("Kind: NeverReleased,")
	}
	w.choice("MinimumLicense", f.MinimumLicense, licenses)
	w.text("Note", f.Note)
	w.text("Source", f.Source)
	w.lifetime(f.life)
	w.text("successor", f.Successor)
	w.version("deprecated", f.Deprecated)
	w.text("deprecatedSource", f.DeprecatedSource)
	w.flag("includedInBase", f.Base == "included")
	w.flag("allContainsRead", f.AllContainsRead != "")
	w.flag("notHosted", f.Hosted == "unknown")
	list(w, "privileges", "Privilege", of(t.Privileges, func(p privilegeLine) bool { return p.Feature == f.ID }), func(p privilegeLine) {
		w.text("ID", p.ID)
		w.flag("Sub", p.Sub)
		w.text("SubFeature", p.SubFeature)
		w.text("Name", p.Name)
		w.text("IncludeIn", p.IncludeIn)
		if p.Group > 0 {
			w.line("Group: " + string(rune('0'+p.Group)) + ",")
		}
		w.choice("Exclusive", p.GroupType, groupTypes)
		w.text("Condition", p.Condition)
		w.choice("license", p.License, licenses)
		w.lifetime(p.life)
		w.grants("successor", p.Successor)
	})
	list(w, "replacements", "replacement", of(t.Replacements, func(r replacementLine) bool { return r.Feature == f.ID }), func(r replacementLine) {
		w.text("privilege", r.Privilege)
		w.window("window", r.From, r.Until)
		w.grants("grants", r.Grants)
		w.flag("derived", r.Derived)
		w.text("source", r.Source)
	})
	list(w, "restrictions", "restriction", of(t.Restrictions, func(r restrictionLine) bool { return r.Feature == f.ID }), func(r restrictionLine) {
		w.choice("kind", r.Kind, restrictions)
		w.text("privilege", r.Privilege)
		w.window("window", r.From, r.Until)
		w.choice("answer", r.Answer, answers)
		w.text("source", r.Source)
	})
}

// of returns the lines that are of one feature.
func of[T any](lines []T, is func(T) bool) []T {
	var some []T
	for _, l := range lines {
		if is(l) {
			some = append(some, l)
		}
	}
	return some
}
