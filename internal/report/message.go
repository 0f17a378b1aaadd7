package report

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/rolelint/rolelint/internal/lint"
)

// messageWithRole returns what a finding says, with the role where the message
// does not name it.
func messageWithRole(f *lint.Finding) string {
	if f.Role == "" || strings.Contains(f.Message, strconv.Quote(f.Role)) {
		return f.Message
	}
	return fmt.Sprintf("%s (role %q)", strings.TrimSuffix(f.Message, "."), f.Role)
}
