package kibana

import (
	"strconv"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

// kibanaOf names the Kibana of a target: "Kibana 9.4" or "serverless Kibana".
func kibanaOf(t catalog.Target) string {
	if t.Deployment == catalog.Serverless {
		return "serverless Kibana"
	}
	return "Kibana " + t.Stack.String()
}

// from reports whether the target's Stack is that version or a later one.
func from(t catalog.Target, v catalog.Version) bool { return t.Stack.Compare(v) >= 0 }

// accepts says what the reader of a role does with a name that it does not
// know. None of them refuses Kibana privileges that do not exist:
// elastic/kibana:x-pack/platform/plugins/shared/security/server/lib/role_utils.ts
// skips unknown features, Elasticsearch resolves names when it builds the role.
func accepts(r *role.Role) string {
	switch r.API {
	case role.FileStore:
		return "the node loads it"
	case role.APIKey:
		return "the server takes it"
	}
	return "the server stores it"
}

// featurePlace is where a feature is named: its key, or in the application
// spelling the first privilege of it.
func featurePlace(e *role.KibanaEntry, f *role.Feature) diag.Place {
	if e.Spelling == role.KibanaSpelling {
		return checks.Key(f.Node)
	}
	return checks.Value(f.Node)
}

// sentences joins a message and what follows it, which begins with a space
// and may be empty.
func sentences(message, more string) string {
	if more == "" {
		return message
	}
	return message + "." + more
}

// quoted puts names in double quotes: "a", "b".
func quoted(names []string) string {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = strconv.Quote(name)
	}
	return strings.Join(out, ", ")
}

// spelled writes a privilege of a feature as the entry would have to.
func spelled(e *role.KibanaEntry, feature, privilege string) string {
	if e.Spelling == role.ApplicationSpelling {
		return strconv.Quote("feature_" + feature + "." + privilege)
	}
	return strconv.Quote(privilege)
}

// didYouMean is the question that follows a message, with a space before it;
// empty without a suggestion. The suggestion is quoted already.
func didYouMean(suggestion string) string {
	if suggestion == "" {
		return ""
	}
	return " Did you mean " + suggestion + "?"
}

// values returns the texts' values.
func values(texts []role.Text) []string {
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = t.Value
	}
	return out
}

// received writes spaces as Kibana's messages do: [a,b].
func received(spaces []role.Text) string {
	return "[" + strings.Join(values(spaces), ",") + "]"
}
