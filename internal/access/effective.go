// Package access says what roles really grant.
package access

import (
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/role"
)

// Effective is what a role grants in Kibana: space → feature → privileges,
// after expansion. A privilege stands with everything it contains (all with
// minimal_all and the sub-feature privileges it includes); base privileges are
// spread over the features; what the target does not register is left out.
// The key "*" holds what is granted in all spaces, and every space that is
// named holds that too.
type Effective struct {
	Spaces []Space // "*" first where present, then by id
}

// Space is what is granted in one space.
type Space struct {
	ID       string
	Features []FeatureAccess // by id
}

// FeatureAccess is what is granted on one feature in one space.
type FeatureAccess struct {
	ID         string
	Privileges []string // sorted
}

// Kibana computes the effective Kibana access of a role at a target.
func Kibana(r *role.Role, t catalog.Target) *Effective { return nil }
