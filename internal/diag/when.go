package diag

// When says for which roles a rule in Rego can have findings at all, so that
// it is not evaluated, nor even compiled, for others. Every condition that is
// given must hold; the zero value holds for every role. Patterns may have *.
type When struct {
	Features   []string // an entry of the role lists one of these features
	Privileges []string // and, on one of them, one of these privileges
	// Lacks are grants, "FEATURE:PRIVILEGE": in one of that entry's spaces the
	// role has, all entries together, none of them.
	Lacks     []string
	NoIndices bool     // the role names no index, here or on remote clusters
	Base      []string // the role has one of these base privileges
	Spaces    []string // an entry is for one of these spaces
	Indices   []string // the role names one of these indices or index patterns
	Licenses  []string // the target's license is one of these
	Assignee  bool     // the role is declared to be for the assignees of cases
}
