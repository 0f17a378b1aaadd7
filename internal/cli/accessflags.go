package cli

import (
	"strings"

	"github.com/spf13/pflag"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/config"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/role"
)

// accessFlags are the flags of the commands that read roles and do not lint.
type accessFlags struct {
	lintFlags // of which those below are defined
	format    *parsed[string]
}

// newAccessFlags adds the flags; without formats the caller adds its own -f.
func newAccessFlags(flags *pflag.FlagSet, formats []string) *accessFlags {
	f := &accessFlags{lintFlags: lintFlags{stdinName: "<stdin>"}}
	if len(formats) > 0 {
		f.format = formatFlag(flags, formats)
	}
	f.target = newTargetFlags(flags)
	f.as.kind, f.as.parse = "KIND", choice("kind of file", role.FormatNames())
	flags.Var(&f.as, "as", "read every file as "+strings.Join(role.FormatNames(), ", ")+"; otherwise the content decides")
	f.defineConfig(flags)
	f.color.value, f.color.text, f.color.kind, f.color.parse = "auto", "auto", "WHEN", choice("value", []string{"auto", "always", "never"})
	flags.Var(&f.color, "color", "use colours: auto, always or never")
	return f
}

// settings reads the configuration, and the target that holds.
func (f *accessFlags) settings() (*config.Config, catalog.Target, error) {
	settings, err := readConfig(&f.lintFlags)
	if err != nil {
		return nil, catalog.Target{}, err
	}
	return settings, f.target.over(settings.Target).WithDefaults(), nil
}

// read reads the roles of files and folders.
func (f *accessFlags) read(p *program, settings *config.Config, paths []string) (*roleFiles, error) {
	inputs, err := p.inputs(&f.lintFlags, settings, paths)
	if err != nil {
		return nil, err
	}
	if err := f.outputs.spare(p, readsInputs(inputs)); err != nil {
		return nil, err
	}
	return f.load(inputs), nil
}

func (f *accessFlags) load(inputs []lint.Input) *roleFiles {
	formats, _ := role.FormatsByName(f.as.value) // none where --as is not given
	return loadRoles(inputs, formats)
}
