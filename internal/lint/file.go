package lint

import (
	"cmp"
	"context"
	"fmt"
	"runtime/debug"
	"slices"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/checks/files"
	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/edit"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
	"github.com/rolelint/rolelint/internal/surroundings"
)

// lintFile reads one input and runs every selected rule over it.
func lintFile(ctx context.Context, sel *selection, in Input) (out outcome) {
	defer func() {
		if p := recover(); p != nil {
			out.errors = append(out.errors, FileError{
				File:    in.Name,
				Message: fmt.Sprintf("internal error: %v\n%s", p, debug.Stack()),
			})
		}
	}()
	start := sel.watch.start()
	src, err := in.Read()
	sel.watch.phase(phaseRead, start)
	if err != nil {
		return outcome{errors: []FileError{{File: in.Name, Message: err.Error()}}}
	}
	formats := in.Formats
	if len(formats) == 0 {
		formats = sel.opt.Formats
	}
	start = sel.watch.start()
	text := source.Parse(in.Name, src, source.Limits{})
	sel.watch.phase(phaseParse, start)
	start = sel.watch.start()
	file := role.Decode(text, role.Options{Formats: formats, Expected: in.Listed, Named: in.Named})
	sel.watch.phase(phaseDecode, start)

	if in.Named && failedRequest(text) != "" || len(file.Roles) == 0 && len(file.Segments) == 0 && !sel.meantAsRole(file) {
		if !in.Named {
			return outcome{skipped: true}
		}
		return outcome{errors: []FileError{noRole(file, len(formats) > 0)}}
	}
	run := fileRun{sel: sel, file: file, path: in.Path}
	run.checkFile()
	for _, r := range file.Roles {
		if r.Template == nil && run.left == nil {
			run.checkRole(ctx, r)
		}
	}
	out = outcome{roles: len(file.Roles)}
	if sel.looksAround() {
		out.file = file
	}
	out.defined = sel.definitions(file)
	out.errors = run.unread
	for _, e := range run.shared.Exceeded {
		out.errors = append(out.errors, unread(text, e.Role, e.Message))
	}
	if sel.ordered(file) {
		out.run = &run // its findings are complete once every file was read
	} else {
		out.findings = run.resolve()
	}
	if run.left != nil {
		out.errors = append(out.errors, tooMany(text, run.left))
	}
	if e := sel.unparsed(file); e != nil {
		out.errors = append(out.errors, *e)
	}
	out.partly = !run.whole()
	return out
}

// meantAsRole reports whether a file without a role is looked at all the same:
// what is wrong with it is a finding.
func (sel *selection) meantAsRole(file *role.File) bool {
	if file.Unparsed() {
		return !IsLargeReport(file.Source) && (file.Expected || role.MentionsRole(file.Source))
	}
	if _, on := sel.severity(files.WithoutRole, diag.Warning); !on || file.Lack() == nil {
		return false
	}
	return true
}

// noRole is the error for a file that was named but holds no role; pinned where
// its format is stated.
func noRole(file *role.File, pinned bool) FileError {
	text := file.Source
	e := FileError{File: text.Name}
	what := mistaken(text)
	switch {
	case what != "":
		e.Message = "no role in this file: " + what
	case len(text.Src) == 0:
		e.Message = "nothing to read: it is empty"
	case file.Lack() != nil:
		r := text.Range(file.Lack().Node.Key)
		e.Range, e.Message = &r, file.Lack().String()
	case text.Err != nil:
		r := text.Range(text.Err.Span)
		e.Range, e.Message = &r, text.Err.Msg
	case len(text.Docs) > 0:
		r := text.Range(firstToken(text.Docs[0]))
		e.Range = &r
		if surroundings.IsRoleMapping(text) {
			e.Message = "no role in this file: it holds role mappings, which are looked at where --role-mappings gives them"
			break
		}
		if pinned {
			e.Message = `no role in this file: it is not of the format that --as, or "as" of the configuration, states`
			break
		}
		if key := file.RoleKey(); key != nil {
			*e.Range = text.Range(key.Key)
			e.Message = fmt.Sprintf("no role in this file: roles have the key %q, but not with this value or not beside these other keys; --as says what it should be read as", key.Name)
			break
		}
		e.Message = fmt.Sprintf("no role in this file: this %s has none of the keys of a role "+
			"(elasticsearch, kibana, cluster, indices, applications, run_as); --as says what it should be read as",
			text.Docs[0].Kind)
	}
	if e.Range != nil {
		e.Lines = lines(text, *e.Range)
	}
	return e
}

// firstToken is the first byte of a document: enough to say where it is.
func firstToken(n *source.Node) source.Span {
	return source.Span{Start: n.Val.Start, End: min(n.Val.Start+1, n.Val.End)}
}

// fileRun gathers the findings of one file.
type fileRun struct {
	sel      *selection
	file     *role.File
	findings []diag.Finding
	shared   checks.OfFile
	left     *diag.Finding // the first that was left out; nil where none was
	unread   []FileError   // roles that not every rule was evaluated over
	path     string        // of the file, absolute
}

func (run *fileRun) report(f diag.Finding) {
	severity, on := run.sel.severity(f.Rule.ID, f.Severity)
	if !on {
		return
	}
	f.Severity = severity
	if len(run.findings) >= MaxFindings {
		if run.left == nil {
			run.left = &f
		}
		return
	}
	run.findings = append(run.findings, f)
}

func (run *fileRun) checkRole(ctx context.Context, r *role.Role) {
	run.sel.checkRole(run.file, &run.shared, r, run.report)
	if run.sel.rego == nil {
		return
	}
	if why := tooLarge(r); why != "" {
		run.unread = append(run.unread, unread(run.file.Source, r, why))
		return
	}
	start := run.sel.watch.start()
	effective := access.Kibana(r, run.sel.opt.Target)
	run.sel.policy.evaluate(ctx, run.sel.rego, r, effective, run.report)
	run.sel.watch.phase(phasePolicy, start)
}

func (run *fileRun) checkFile() { run.sel.checkFile(run.file, run.report) }

// resolve turns the findings' places into positions, in the order of the text.
func (run *fileRun) resolve() []Finding {
	start := run.sel.watch.start()
	defer func() { run.sel.watch.phase(phasePlaces, start) }()
	suppressed := run.suppress()
	prints := fingerprints{file: run.file}
	out := make([]Finding, 0, len(run.findings))
	edits := edit.New(run.file.Source)
	for i := range run.findings {
		f := resolve(run.file.Source, &run.findings[i])
		f.Suppressed = suppressed[i]
		f.Fingerprint = prints.of(&run.findings[i])
		resolveFix(edits, run.file.Source, run.findings[i].Fix, &f)
		out = append(out, f)
	}
	slices.SortStableFunc(out, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(a.Range.Start.Offset, b.Range.Start.Offset),
			cmp.Compare(a.Range.End.Offset, b.Range.End.Offset),
			cmp.Compare(a.Rule.ID, b.Rule.ID),
			cmp.Compare(a.Message, b.Message),
		)
	})
	return slices.CompactFunc(out, func(a, b Finding) bool {
		return a.Rule == b.Rule && a.Range == b.Range && a.Message == b.Message && a.Role == b.Role
	})
}
