package cli

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/role"
)

// question is what can and who-can ask.
type question struct {
	do, on, field string
	feature       string
	spaces        []string
	cluster       string
	runAs         string
}

func newQuestion(flags *pflag.FlagSet) *question {
	q := &question{}
	flags.StringVar(&q.do, "do", "", "index `PRIVILEGE`, with all that it contains, or action; needs --on")
	flags.StringVar(&q.on, "on", "", "index, data stream or alias `NAME`, or a pattern: then every name of it")
	flags.StringVar(&q.field, "field", "", "with --do and --on: on this document `FIELD`")
	flags.StringVar(&q.feature, "feature", "", "Kibana privilege, as `FEATURE:PRIVILEGE`, base:all, or an operation on cases, as generalCasesV3:push")
	flags.StringArrayVar(&q.spaces, "space", nil, "with --feature: in this `SPACE`, and in each when repeated; otherwise in all spaces")
	flags.StringVar(&q.cluster, "cluster", "", "cluster `PRIVILEGE`, with all that it contains, or action")
	flags.StringVar(&q.runAs, "run-as", "", "impersonate this `USER`, or every user of a pattern")
	return q
}

// check refuses a question that is none, or several.
func (q *question) check(command string) error {
	var asked []string
	for _, part := range []struct {
		name string
		set  bool
	}{{"--do", q.do != "" || q.on != ""}, {"--feature", q.feature != ""}, {"--cluster", q.cluster != ""}, {"--run-as", q.runAs != ""}} {
		if part.set {
			asked = append(asked, part.name)
		}
	}
	_, privilege, colon := strings.Cut(q.feature, ":")
	switch {
	case len(asked) == 0:
		return usagef("%s: the question is missing: say --do PRIVILEGE --on NAME, --feature FEATURE:PRIVILEGE, --cluster PRIVILEGE or --run-as USER", command)
	case len(asked) > 1:
		return usagef("%s: %s are different questions: ask one", command, strings.Join(asked, " and "))
	case asked[0] == "--do" && (q.do == "" || q.on == ""):
		return usagef("%s: --do PRIVILEGE and --on NAME belong together", command)
	case q.field != "" && q.do == "":
		return usagef("%s: --field belongs to --do and --on", command)
	case len(q.spaces) > 0 && q.feature == "":
		return usagef("%s: --space belongs to --feature", command)
	case q.feature != "" && (!colon || privilege == ""):
		return usagef("%s: --feature %q is not FEATURE:PRIVILEGE, such as generalCasesV3:all", command, q.feature)
	}
	for _, space := range q.spaces {
		if space != "*" && !spaceID.MatchString(space) {
			return usagef("%s: --space %q is no id of a space: lower case letters, digits, _ and - only; repeat --space for several spaces, and leave it out for all", command, space)
		}
	}
	return nil
}

// spaceID is what the id of a space looks like.
//
// Source: kibana role_schema.ts: "must be lower case, a-z, 0-9, '_', and '-' are
// allowed".
var spaceID = regexp.MustCompile(`^[a-z0-9_-]+$`)

// String returns the question in words: "write on .kibana*".
func (q *question) String() string {
	switch {
	case q.feature != "" && slices.Contains(q.inSpaces(), "*"):
		return q.feature + " in all spaces"
	case len(q.spaces) > 1:
		return q.feature + " in spaces " + strings.Join(q.spaces, " and ")
	case q.feature != "":
		return q.feature + " in space " + q.spaces[0]
	case q.cluster != "":
		return "cluster " + q.cluster
	case q.runAs != "":
		return "run as " + q.runAs
	case q.field != "":
		return fmt.Sprintf("%s on %s, field %s", q.do, q.on, q.field)
	}
	return q.do + " on " + q.on
}

func (q *question) inSpaces() []string {
	if len(q.spaces) == 0 {
		return []string{"*"}
	}
	return q.spaces
}

func (q *question) kibana() access.KibanaQuestion {
	feature, privilege, _ := strings.Cut(q.feature, ":")
	return access.KibanaQuestion{Feature: feature, Privilege: privilege, Spaces: q.inSpaces()}
}

func (q *question) index() access.IndexQuestion {
	return access.IndexQuestion{On: q.on, Do: q.do, Field: q.field}
}

// concerned returns a role with only what the question is about. What roles
// grant in Kibana takes long to work out, and no other question needs it.
func (q *question) concerned(r *role.Role) *role.Role {
	part := *r
	if q.feature != "" {
		part.Indices, part.RemoteIndices = nil, nil
	} else {
		part.KibanaEntries, part.Applications = nil, nil
	}
	return &part
}

// ask answers the question for a set of roles. A question that makes no sense
// is wrong usage.
func (q *question) ask(s *access.Set) (a access.Answer, err error) {
	switch {
	case q.feature != "":
		a, err = s.Kibana(q.kibana())
	case q.cluster != "":
		a, err = s.ClusterAsMeant(q.cluster)
	case q.runAs != "":
		a, err = s.RunAs(q.runAs)
	default:
		a, err = s.IndexAsMeant(q.index())
	}
	var wrong *access.QuestionError
	if errors.As(err, &wrong) {
		err = usageError{wrong}
	}
	for _, r := range s.Roles {
		if r.Template != nil && err == nil && a.Verdict != access.Yes {
			return access.Answer{Verdict: access.Undecided, Reason: fmt.Sprintf(
				"the role %q holds a placeholder (%s): what it grants is known only after it is rendered", r.Name, r.Template.Language)}, nil
		}
	}
	return a, err
}

// example returns something of the question that is granted.
func (q *question) example(s *access.Set) (access.Witness, access.Place, bool) {
	switch {
	case q.feature != "":
		return s.KibanaExample(q.kibana())
	case q.cluster != "":
		return s.ClusterExample(q.cluster)
	case q.runAs != "":
		return s.RunAsExample(q.runAs)
	}
	return s.IndexExample(q.index())
}
