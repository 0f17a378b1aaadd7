package access

import (
	"slices"

	"github.com/rolelint/rolelint/internal/automata"
)

// Kind says what a change of access is about.
type Kind string

// The kinds, in the order in which they are listed.
const (
	KibanaKind        Kind = "kibana"
	IndexKind         Kind = "index"
	ClusterKind       Kind = "cluster"
	ApplicationKind   Kind = "application"
	RunAsKind         Kind = "run_as"
	RemoteIndexKind   Kind = "remote_index"
	RemoteClusterKind Kind = "remote_cluster"
	GlobalKind        Kind = "global"
)

// Witness is a concrete access that one side has and the other has not. The
// fields that are set follow from the kind.
type Witness struct {
	Space       string `json:"space,omitempty"`
	Feature     string `json:"feature,omitempty"`
	Cluster     string `json:"cluster,omitempty"` // alias of a remote cluster
	Index       string `json:"index,omitempty"`
	Action      string `json:"action,omitempty"`
	Application string `json:"application,omitempty"`
	Privilege   string `json:"privilege,omitempty"`
	Resource    string `json:"resource,omitempty"`
	User        string `json:"user,omitempty"`
	Field       string `json:"field,omitempty"`
	Documents   string `json:"documents,omitempty"` // "all": every document, where the other side filters
	Restricted  bool   `json:"restricted,omitempty"`
	Failures    bool   `json:"failures,omitempty"` // of the failure store
	Own         bool   `json:"own,omitempty"`      // only on what belongs to the holder, as one's own API keys
}

// Change is an access that the other side has not.
type Change struct {
	Kind    Kind
	Witness Witness
	At      Place  // where it is granted
	Summary string // "write on logs-app.*"
}

// Unknown is a question that cannot be decided, with the construct.
type Unknown struct {
	Kind   Kind
	At     Place
	Reason string
}

// Uncovered returns the access of s that other has not, and what could not be
// decided. Both empty is a proof that other includes s, for the target and the
// catalogue.
func (s *Set) Uncovered(other *Set) (changes []Change, unknown []Unknown) {
	c := &comparison{effort: newEffort()}
	c.kibana(s, other)
	c.indices(IndexKind, s.Target, s.indices, other.indices)
	c.cluster(s, other)
	c.applications(s, other)
	c.runAs(s, other)
	c.indices(RemoteIndexKind, s.Target, s.remote, other.remote)
	c.remoteClusters(s, other)
	c.globals(s, other)
	return c.changes, c.unknown
}

// comparison gathers the answers of one direction.
type comparison struct {
	effort
	changes []Change
	unknown []Unknown
}

func (c *comparison) add(kind Kind, w Witness, at Place, summary string) {
	c.changes = append(c.changes, Change{kind, w, at, summary})
}

// doubt records what cannot be decided, once for every entry and reason.
func (c *comparison) doubt(kind Kind, at Place, reason string) {
	u := Unknown{kind, at, reason}
	if !slices.Contains(c.unknown, u) {
		c.unknown = append(c.unknown, u)
	}
}

const tooComplex = "too complex: the patterns need more states than allowed"

// find returns a string of the language; an answer that the budget does not
// allow is a doubt.
func (c *comparison) find(l *automata.Language, kind Kind, at Place) (string, bool) {
	w, found, err := c.witness(l)
	if err != nil {
		c.doubt(kind, at, tooComplex)
	}
	return w, found
}
