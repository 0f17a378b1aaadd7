package suppress

import (
	"embed"

	"github.com/rolelint/rolelint/internal/diag"
)

// Examples holds the fixtures of the rules, RULE.txtar.
//
//go:embed *.txtar
var Examples embed.FS

const (
	unusedThread  = "https://github.com/StyraInc/regal/issues/591"
	unusedNoqa    = "https://docs.astral.sh/ruff/rules/unused-noqa/"
	reasonThread  = "https://github.com/terraform-linters/tflint/issues/1892"
	lockedThread  = "https://github.com/terraform-linters/tflint/issues/2525"
	inlineThread  = "https://github.com/rhysd/actionlint/issues/237"
	suppressGuide = "https://github.com/rolelint/rolelint/blob/main/docs/suppressions.md"
)

var unusedRule = &diag.Rule{
	ID: "suppression-unused", Category: diag.Hygiene, Severity: diag.Warning, Kind: "go",
	Title: "A suppression has nothing to suppress",
	Why: "The rule ran and found nothing where it is suppressed: what was wrong has been repaired, or the suppression stands at the wrong place. Left there, it would hide the next finding of the rule without anybody deciding so.\n\n" +
		"Suppressions of rules that did not run (switched off, or without the intent file they need) are not judged, nor are those of a file that could not be looked at as a whole.",
	What:     "Remove it, or move it to the value that it is about.",
	Evidence: []string{unusedThread, unusedNoqa, suppressGuide},
}

var expiredRule = &diag.Rule{
	ID: "suppression-expired", Category: diag.Hygiene, Severity: diag.Warning, Kind: "go",
	Title: "A suppression has expired, and what it suppressed is reported again",
	Why: "The suppression was given a last day, and that day is over. The finding counts again. " +
		"The last day itself still counts as suppressed; days are those of UTC, or of `SOURCE_DATE_EPOCH` where that is set.",
	What:     "Repair what is found and remove the suppression, or decide anew and give it a later day.",
	Evidence: []string{suppressGuide, reasonThread},
}

var malformedRule = &diag.Rule{
	ID: "suppression-malformed", Category: diag.Hygiene, Severity: diag.Warning, Kind: "go",
	Title: "A suppression cannot be read, and suppresses nothing",
	Why: "The comment or the entry of `metadata.rolelint.ignore` is not written as rolelint reads it: no rule is named, a date is none, words stand where they do not belong, or it stands above nothing. " +
		"What it was meant for is reported.",
	What: "A comment is `rolelint:ignore RULE, RULE until 2027-01-31 -- reason`, of which the date and the reason may be left out. " +
		"`metadata.rolelint.ignore` is a list of objects with `rule`, and `path`, `reason` and `expires` where wanted.",
	Evidence: []string{suppressGuide, inlineThread},
}

var unknownRule = &diag.Rule{
	ID: "suppression-unknown-rule", Category: diag.Hygiene, Severity: diag.Warning, Kind: "go",
	Title:    "A suppression names a rule that does not exist",
	Why:      "There is no rule of that name, so that nothing is suppressed: it is misspelt, was renamed, or belongs to policies that are not given in this run.",
	What:     "Correct the name; `rolelint rules` lists them.",
	Evidence: []string{suppressGuide, inlineThread},
}

var reasonRule = &diag.Rule{
	ID: "suppression-without-reason", Category: diag.Hygiene, Severity: diag.Warning, Kind: "go", Strict: true,
	Title: "A suppression gives no reason",
	Why: "Whoever meets the suppression later cannot tell whether it still holds. The rule runs with the preset `strict`, " +
		"and where the configuration has `require-reason: true`; there a suppression of the configuration without a reason is an error as well.",
	What:     "Say why behind ` -- `, or in `reason`.",
	Evidence: []string{reasonThread, suppressGuide},
}

var lockedRule = &diag.Rule{
	ID: "suppression-of-locked-rule", Category: diag.Hygiene, Severity: diag.Warning, Kind: "go",
	Title: "A suppression names a rule that cannot be suppressed",
	Why: "The configuration locks the rule, so that no file can switch it off for itself; or it is a rule about suppressions, " +
		"or `reading-limit`, which says that a file was not looked at. The finding is reported.",
	What:     "Remove the suppression and repair what is found, or have the rule unlocked in the configuration.",
	Evidence: []string{lockedThread, suppressGuide},
}

// Rules is the metadata of the rules about suppressions.
var Rules = []*diag.Rule{unusedRule, expiredRule, malformedRule, unknownRule, reasonRule, lockedRule}

// ReasonRule is the id of the rule that wants a reason.
const ReasonRule = "suppression-without-reason"

// Always reports whether findings of a rule always count: those about
// suppressions, and that a file was not read.
func Always(rule string) bool {
	if rule == readingLimit {
		return true
	}
	for _, r := range Rules {
		if r.ID == rule {
			return true
		}
	}
	return false
}

const readingLimit = "reading-limit"

// Unsuppressed returns the ids of the rules of which Always is true.
func Unsuppressed() []string {
	ids := []string{readingLimit}
	for _, r := range Rules {
		ids = append(ids, r.ID)
	}
	return ids
}
