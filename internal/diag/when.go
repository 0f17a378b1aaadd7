package diag

// When says for which roles a rule in Rego can have findings at all, so that
// it is not evaluated, nor even compiled, for others. Every condition that is
// given must hold; the zero value holds for every role. Patterns may begin and
// end with *.
type When struct {
	Features   []string // an entry of the role lists one of these features
	Privileges []string // and, on one of them, one of these privileges
	Without    []string // and, on that one, none of these privileges
	// Lacks are grants, "FEATURE:PRIVILEGE": in one of that entry's spaces the
	// role has, all entries together, none of them.
	Lacks     []string
	NoIndices bool // the role names no index, here or on remote clusters
	NoKibana  bool // the role has no Kibana entry
	// Wide holds where an entry on indices names `*`, another name without a
	// letter of its own, or a regular expression.
	Wide     bool
	Base     []string // the role has one of these base privileges
	Spaces   []string // an entry is for one of these spaces
	Indices  []string // an entry on indices names one of these indices or index patterns
	Licenses []string // the target's license is one of these
	Assignee bool     // the role is declared to be for the assignees of cases
	// Cluster and IndexPrivileges hold where the role lists one of these
	// privileges, in upper or lower case, for the cluster or in an entry on indices:
	// the same that Indices and Wide are about.
	Cluster         []string
	IndexPrivileges []string
	Applications    []string // the role has privileges of one of these applications, Kibana's own aside
	RunAs           bool     // the role lists users it may act as
	Global          bool     // the role has global privileges
	Names           []string // the role's name, in lower case, is one of these
	Set             []string // one of these options of the rule is not empty
}
