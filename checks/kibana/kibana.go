// Package kibana has the checks on what roles grant in Kibana, in either
// spelling: the kibana entries of Kibana's API and the kibana-.kibana
// application privileges of Elasticsearch's.
package kibana

import (
	"embed"

	"github.com/rolelint/rolelint/checks"
)

// Examples are the bad and good examples of the checks, one txtar per rule.
//
//go:embed *.txtar
var Examples embed.FS

// All are the checks on Kibana grants.
var All = append([]checks.Check{
	// What Kibana's API refuses.
	baseAndFeature,
	entryGrantsNothing,
	spaceTwice,
	starWithSpaces,
	noSpaces,
	allSpacesOnly,
	disabledPrivilege,
	// What is accepted and grants nothing.
	unknownFeature,
	featureNotYet,
	featureRemoved,
	unknownFeaturePrivilege,
	featurePrivilegeNotYet,
	featurePrivilegeRemoved,
	deprecatedPrivilegeWithoutReplacement,
	applicationPrivilegeUnreadable,
	applicationName,
	impossibleSpace,
	privilegesLeftOut,
	// What later versions change.
	deprecatedFeature,
	removedLater,
	// What grants more than it reads.
	everyAction,
	// What is hard to maintain.
	spaceWildcard,
	redundantPrivilege,
	spacesOmitted,
	mutuallyExclusive,
}, unrenderable...)
