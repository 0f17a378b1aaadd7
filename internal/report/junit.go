package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/source"
)

// junitFormat writes JUnit's XML as Jenkins reads it (jenkinsci/xunit-plugin:
// …/types/model/xsd/junit-10.xsd@031e285ef3b6): a suite for each file and a
// case for each finding. A finding below --fail-on is a skipped case. It states
// no times, so that the same findings are the same text.
type junitFormat struct{}

type junitReport struct {
	XMLName  xml.Name      `xml:"testsuites"`
	Name     string        `xml:"name,attr"`
	Tests    int           `xml:"tests,attr"`
	Failures int           `xml:"failures,attr"`
	Errors   int           `xml:"errors,attr"`
	Suites   []*junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name       string           `xml:"name,attr"`
	Tests      int              `xml:"tests,attr"`
	Failures   int              `xml:"failures,attr"`
	Errors     int              `xml:"errors,attr"`
	Skipped    int              `xml:"skipped,attr"`
	Properties *junitProperties `xml:"properties"`
	Cases      []junitCase      `xml:"testcase"`
}

type junitProperties struct {
	List []junitProperty `xml:"property"`
}

type junitProperty struct {
	Name  string `xml:"name,attr"`
	Value string `xml:"value,attr"`
}

type junitCase struct {
	Name    string       `xml:"name,attr"`
	Class   string       `xml:"classname,attr"`
	Failure *junitReason `xml:"failure"`
	Error   *junitReason `xml:"error"`
	Skipped *junitReason `xml:"skipped"`
}

type junitReason struct {
	Type    string `xml:"type,attr"`
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

// Write writes a suite that stands for the run, and so is never without a case,
// and one for each file with findings or that could not be checked.
func (junitFormat) Write(w io.Writer, result *lint.Result, options Options) error {
	t := result.Target
	run := &junitSuite{Name: "rolelint", Cases: []junitCase{{Name: "rolelint lint", Class: "rolelint"}},
		Properties: &junitProperties{[]junitProperty{
			{"version", Escape(options.Version)}, {"stack", t.Stack.String()}, {"license", t.License.String()},
			{"deployment", t.Deployment.String()}, {"summary", Escape(summary(result))},
		}}}
	report := &junitReport{Name: "rolelint", Suites: []*junitSuite{run}}
	suites := map[string]*junitSuite{}
	suite := func(name string) *junitSuite {
		s := suites[name]
		if s == nil {
			s = &junitSuite{Name: Escape(options.hostName(name))}
			suites[name] = s
			report.Suites = append(report.Suites, s)
		}
		return s
	}
	for i := range result.Findings {
		if f := &result.Findings[i]; f.Suppressed == nil {
			s := suite(f.File)
			s.Cases = append(s.Cases, newJUnitCase(s.Name, f, options.FailOn))
		}
	}
	for i := range result.Errors {
		e := &result.Errors[i]
		s := suite(e.File)
		s.Cases = append(s.Cases, junitCase{Name: "the file could be checked", Class: s.Name,
			Error: &junitReason{"not-checked", Escape(e.Message), position(s.Name, e.Range)}})
	}
	for _, s := range report.Suites {
		s.count()
		report.Tests += s.Tests
		report.Failures += s.Failures
		report.Errors += s.Errors
	}
	return writeXML(w, report)
}

func newJUnitCase(file string, f *lint.Finding, failOn diag.Severity) junitCase {
	name := f.Rule.ID
	if f.Role != "" {
		name += ", role " + f.Role
	}
	if path := pathWords(f.Path); path != "" {
		name += ", " + path
	}
	text := fmt.Sprintf("%s: %s %s: %s", position(file, &f.Range), f.Severity, Escape(f.Rule.ID), Escape(messageWithRole(f)))
	if url := pageURL(f.Rule); url != "" {
		text += "\n" + Escape(url)
	}
	reason := &junitReason{f.Severity.String(), Escape(messageWithRole(f)), text}
	one := junitCase{Name: Escape(name), Class: file}
	if failOn != diag.Off && f.Severity >= failOn {
		one.Failure = reason
	} else {
		one.Skipped = reason
	}
	return one
}

func (s *junitSuite) count() {
	s.Tests = len(s.Cases)
	for i := range s.Cases {
		switch c := &s.Cases[i]; {
		case c.Failure != nil:
			s.Failures++
		case c.Error != nil:
			s.Errors++
		case c.Skipped != nil:
			s.Skipped++
		}
	}
}

// pathWords returns a path as people write it: kibana[0].feature.actions.
func pathWords(path source.Path) string {
	var b strings.Builder
	for i, step := range path {
		switch {
		case !step.IsKey():
			fmt.Fprintf(&b, "[%d]", step.Index)
		case i > 0:
			b.WriteString("." + step.Key)
		default:
			b.WriteString(step.Key)
		}
	}
	return b.String()
}
