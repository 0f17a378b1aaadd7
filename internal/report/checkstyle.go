package report

import (
	"encoding/xml"
	"io"

	"github.com/rolelint/rolelint/internal/lint"
)

// checkstyleFormat writes the XML of Checkstyle, which has no schema; what it
// is made of stands in the program (checkstyle/checkstyle:
// src/main/java/com/puppycrawl/tools/checkstyle/XMLLogger.java@0412aecbbc5d).
type checkstyleFormat struct{}

// checkstyleVersion is the version of Checkstyle whose format it is, and not
// rolelint's: readers may choose by it.
const checkstyleVersion = "4.3"

type checkstyleReport struct {
	XMLName xml.Name          `xml:"checkstyle"`
	Version string            `xml:"version,attr"`
	Files   []*checkstyleFile `xml:"file"`
}

type checkstyleFile struct {
	Name   string            `xml:"name,attr"`
	Errors []checkstyleError `xml:"error"`
}

type checkstyleError struct {
	Line     int    `xml:"line,attr"`
	Column   int    `xml:"column,attr,omitempty"`
	Severity string `xml:"severity,attr"`
	Message  string `xml:"message,attr"`
	// Source has the category and the rule behind its last two full stops, where
	// readers look for a category and a type.
	Source string `xml:"source,attr"`
}

// Write writes the findings that count, and what could not be checked, by file.
func (checkstyleFormat) Write(w io.Writer, result *lint.Result, options Options) error {
	report := &checkstyleReport{Version: checkstyleVersion}
	files := map[string]*checkstyleFile{}
	add := func(name string, e checkstyleError) {
		f := files[name]
		if f == nil {
			f = &checkstyleFile{Name: Escape(options.hostName(name))}
			files[name] = f
			report.Files = append(report.Files, f)
		}
		e.Line = max(e.Line, 1)
		f.Errors = append(f.Errors, e)
	}
	for i := range result.Findings {
		f := &result.Findings[i]
		if f.Suppressed == nil {
			add(f.File, checkstyleError{f.Range.Start.Line, f.Range.Start.Column, f.Severity.String(),
				Escape(messageWithRole(f)), Escape("rolelint." + string(f.Rule.Category) + "." + f.Rule.ID)})
		}
	}
	for i := range result.Errors {
		e := &result.Errors[i]
		one := checkstyleError{Severity: "error", Message: Escape(e.Message), Source: "rolelint.error.not-checked"}
		if e.Range != nil {
			one.Line, one.Column = e.Range.Start.Line, e.Range.Start.Column
		}
		add(e.File, one)
	}
	return writeXML(w, report)
}
