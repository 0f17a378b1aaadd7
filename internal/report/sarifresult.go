package report

import (
	"strings"

	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/source"
)

// sourceRoot is what file names are relative to. Its URI is left out: it would
// be another on every machine.
const sourceRoot = "SRCROOT"

func newSARIFResult(f *lint.Finding, rule int, options *Options) sarifResult {
	at := newSARIFLocation(&f.Location, options)
	at.Logical = logicalLocations(f)
	out := sarifResult{
		RuleID: f.Rule.ID, RuleIndex: rule, Level: sarifLevels[f.Severity],
		Message:      sarifText{Text: plainMessage(Escape(messageWithRole(f)))},
		Locations:    []sarifLocation{at},
		Fingerprints: map[string]string{"rolelint/v1": fingerprint(f, options.hostName(f.File))},
		Fixes:        sarifFixes(f, options),
	}
	for i := range f.Related {
		r := &f.Related[i]
		related := newSARIFLocation(&r.Location, options)
		related.ID = &i
		related.Message = &sarifText{Text: plainMessage(Escape(r.Message))}
		out.Related = append(out.Related, related)
	}
	if s := f.Suppressed; s != nil {
		out.Suppressions = []sarifSuppression{newSARIFSuppression(s)}
	}
	return out
}

// newSARIFLocation returns a place; where it has no region, the file's first
// character, since readers refuse a result without one.
func newSARIFLocation(l *lint.Location, options *Options) sarifLocation {
	region := newSARIFRegion(l.Range)
	offset, length := l.Range.Start.Offset, max(l.Range.End.Offset-l.Range.Start.Offset, 0)
	region.ByteOffset, region.ByteLength = &offset, &length
	return sarifLocation{Physical: sarifPhysical{newSARIFArtifact(l.File, options), &region}}
}

func newSARIFArtifact(file string, options *Options) sarifArtifact {
	uri, relative := options.fileURI(file)
	if relative {
		return sarifArtifact{uri, sourceRoot}
	}
	return sarifArtifact{URI: uri}
}

func newSARIFRegion(r source.Range) sarifRegion {
	start, end := r.Start, r.End
	start.Line, start.Column = max(start.Line, 1), max(start.Column, 1)
	if end.Line < start.Line || end.Line == start.Line && end.Column < start.Column {
		end = start
	}
	return sarifRegion{StartLine: start.Line, StartColumn: start.Column, EndLine: end.Line, EndColumn: max(end.Column, 1)}
}

// logicalLocations names the role, and the value by its JSON pointer.
func logicalLocations(f *lint.Finding) []sarifLogical {
	var out []sarifLogical
	if f.Role != "" {
		out = append(out, sarifLogical{Name: Escape(f.Role), Kind: "role"})
	}
	if n := len(f.Path); n > 0 {
		last, kind := f.Path[n-1:], "value"
		if last[0].IsKey() {
			kind = "property"
		}
		out = append(out, sarifLogical{Escape(pathWords(last)), Escape(jsonPointer(f.Path)), kind})
	}
	return out
}

func jsonPointer(path source.Path) string {
	var b strings.Builder
	for _, step := range path {
		b.WriteByte('/')
		if step.IsKey() {
			_, _ = strings.NewReplacer("~", "~0", "/", "~1").WriteString(&b, step.Key)
		} else {
			b.WriteString(strings.Trim(pathWords(source.Path{step}), "[]"))
		}
	}
	return b.String()
}

// newSARIFSuppression says whether a finding is suppressed where it stands or
// elsewhere.
func newSARIFSuppression(s *lint.Suppression) sarifSuppression {
	out := sarifSuppression{Kind: "external", Status: "accepted", Justification: Escape(s.Reason), Properties: map[string]string{"by": s.By}}
	if s.By == "comment" || s.By == "metadata" {
		out.Kind = "inSource"
	}
	if s.Expires != "" {
		out.Properties["expires"] = s.Expires
	}
	return out
}

// sarifFixes returns the fix. Its regions are of text only: a region with bytes
// would have to be replaced by bytes (3.57.2).
func sarifFixes(f *lint.Finding, options *Options) []sarifFix {
	if f.Fix == nil || len(f.Fix.Edits) == 0 || len(f.FixRanges) != len(f.Fix.Edits) {
		return nil
	}
	change := sarifChange{Artifact: newSARIFArtifact(f.File, options)}
	for i, e := range f.Fix.Edits {
		change.Replacements = append(change.Replacements, sarifReplacement{newSARIFRegion(f.FixRanges[i]), sarifText{Text: e.Text}})
	}
	return []sarifFix{{sarifText{Text: plainMessage(Escape(f.Fix.Title))}, []sarifChange{change}, map[string]any{"safe": f.Fix.Safe}}}
}

// sarifErrors returns what could not be checked.
func sarifErrors(result *lint.Result, options *Options) []sarifNotification {
	out := []sarifNotification{}
	for i := range result.Errors {
		e := &result.Errors[i]
		n := sarifNotification{Level: "error", Message: sarifText{Text: plainMessage(Escape(e.Message))}}
		if e.File != "" {
			at := sarifLocation{Physical: sarifPhysical{Artifact: newSARIFArtifact(e.File, options)}}
			if e.Range != nil {
				at = newSARIFLocation(&lint.Location{File: e.File, Range: *e.Range}, options)
			}
			n.Locations = []sarifLocation{at}
		}
		out = append(out, n)
	}
	return out
}

// plainMessage returns a text in which nothing is a link: SARIF takes
// [text](target) for one in plain text, too (3.11.6).
//
// Braces stay as they are. SARIF has them doubled where they are no placeholder
// (3.11.5), but readers replace placeholders, and would make two braces one, only
// where a message has arguments, and ours has none: VS Code's viewer
// (microsoft/sarif-vscode-extension:src/shared/index.ts@022c2291450d, format) and
// Microsoft's SDK (microsoft/sarif-sdk:src/Sarif/SarifExtensionMethods.cs@028117aff719,
// GetMessageText) show such a text as it is. clang writes them singly, too
// (llvm/llvm-project#128024). Doubled, people would read {{user}}.
func plainMessage(s string) string { return strings.ReplaceAll(s, "](", `]\(`) }
