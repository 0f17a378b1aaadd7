package cli

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
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
	settings, err := f.settings()
	if err != nil {
		return lint.Own{}, err
	}
	folders := f.policies
	if len(folders) == 0 {
		folders = settings.Policies
	}
	return readOwn(settings, folders, true)
}

// readOwn reads the Rego modules below the folders in the order of the names
// and, where besides, their tests and examples. A folder without any module is wrong
// configuration; the error says where that names it.
func readOwn(settings *config.Config, folders []string, besides bool) (lint.Own, error) {
	var own lint.Own
	for i, folder := range folders {
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
			*to = append(*to, lint.PolicyFile{Name: printed(path), Src: text})
			return err
		})
		switch {
		case err != nil:
			name := folder
			if reason := (*fs.PathError)(nil); errors.As(err, &reason) {
				name, err = reason.Path, reason.Err
			}
			err = usagef("policies: %q: %w", printed(name), err)
		case len(own.Modules) == before:
			err = usagef("policy folder %q holds no .rego file", printed(folder))
		}
		if err != nil && slices.Equal(folders, settings.Policies) {
			err = statedAt(settings, err, "policies", strconv.Itoa(i))
		}
		if err != nil {
			return own, err
		}
	}
	return own, nil
}
