package cli

import (
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"github.com/rolelint/rolelint/internal/config"
	"github.com/rolelint/rolelint/internal/lint"
)

// policyFlags are the flags of the commands that are about the user's own
// policies and do not lint.
type policyFlags struct {
	lintFlags // of which those below are defined
}

// newPolicyFlags adds the flags; without --policy where the command takes the
// folders as arguments.
func newPolicyFlags(flags *pflag.FlagSet, named bool) *policyFlags {
	f := &policyFlags{}
	if named {
		f.definePolicies(flags)
	}
	f.defineConfig(flags)
	return f
}

func (f *policyFlags) settings() (*config.Config, error) { return readConfig(&f.lintFlags) }

// own reads the user's policies that the flags name, or else those of the
// configuration; none where neither names any.
func (f *policyFlags) own() (lint.Own, error) {
	folders := f.policies
	if len(folders) == 0 {
		settings, err := f.settings()
		if err != nil {
			return lint.Own{}, err
		}
		folders = settings.Policies
	}
	return readOwn(folders, true)
}

// readOwn reads the Rego modules below the folders in the order of the names
// and, where besides, their tests and examples. A folder without any module is wrong
// configuration.
func readOwn(folders []string, besides bool) (lint.Own, error) {
	var own lint.Own
	for _, folder := range folders {
		before := len(own.Modules)
		err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			to := &own.Modules
			switch {
			case entry.IsDir() && entry.Name() == ".git":
				return fs.SkipDir
			case entry.IsDir():
				return nil
			case strings.HasSuffix(path, "_test.rego"):
				to = &own.Tests
			case strings.HasSuffix(path, ".txtar"):
				to = &own.Examples
			case !strings.HasSuffix(path, ".rego"):
				return nil
			}
			if to != &own.Modules && !besides {
				return nil
			}
			text, err := whole(readFile(path))
			if filepath.IsAbs(path) {
				path = fromHere(path)
			}
			*to = append(*to, lint.PolicyFile{Name: filepath.ToSlash(path), Src: text})
			return err
		})
		if err != nil {
			return own, usagef("read the policies: %w", err)
		}
		if len(own.Modules) == before {
			return own, usagef("policy folder %q holds no .rego file", filepath.ToSlash(folder))
		}
	}
	return own, nil
}
