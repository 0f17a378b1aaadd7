package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/cli/discover"
	"github.com/rolelint/rolelint/internal/config"
	"github.com/rolelint/rolelint/internal/diff"
	"github.com/rolelint/rolelint/internal/report"
	"github.com/rolelint/rolelint/internal/revision"
)

var initCommand = command{
	name: "init", arguments: "", summary: "Show or write a configuration, the pre-commit hook and the workflow for this repository",
	about: `It looks for role files, guesses the version they are written for, and shows what it would write. On a terminal it then asks; elsewhere --write writes. A file that exists is never touched: what to add to it is shown.`,
	examples: []string{
		"rolelint init",
		"rolelint init --write --stack 8.19 --license platinum",
	},
	define: func(flags *pflag.FlagSet) func(*program, []string) error {
		f := &lintFlags{stdinName: "<stdin>", noConfig: true, target: newTargetFlags(flags)}
		write := flags.Bool("write", false, "write the files without asking")
		return func(p *program, args []string) error {
			if err := noArguments("init", args); err != nil {
				return err
			}
			return p.init(f, *write)
		}
	},
}

// starter is a file that init writes, or what belongs into one that exists.
type starter struct {
	name string
	text string
	// add is what a file that exists gets by hand; "" where nothing.
	add string
}

// init shows what it would write, and writes it where it may.
func (p *program) init(f *lintFlags, write bool) error {
	folder, err := os.Getwd()
	if err != nil {
		return fmt.Errorf("working directory: %w", err)
	}
	root, inRepository := discover.RepositoryRoot(folder)
	if !inRepository {
		root = folder
	}
	if fromHere(root) != "." {
		return usagef("init: run it at the root of the repository: %s", filepath.ToSlash(fromHere(root)))
	}
	inputs, err := p.inputs(f, &config.Config{}, nil)
	if err != nil {
		return err
	}
	read := loadRoles(inputs, nil)
	if len(read.roles) == 0 {
		_ = p.complainOf(read.errors) // they are why there is none
		p.complain(errors.New("no role file below this folder; rolelint lint FILE --as KIND reads one that is not recognised"))
		return errNothing
	}
	target := f.target.over(catalog.Target{})
	why := "as --stack says"
	if target.Stack.IsZero() {
		var ok bool
		if target.Stack, why, ok = guessStack(read.roles); !ok {
			why = "the newest; the roles name no feature and no privilege that tells versions apart"
		}
	}
	target = target.WithDefaults()

	var b strings.Builder
	fmt.Fprintf(&b, "Found %s in %s.\n", counted(len(read.roles), "role"), counted(read.files, "file"))
	var missing []starter
	if exists(config.Name) && (f.target.stack.set || f.target.license.set || f.target.deployment.set) {
		fmt.Fprintf(&b, "\n%s exists: --stack, --license and --deployment change nothing in it.\n", config.Name)
	}
	for _, s := range starters(read.roles, target, why, root, inRepository) {
		text, err := readFile(s.name)
		switch {
		case errors.Is(err, fs.ErrNotExist) && exists(s.name):
			fmt.Fprintf(&b, "\n%s is a link to a file that does not exist, and stays as it is.\n", s.name)
		case errors.Is(err, fs.ErrNotExist):
			missing = append(missing, s)
			fmt.Fprintf(&b, "\n%s:\n%s", s.name, indented(s.text))
		case err != nil:
			return fmt.Errorf("%s: %w", s.name, err)
		case strings.Contains(string(text), "rolelint") || s.add == "":
			fmt.Fprintf(&b, "\n%s exists and stays as it is.\n", s.name)
		default:
			fmt.Fprintf(&b, "\n%s exists and stays as it is. Add to it:\n%s", s.name, indented(s.add))
		}
	}
	if err := p.print(b.String()); err != nil {
		return err
	}
	if len(missing) == 0 {
		return p.print("\nNothing to write.\n")
	}
	if !write {
		if write, err = p.asks(fmt.Sprintf("\nWrite %s? [y/N] ", strings.Join(names(missing), ", "))); err != nil || !write {
			return errors.Join(err, p.print("\nNothing was written; rolelint init --write writes it.\n"))
		}
	}
	for i, s := range missing {
		if err := create(s.name, s.text); err != nil {
			if i > 0 {
				err = fmt.Errorf("%w; written before: %s", err, strings.Join(names(missing[:i]), ", "))
			}
			return err
		}
	}
	if _, fixed := ownRevision(); !fixed && inRepository {
		if err := p.print("\nThis build is no release: pin one where the files say main.\n"); err != nil {
			return err
		}
	}
	return p.print(fmt.Sprintf("\nWrote %s. Next: rolelint lint\n", strings.Join(names(missing), ", ")))
}

// exists reports whether there is something of that name, be it a link to nothing.
func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}

func names(list []starter) []string {
	var out []string
	for _, s := range list {
		out = append(out, s.name)
	}
	return out
}

func indented(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString("  " + report.Escape(strings.TrimRight(line, "\n")) + "\n")
	}
	return b.String()
}

// asks puts a question on a terminal; elsewhere the answer is no.
func (p *program) asks(question string) (bool, error) {
	_, in := terminal(p.stdin)
	_, out := terminal(p.stdout)
	if !in || !out {
		return false, nil
	}
	if err := p.print(question); err != nil {
		return false, err
	}
	answer, err := bufio.NewReader(p.stdin).ReadString('\n')
	if err != nil {
		return false, nil // the end of the input is no
	}
	answer = strings.ToLower(strings.TrimSpace(answer))
	return answer == "y" || answer == "yes", nil
}

// create writes a file that must not exist, with the folders it needs.
func create(name, text string) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = file.WriteString(text)
	return errors.Join(err, file.Close())
}

// starters returns the files that get a repository going.
func starters(roles []diff.Loaded, target catalog.Target, why, root string, inRepository bool) []starter {
	out := []starter{{name: config.Name, text: starterConfig(roles, target, why)}}
	if !inRepository {
		return out
	}
	own, fixed := ownRevision()
	if !fixed {
		own += " # this moves: pin the tag or the commit of a release"
	}
	entry := fmt.Sprintf("  - repo: https://github.com/rolelint/rolelint\n    rev: %s\n    hooks:\n      - id: rolelint\n", own)
	out = append(out, starter{name: ".pre-commit-config.yaml", text: "repos:\n" + entry, add: entry})
	if by := workflow.in(root); by != "" {
		return append(out, starter{name: by})
	}
	branch, known := revision.DefaultBranch(root)
	if !known {
		branch = "main"
	}
	text := strings.NewReplacer("REVISION", own, "BRANCH", strconv.Quote(branch)).Replace(starterWorkflow)
	return append(out, starter{name: ".github/workflows/rolelint.yml", text: text})
}

// starterConfig returns a configuration that names where roles were found.
func starterConfig(roles []diff.Loaded, target catalog.Target, why string) string {
	var b strings.Builder
	b.WriteString("# yaml-language-server: $schema=https://raw.githubusercontent.com/rolelint/rolelint/main/schema/config.json\n")
	b.WriteString("# What findings are stated for. Correct it: what is right depends on it.\n")
	fmt.Fprintf(&b, "target:\n  stack: %q # %s\n", target.Stack, why)
	fmt.Fprintf(&b, "  license: %s # basic, gold, platinum, enterprise or trial\n", target.License)
	fmt.Fprintf(&b, "  deployment: %s # self-managed, hosted or serverless\n", target.Deployment)
	b.WriteString("# Where role files are; files elsewhere are not looked at.\nfiles:\n")
	for _, glob := range globs(roles) {
		fmt.Fprintf(&b, "  - %q\n", glob)
	}
	return b.String()
}

// globs returns patterns of where role files are, and will be: everything below
// the top folders that have some, and the files beside them at the top.
func globs(roles []diff.Loaded) []string {
	var out []string
	for _, l := range roles {
		glob := "*"
		if top, _, deep := strings.Cut(path.Clean(l.File.Name), "/"); deep {
			glob = escapeGlob(top) + "/**"
		}
		if !slices.Contains(out, glob) {
			out = append(out, glob)
		}
	}
	slices.Sort(out)
	return out
}

var globEscapes = strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`, "]", `\]`, "{", `\{`, "}", `\}`)

func escapeGlob(s string) string { return globEscapes.Replace(s) }

// released matches the versions of releases, which are tags; the version of a
// build between two of them names none.
var released = regexp.MustCompile(`^v\d+\.\d+\.\d+$`)

// ownRevision returns what names the rolelint that runs in its repository: the
// tag of its release, or its commit; "main" and false where it knows neither.
func ownRevision() (revision string, fixed bool) {
	v := "v" + strings.TrimPrefix(programVersion(), "v")
	if released.MatchString(v) {
		return v, true
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		built := map[string]string{}
		for _, s := range info.Settings {
			built[s.Key] = s.Value
		}
		if commit := built["vcs.revision"]; commit != "" && built["vcs.modified"] == "false" {
			return commit, true
		}
	}
	return "main", false
}

const starterWorkflow = `name: rolelint
on:
  pull_request:
  push:
    branches: [BRANCH]
permissions:
  contents: read
  pull-requests: write # the comment with what changes in access
jobs:
  rolelint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
        with:
          persist-credentials: false
      - uses: rolelint/rolelint@REVISION
`
