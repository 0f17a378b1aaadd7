// Package lint is the engine: files in, findings out.
package lint

import (
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/intent"
	"github.com/rolelint/rolelint/internal/policy"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/suppress"
	"github.com/rolelint/rolelint/internal/surroundings"
)

// Options say what to look for.
type Options struct {
	Target catalog.Target
	// Formats pins what the inputs are; empty: the content decides.
	Formats []role.Format
	// Only, where not empty, are the only rules that run; Except do not run.
	Only, Except []string
	// Preset says which built-in rules run where neither Only nor Severities
	// name them.
	Preset diag.Preset
	// Severities replace the default severity of rules; diag.Off switches off,
	// anything else switches on what the preset has not.
	Severities map[string]diag.Severity
	// Values are options of rules, by rule id, as diag.OptionType.Convert takes them.
	Values map[string]diag.Values
	// Locked are rules that Except cannot leave out, and of which no finding can
	// be suppressed.
	Locked map[string]bool
	// Overrides are what holds for some inputs instead: see Input.Overrides.
	Overrides []Override
	// AssigneeRoles are name patterns (*, ?) of roles meant for case assignees.
	AssigneeRoles []string
	// Policies are the user's own Rego modules.
	Policies []PolicyFile
	coverage *policy.Coverage // of the user's policies, by their tests
	// Intents are files that declare what roles are for.
	Intents []intent.File
	// Suppressions are those of the configuration; NoSuppress has them and
	// those of the files ignored.
	Suppressions []suppress.Entry
	NoSuppress   bool
	// RequireReason switches suppression-without-reason on.
	RequireReason bool
	// Today is the day by which suppressions expire, as 2027-01-31; where it
	// is empty none does.
	Today string
	// Whole says that the inputs are all files of the project: then a
	// suppression of the configuration that none of them needs is of no use.
	Whole bool
	// Stats asks for Result.Stats.
	Stats bool
	// Surroundings are the files that stand beside the roles.
	Surroundings surroundings.Files
	// Workers bounds parallelism; 0: as many as there are processors.
	Workers int
}

// Override is what holds for some inputs instead of what the options say.
type Override struct {
	Preset     *diag.Preset // nil where it stays as it is
	Severities map[string]diag.Severity
	Values     map[string]diag.Values
}

// PolicyFile is a Rego module of the user.
type PolicyFile struct {
	Name string
	Src  []byte
}

// Input is a file to look at.
type Input struct {
	Name string // as it is to be printed
	// Path is the absolute path, which globs are matched against.
	Path string
	// Read returns the text; it is called from any goroutine, and again where
	// the file is looked at beside others.
	Read func() ([]byte, error)
	// Named says that the user named the file itself: then a file that is no
	// role is an error and not skipped.
	Named bool
	// Listed says that an entry of `files` of the configuration names the file:
	// then it is meant to hold roles.
	Listed bool
	// Picked says that the file was picked out of those of a folder, such as
	// because it changed: the others are not looked at.
	Picked bool
	// Formats pins the format of this file; empty: Options.Formats hold.
	Formats []role.Format
	// Overrides say which of Options.Overrides hold for the file, in their order; a
	// later one wins.
	Overrides []int
}
