package report

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strconv"

	"github.com/rolelint/rolelint/internal/lint"
)

// fingerprint returns what stays the same of a finding when lines move: its
// rule, its role, its file, its place in the tree and its message.
func fingerprint(f *lint.Finding, file string) string {
	parts := []string{f.Rule.ID, f.Role, file, f.Message}
	for _, step := range f.Path {
		parts = append(parts, step.Key, strconv.Itoa(step.Index))
	}
	return digest(parts...)
}

// digest returns a hash of texts.
func digest(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		_, _ = io.WriteString(h, strconv.Itoa(len(p))+":"+p) // a hash takes everything
	}
	return hex.EncodeToString(h.Sum(nil))
}
