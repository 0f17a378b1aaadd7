// Package elasticsearch has the checks on what roles say to Elasticsearch:
// cluster and index privileges, index names, document and field level
// security, application privileges, run-as. They hold for both APIs, because
// Kibana hands the elasticsearch part of a role to Elasticsearch as it stands.
package elasticsearch

import (
	"embed"

	"github.com/rolelint/rolelint/checks"
)

// Examples are the bad and good examples of the checks, one txtar per rule.
//
//go:embed *.txtar
var Examples embed.FS

// All are the checks on the Elasticsearch part of roles.
var All = []checks.Check{
	// What Elasticsearch refuses.
	unknownClusterPrivilege,
	unknownIndexPrivilege,
	privilegeNotYet,
	privilegeNotOnServerless,
	duplicateIndexPrivilege,
	remoteFailureStore,
	indexNameComma,
	indexNameSelector,
	indexRegexInvalid,
	fieldExceptionsNotSubset,
	dlsQueryInvalid,
	dlsQueryUnsupported,
	applicationNameInvalid,
	applicationPrivilegeCharacters,
	roleNameInvalid,
	reservedRoleName,
	dlsFlsLicense,
	// What is accepted and grants nothing, or less.
	rolesymlUnknownPrivilege,
	indexNameCommaStored,
	indexNameImpossible,
	indexRegexInvalidStored,
	indexRegexAnchor,
	indexRegexEmpty,
	indexRegexStar,
	indexNameRegexWithoutSlashes,
	backingIndexName,
	patternInvalid,
	indexPatternTooComplex,
	restrictedIndexWithoutFlag,
	dlsQueryInvalidStored,
	dlsPlaceholderOutsideTemplate,
	dlsQueryNow,
	dlsTemplateMalformed,
	dlsTemplateUnknownVariable,
	fieldGrantEmpty,
	fieldGrantPrivilege,
	noneWithOthers,
	unknownAction,
	inertPrivilege,
	roleWithoutEffect,
	uselessIndexGrant,
	// What later versions change.
	deprecatedESPrivilege,
	restrictedFrom8,
	// What grants dangerous access.
	superuserEquivalent,
	allOnStar,
	restrictedIndicesAllowed,
	runAsAnybody,
	internalPrivilege,
	createCanOverwrite,
	documentRestrictionLifted,
	fieldRestrictionLifted,
	restrictionWithWrite,
	dlsTemplateUnescaped,
	failureStoreUnrestricted,
	fieldNamesVisible,
	fieldExceptionSubFields,
	// What cannot do what it is for.
	fieldGrantWithoutTimestamp,
	// What is correct and says too much.
	redundantPrivilege,
	redundantEntry,
	redundantName,
	rawAction,
	dlsMatchAll,
}
