// Package catalog knows what exists in which version: Kibana features and
// their privileges, Elasticsearch cluster and index privileges, built-in roles.
//
// Every answer is one of yes, no and not established; what the tables do not
// know is never guessed. The tables stand in the folder tables, one fact a
// line with its source; the generator in gen turns them into Go literals that
// the linker lays out, so that the program does no work for them at start.
package catalog

//go:generate go run -tags dev ./gen

// Version is a version of the Stack. The zero value means none or unknown; a
// Patch of AnyPatch means that only major and minor are stated ("9.4").
type Version struct{ Major, Minor, Patch int }

// License is a subscription level, ascending; the zero value means not stated.
type License uint8

// The licenses.
const (
	Basic License = iota + 1
	Gold
	Platinum
	Enterprise
	Trial
)

// Deployment is where the Stack runs.
type Deployment uint8

// The deployments.
const (
	SelfManaged Deployment = iota + 1
	Hosted
	Serverless
)

// Target is what findings are stated for.
type Target struct {
	Stack      Version    `json:"stack"`
	License    License    `json:"license"`
	Deployment Deployment `json:"deployment"`
}

// Answer is yes, no, or not established. The zero value is not established.
type Answer uint8

// The answers.
const (
	NotEstablished Answer = iota
	Yes
	No
)

// Presence says whether something exists at a version, and why or when not.
type Presence struct {
	Exists Answer
	Since  Version // the first version with it; zero where that is not exactly known
	Gone   Version // the first version without it; zero where still there or unknown
	Source string  // where that is from: a change, a documentation page, a source file
	// Successor is what came in its place where Kibana does not replace it by
	// itself (see Feature.Replacement): what siem.cases_all became in 8.0.
	Successor []Grant
}
