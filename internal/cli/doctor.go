package cli

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/rolelint/rolelint/internal/cli/discover"
	"github.com/rolelint/rolelint/internal/config"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/report"
	"github.com/rolelint/rolelint/internal/role"
)

var doctorCommand = command{
	name: "doctor", arguments: "[PATH ...]", summary: "Say what rolelint sees: configuration, role files, target, rules, policies, hooks",
	about:    "It judges no role. What is wrong with the configuration, and what cannot be read, is said; the exit code is then that of lint.",
	examples: []string{"rolelint doctor", "rolelint doctor roles/"},
	define: func(flags *pflag.FlagSet) func(*program, []string) error {
		f := newLintFlags(flags)
		flags.VisitAll(func(flag *pflag.Flag) { flag.Hidden = !slices.Contains(doctorFlags, flag.Name) })
		return func(p *program, args []string) error { return p.doctor(f, args) }
	},
}

// doctorFlags are the flags of lint that say something here; the others are
// taken and make no difference, so that a lint command line can be examined.
var doctorFlags = []string{"stack", "license", "deployment", "preset", "config", "no-config", "policy", "intent", "as", "rules", "except"}

// doctor prints one fact a line.
func (p *program) doctor(f *lintFlags, paths []string) error {
	settings, err := readConfig(f)
	if err != nil {
		return err
	}
	options, err := f.options(settings)
	if err != nil {
		return err
	}
	inputs, err := p.inputs(f, settings, paths)
	if err != nil {
		return err
	}
	read := loadRoles(inputs, options.Formats)

	var b strings.Builder
	say := func(what, format string, args ...any) {
		fmt.Fprintf(&b, "%-14s %s\n", what, report.Escape(fmt.Sprintf(format, args...)))
	}
	say("rolelint", "%s (%s, %s/%s)", programVersion(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	folder, err := os.Getwd()
	if err != nil {
		return fmt.Errorf("working directory: %w", err)
	}
	root, inRepository := discover.RepositoryRoot(folder)
	if inRepository {
		say("repository", "%s", filepath.ToSlash(fromHere(root)))
	} else {
		say("repository", "none: git:REV and --changed-since cannot be used here")
	}
	if settings.File == "" {
		say("configuration", "none; rolelint init writes one")
	} else {
		say("configuration", "%s", settings.File)
	}
	say("target", "%s", options.Target)
	if stack, why, ok := guessStack(read.roles); ok && stack.MinorVersion() != options.Target.Stack.MinorVersion() {
		say("", "the roles look like %s: %s", stack, why)
	}
	sayFiles(say, read, len(inputs))
	for _, e := range read.lacking {
		say("", "%s: %s", e.File, e.Message)
	}
	if err := p.sayUncovered(say, f, settings, paths, read); err != nil {
		return err
	}
	own, err := lint.Own{Modules: options.Policies}.Rules()
	if err != nil {
		return usageError{err}
	}
	sayRules(say, &options, own)
	for _, policy := range options.Policies {
		say("policy", "%s", policy.Name)
	}
	for _, intent := range options.Intents {
		say("intent", "%s", intent.Name)
	}
	if !inRepository {
		root = folder
	}
	for _, hook := range integrations {
		state := "none; rolelint init writes it"
		if hook.in(root) != "" {
			state = "has rolelint"
		} else if _, err := os.Stat(filepath.Join(root, filepath.FromSlash(hook.file))); err == nil {
			state = "has no rolelint; rolelint init says what to add"
		}
		say(hook.name, "%s %s", hook.file, state)
	}
	if err := p.print(b.String()); err != nil {
		return err
	}
	switch failed := p.complainOf(read.errors); {
	case failed != nil:
		return failed
	case len(read.roles) == 0:
		return errNothing
	}
	return nil
}

// sayFiles says how many files of each format there are, and where.
func sayFiles(say func(what, format string, args ...any), read *roleFiles, looked int) {
	say("files", "%s in %s, of %s looked at", counted(len(read.roles), "role"), counted(read.files, "file"), counted(looked, "file"))
	type kind struct {
		files, folders []string
		roles          int
	}
	kinds := map[role.Format]*kind{}
	for _, l := range read.roles {
		k := kinds[l.Role.Format]
		if k == nil {
			k = &kind{}
			kinds[l.Role.Format] = k
		}
		k.roles++
		if !slices.Contains(k.files, l.File.Name) {
			k.files = append(k.files, l.File.Name)
		}
		if folder := path.Dir(l.File.Name); !slices.Contains(k.folders, folder) {
			k.folders = append(k.folders, folder)
		}
	}
	for format := role.Unknown; format <= role.RolesYML; format++ {
		k := kinds[format]
		if k == nil {
			continue
		}
		const most = 5
		where := strings.Join(k.folders[:min(len(k.folders), most)], ", ")
		if more := len(k.folders) - most; more > 0 {
			where += fmt.Sprintf(" and %d more", more)
		}
		say("", "%s: %s in %s (%s)", format, counted(k.roles, "role"), counted(len(k.files), "file"), where)
	}
}

// sayUncovered names the files with roles that "files" of the configuration does
// not allow: no command looks at them.
func (p *program) sayUncovered(say func(what, format string, args ...any), f *lintFlags, settings *config.Config, paths []string, read *roleFiles) error {
	if len(settings.Files) == 0 || slices.Contains(paths, "-") {
		return nil
	}
	inputs, err := p.inputs(f, &config.Config{}, paths)
	if err != nil {
		return err
	}
	covered := map[string]bool{}
	for _, l := range read.roles {
		covered[l.File.Name] = true
	}
	var names []string
	for _, l := range loadRoles(inputs, nil).roles {
		if name := l.File.Name; !covered[name] && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) > 0 {
		const most = 5
		more := ""
		if len(names) > most {
			more = fmt.Sprintf(" and %d more", len(names)-most)
		}
		say("", "not looked at, since \"files\" of the configuration does not allow them: %s%s", strings.Join(names[:min(len(names), most)], ", "), more)
	}
	return nil
}

// sayRules says how many rules run, and which do not; own are the user's.
func sayRules(say func(what, format string, args ...any), options *lint.Options, own []*diag.Rule) {
	var off []string
	all := slices.Concat(lint.Rules(), own)
	for _, r := range all {
		if !options.Runs(r) {
			off = append(off, r.ID)
		}
	}
	yours := ""
	if len(own) > 0 {
		yours = fmt.Sprintf("; %d your own", len(own))
	}
	say("rules", "%d of %d on, preset %s%s", len(all)-len(off), len(all), options.Preset, yours)
	if len(off) > 0 {
		say("", "off: %s", strings.Join(off, ", "))
	}
	if changed := len(options.Severities); changed > 0 {
		var names []string
		for _, r := range all {
			if s, ok := options.Severities[r.ID]; ok && s != diag.Off {
				names = append(names, r.ID+" "+s.String())
			}
		}
		if len(names) > 0 {
			say("", "severity: %s", strings.Join(names, ", "))
		}
	}
}

func counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// integration is a file of another program that may run rolelint.
type integration struct{ name, file string }

var (
	workflow     = integration{"workflow", ".github/workflows/rolelint.yml"}
	integrations = []integration{{"pre-commit", ".pre-commit-config.yaml"}, workflow}
)

// in returns the file, or its sibling in .github/workflows, that names rolelint;
// "" where none does.
func (i integration) in(root string) string {
	names := []string{i.file}
	if folder := path.Dir(i.file); folder != "." {
		entries, _ := os.ReadDir(filepath.Join(root, filepath.FromSlash(folder))) // absent: nothing names it
		for _, e := range entries {
			names = append(names, path.Join(folder, e.Name()))
		}
	}
	for _, name := range names {
		if text, err := readFile(filepath.Join(root, filepath.FromSlash(name))); err == nil && strings.Contains(string(text), "rolelint") {
			return name
		}
	}
	return ""
}
