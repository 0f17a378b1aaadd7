package checksexample

import "github.com/rolelint/rolelint/internal/diag"

var whole = diag.Rule{
	ID: "kibana-no-spaces", Category: "rejected", Severity: 3, Title: "A grant without spaces",
	Why: "w", What: "w", Evidence: []string{"e"},
}

var partial = diag.Rule{ // want `rule without What` `rule without Evidence`
	ID:       "KibanaNoSpaces", // want `rule id "KibanaNoSpaces" is not in kebab-case`
	Category: "rejected", Severity: 3,
	Title: "A grant without spaces.", // want `a title is one line without a full stop`
	Why:   "",                        // want `rule with an empty Why`
}
