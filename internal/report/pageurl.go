package report

import (
	"regexp"

	"github.com/rolelint/rolelint/internal/diag"
)

// plainURL is an address that means nothing but itself in Markdown, in a table
// and in SARIF.
var plainURL = regexp.MustCompile(`^https?://[A-Za-z0-9._~:/?#@!$&+,;=%-]+$`)

// pageURL returns the address of a rule's page where it can be linked to; a
// user's own rule may state anything.
func pageURL(r *diag.Rule) string {
	if url := r.URL(); plainURL.MatchString(url) {
		return url
	}
	return ""
}
