package report

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strconv"

	"github.com/rolelint/rolelint/internal/lint"
)

// fingerprint returns what a platform knows a finding by from one run to the
// next: the finding's own, and the file, since one role may stand in several.
func fingerprint(f *lint.Finding, file string) string { return digest(f.Fingerprint, file) }

// digest returns a hash of texts.
func digest(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		_, _ = io.WriteString(h, strconv.Itoa(len(p))+":"+p) // a hash takes everything
	}
	return hex.EncodeToString(h.Sum(nil))
}
