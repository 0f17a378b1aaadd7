package lint

import (
	"fmt"
	"regexp"

	"github.com/rolelint/rolelint/internal/source"
)

var htmlPage = regexp.MustCompile(`(?i)^\s*<(?:!doctype\s+html|html)\b`)

// failedRequest says what a file is where a request for roles went wrong and
// its answer was kept, or piped on; "" where it is nothing of that kind. Both
// forms have a number where a map of roles could only have a role.
func failedRequest(text *source.File) string {
	const again = "; ask again, with credentials that may read roles and at the address of the API"
	if htmlPage.Match(text.Src) {
		return "it is an HTML page, such as that of a login or a proxy" + again
	}
	if len(text.Docs) != 1 {
		return ""
	}
	top := text.Docs[0]
	failure := top.Get("error")
	if failure == nil {
		return ""
	}
	var code, kind, message *source.Node
	switch failure.Kind {
	case source.String: // Kibana: {"statusCode", "error", "message"}
		code, kind, message = top.Get("statusCode"), failure, top.Get("message")
	case source.Object: // Elasticsearch: {"error": {"type", "reason"}, "status"}
		code, kind, message = top.Get("status"), failure.Get("type"), failure.Get("reason")
	}
	if code == nil || code.Kind != source.Number || kind == nil {
		return ""
	}
	says := code.Text + " " + kind.Text
	if message != nil && message.Text != "" {
		says += ": " + message.Text
	}
	return fmt.Sprintf("it is an error response (%s)%s", clip(says, 200), again)
}
